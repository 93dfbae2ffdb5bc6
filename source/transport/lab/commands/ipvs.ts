// ipvsadm and ipset: what kube-proxy has put there in its mode ipvs.
import {failed, said, type LabCommand} from '../command.ts';
import {loadModule} from '../kernel-modules.ts';
import type {IpvsService} from '../world.ts';

const head =
	'IP Virtual Server version 1.2.1 (size=4096)\nProt LocalAddress:Port Scheduler Flags\n  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn\n';

const listed = ({protocol, address, port, backends}: IpvsService): string =>
	[
		`${protocol.toUpperCase()}  ${address}:${port} rr\n`,
		...backends.map(
			backend => `  -> ${`${backend.address}:${backend.port}`.padEnd(28)} Masq    1      0          0         \n`,
		),
	].join('');

const saved = ({protocol, address, port, backends}: IpvsService): string => {
	const service = `-${protocol[0]!} ${address}:${port}`;
	return [
		`-A ${service} -s rr\n`,
		...backends.map(backend => `-a ${service} -r ${backend.address}:${backend.port} -m -w 1\n`),
	].join('');
};

const asks = (args: readonly string[], short: string, long: string): boolean =>
	args.some(arg => arg === long || (/^-[A-Za-z]+$/.test(arg) && arg.includes(short)));

const ipvsadm: LabCommand = {
	names: ['ipvsadm'],
	changes: args => asks(args, 'C', '--clear'),
	run: (args, at) => {
		// The program asks the kernel for the module itself.
		if (!loadModule(at.machine, 'ip_vs'))
			return failed(
				"Can't initialize ipvs: Protocol not available\nAre you sure that IP Virtual Server is built in the kernel or as module?\n",
				255,
			);
		if (asks(args, 'C', '--clear')) {
			delete at.machine.ipvs;
			return said('');
		}
		const services = at.machine.ipvs ?? [];
		return said(
			asks(args, 'S', '--save') ? services.map(saved).join('') : `${head}${services.map(listed).join('')}`,
		);
	},
};

const ipset: LabCommand = {
	names: ['ipset'],
	changes: args => !['list', '-L', '--list'].includes(args[0] ?? ''),
	run: (args, at) => {
		const sets = at.machine.ipsets ?? [];
		const [verb = '', ...rest] = args;
		const name = rest.find(word => !word.startsWith('-'));
		if (name !== undefined && !sets.includes(name))
			return failed('ipset v7.17: The set with the given name does not exist\n');
		if (['destroy', '-X', '--destroy', 'x'].includes(verb)) {
			at.machine.ipsets = name === undefined ? [] : sets.filter(set => set !== name);
			return said('');
		}
		const chosen = name === undefined ? sets : [name];
		if (rest.includes('-n') || rest.includes('-name')) return said(chosen.map(set => `${set}\n`).join(''));
		return said(
			chosen
				.map(
					set =>
						`Name: ${set}\nType: hash:ip,port\nRevision: 6\nSize in memory: 256\nReferences: 1\nMembers:\n`,
				)
				.join('\n'),
		);
	},
};

export const ipvsCommands: readonly LabCommand[] = [ipvsadm, ipset];
