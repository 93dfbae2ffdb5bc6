// Where packets go, and whom the machine has heard.
import {said, type CommandResult, type Shell} from '../command.ts';
import type {Machine} from '../world.ts';
import {hasUplink, uplink, uplinkGateway} from '../uplink.ts';
import type {Style} from './ip-interfaces.ts';

const gateway = '10.77.0.1';

const routes = (machine: Machine): readonly string[] => {
	const own = machine.addresses[0]?.address ?? '';
	const made = (machine.routes ?? []).map(
		({to, via, dev, more}) =>
			`${to}${via === undefined ? '' : ` via ${via}`} dev ${dev}${more === undefined ? '' : ` ${more}`} `,
	);
	return [
		hasUplink(machine)
			? `default via ${uplinkGateway} dev ${uplink.nic} proto dhcp src ${uplink.address} metric 100 `
			: `default via ${gateway} dev eth0 onlink `,
		`10.77.0.0/24 dev eth0 proto kernel scope link src ${own} `,
		...(hasUplink(machine) ? [`10.0.2.0/24 dev ${uplink.nic} proto kernel scope link src ${uplink.address} `] : []),
		...made,
	];
};

const number = (text: string): number => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

const within = (address: string, network: string): boolean => {
	const [base, bits] = network.split('/');
	const size = 2 ** (32 - Number(bits));
	return Math.floor(number(address) / size) === Math.floor(number(base!) / size);
};

export const route = (words: readonly string[], at: Shell, style: Style): CommandResult => {
	const [verb = 'show', ...rest] = words;
	const own = at.machine.addresses[0]?.address ?? '';
	if (style.family === 6) return said('fe80::/64 dev eth0 proto kernel metric 256 pref medium\n');
	if (verb === 'get') {
		const target = rest.find(word => /^\d/.test(word)) ?? '';
		if (at.machine.addresses.some(entry => entry.address === target) || target.startsWith('127.'))
			return said(`local ${target} dev lo src ${target} uid 0 \n    cache <local> \n`);
		const made = (at.machine.routes ?? []).find(({to}) => to.includes('/') && within(target, to));
		if (made)
			return said(
				`${target}${made.via ? ` via ${made.via}` : ''} dev ${made.dev} src ${own} uid 0 \n    cache \n`,
			);
		if (within(target, '10.77.0.0/24')) return said(`${target} dev eth0 src ${own} uid 0 \n    cache \n`);
		if (hasUplink(at.machine))
			return said(`${target} via ${uplinkGateway} dev ${uplink.nic} src ${uplink.address} uid 0 \n    cache \n`);
		return said(`${target} via ${gateway} dev eth0 src ${own} uid 0 \n    cache \n`);
	}
	if (verb === 'flush') {
		const root = rest[rest.indexOf('root') + 1] ?? '';
		at.machine.routes = (at.machine.routes ?? []).filter(
			({to}) => !(root.includes('/') && to.includes('/') && within(to.split('/')[0]!, root)),
		);
		return said('');
	}
	if (verb === 'add' || verb === 'del' || verb === 'delete' || verb === 'replace') {
		const to = rest[0] ?? '';
		at.machine.routes = (at.machine.routes ?? []).filter(entry => entry.to !== to);
		const value = (name: string): string | undefined =>
			rest.includes(name) ? rest[rest.indexOf(name) + 1] : undefined;
		const via = value('via');
		if (verb === 'add' || verb === 'replace')
			at.machine.routes.push({to, dev: value('dev') ?? 'eth0', ...(via && {via})});
		return said('');
	}
	const lines = routes(at.machine).filter(line =>
		rest[0] === 'default'
			? line.startsWith('default')
			: rest[0] === 'dev'
				? line.includes(`dev ${rest[1]} `)
				: rest[0] === undefined || line.startsWith(`${rest[0]} `),
	);
	if (style.json)
		return said(
			`${JSON.stringify(lines.map(line => ({dst: line.split(' ')[0], ...(line.includes(' via ') && {gateway}), dev: /dev (\S+)/.exec(line)?.[1], ...(line.includes(' src ') && {prefsrc: own}), flags: []})))}\n`,
		);
	return said(lines.map(line => `${line}\n`).join(''));
};

export const neighbours = (words: readonly string[], at: Shell): CommandResult => {
	const [verb = 'show', ...rest] = words;
	const known = Object.entries(at.machine.neighbours ?? {});
	if (verb === 'flush') {
		at.machine.neighbours = {};
		return said('');
	}
	const names = verb === 'show' || verb === 'list' ? rest : words;
	const wanted = names.find(word => /^[\d:]/.test(word));
	return said(
		known
			.filter(([address]) => wanted === undefined || address === wanted)
			.map(([address, mac]) => `${address} dev eth0 lladdr ${mac} REACHABLE\n`)
			.join(''),
	);
};
