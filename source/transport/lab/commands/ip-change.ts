import {failed, said, type CommandResult, type Shell} from '../command.ts';
import {digest} from '../machine.ts';
import {interfaces} from './ip-interfaces.ts';

export const changeLink = (verb: string, words: readonly string[], at: Shell): CommandResult => {
	const name = words.find(
		(word, index) =>
			!['dev', 'name'].includes(word) && (index === 0 || ['dev', 'name'].includes(words[index - 1]!)),
	);
	const {machine} = at;
	if (verb === 'add') {
		const kind = words[words.indexOf('type') + 1] ?? 'dummy';
		if (interfaces(machine).some(item => item.name === name)) return failed('RTNETLINK answers: File exists\n', 2);
		machine.links = [
			...(machine.links ?? []),
			{
				name: name!,
				kind,
				mac: `52:54:01:${digest(name!, at.machine.name)
					.slice(0, 6)
					.replace(/(..)(?!$)/g, '$1:')}`,
				mtu: 1500,
				up: false,
			},
		];
		return said('');
	}
	if (!interfaces(machine).some(item => item.name === name)) return failed(`Cannot find device "${name}"\n`);
	if (verb === 'delete' || verb === 'del') {
		if (name === 'eth0' || name === 'lo') return failed('RTNETLINK answers: Operation not supported\n', 2);
		machine.links = (machine.links ?? []).filter(link => link.name !== name);
		machine.routes = (machine.routes ?? []).filter(route => route.dev !== name);
		return said('');
	}
	const link = machine.links?.find(other => other.name === name);
	if (link) link.up = words.includes('up') || (link.up && !words.includes('down'));
	if (name === 'eth0' && words.includes('down')) machine.cut = true;
	if (name === 'eth0' && words.includes('up')) delete machine.cut;
	return said('');
};

export const changeAddress = (verb: string, words: readonly string[], at: Shell): CommandResult => {
	const [address = '', prefix = '32'] = (words[0] ?? '').split('/');
	const nic = words[words.indexOf('dev') + 1] ?? '';
	const there = at.machine.addresses.some(entry => entry.address === address && entry.nic === nic);
	if (!interfaces(at.machine).some(item => item.name === nic)) return failed(`Cannot find device "${nic}"\n`);
	if (verb === 'add') {
		if (there) return failed('RTNETLINK answers: File exists\n', 2);
		at.machine.addresses.push({nic, address, prefix: Number(prefix), owner: 'ip'});
		return said('');
	}
	if (!there) return failed('RTNETLINK answers: Cannot assign requested address\n', 2);
	at.machine.addresses = at.machine.addresses.filter(entry => entry.address !== address || entry.nic !== nic);
	return said('');
};
