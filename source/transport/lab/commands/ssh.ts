// ssh and scp between the lab's hosts: root's keys are known everywhere, the network is what it is.
import {quote} from '../../../engine/script.ts';
import {failed, said, type CommandResult, type LabCommand, type Shell} from '../command.ts';
import {connect} from '../network.ts';
import {readOptions} from '../options.ts';
import {resolve} from '../resolve.ts';

const words = {
	refused: 'Connection refused',
	timeout: 'Connection timed out',
	unreachable: 'No route to host',
} as const;

type There = {readonly name: string; readonly address: string};

/** Who answers for `[user@]host`, or ssh's complaint. */
const reach = async (at: Shell, target: string, port: number, seconds: number): Promise<There | string> => {
	const host = target.replace(/^.*@/, '').replace(/^ssh:\/\//, '');
	const address = resolve(at.world, at.files, host);
	if (address === undefined) return `ssh: Could not resolve hostname ${host}: Name or service not known\n`;
	const {outcome, ...rest} = connect(at.world, at.filesOf, at.machine, address, port);
	if (outcome === 'open' && 'machine' in rest) return {name: rest.machine.name, address};
	const word = words[outcome as keyof typeof words];
	await at.pass(outcome === 'refused' ? 10 : outcome === 'unreachable' ? 3000 : seconds * 1000);
	return `ssh: connect to host ${host} port ${port}: ${word}\n`;
};

const withValue = [
	'-p',
	'-i',
	'-o',
	'-l',
	'-F',
	'-J',
	'-L',
	'-R',
	'-D',
	'-b',
	'-c',
	'-E',
	'-e',
	'-I',
	'-m',
	'-O',
	'-Q',
	'-S',
	'-W',
	'-w',
	'-P',
];

const patience = (all: readonly string[]): number =>
	Number(all.map(option => /^ConnectTimeout[= ](\d+)/.exec(option)?.[1]).find(Boolean) ?? 127);

const ssh: LabCommand = {
	names: ['ssh'],
	run: async (args, at) => {
		// Everything after the host is the far command, dashes and all.
		let split = 0;
		while (split < args.length && args[split]!.startsWith('-')) split += withValue.includes(args[split]!) ? 2 : 1;
		const {flags, values, all} = readOptions(args.slice(0, split), withValue);
		if (flags.has('-V')) return failed('OpenSSH_9.2p1 Debian-2+deb12u3, OpenSSL 3.0.15 3 Sep 2024\n', 0);
		const [target, ...command] = args.slice(split);
		if (target === undefined)
			return failed('usage: ssh [-46AaCfGgKkMNnqsTtVvXxYy] destination [command [argument ...]]\n', 255);
		const there = await reach(at, target, Number(values.get('-p') ?? 22), patience(all('-o')));
		if (typeof there === 'string') return failed(there, 255);
		const remote = at.on(there.name);
		if (!remote) return failed(`ssh: connect to host ${target} port 22: No route to host\n`, 255);
		const script = command.length > 0 ? command.join(' ') : at.stdin;
		if (script === '') return said('');
		const done = await remote.exec(script, command.length > 0 && !flags.has('-n') ? {stdin: at.stdin} : {});
		if (remote.machine.power === 'off')
			return {...done, stderr: `${done.stderr}Connection to ${target} closed by remote host.\n`, exit: 255};
		return done;
	},
};

type End = {readonly host?: string; readonly path: string};

const endOf = (text: string): End => {
	const match = /^([^/:]+):(.*)$/.exec(text);
	return match ? {host: match[1]!, path: match[2] === '' ? '.' : match[2]!} : {path: text};
};

const scp: LabCommand = {
	names: ['scp'],
	run: async (args, at): Promise<CommandResult> => {
		const {flags, values, all, words: ends} = readOptions(args, withValue);
		const target = endOf(ends.at(-1) ?? '');
		const sources = ends.slice(0, -1).map(endOf);
		if (sources.length === 0) return failed('usage: scp [-346ABCOpqRrsTv] source ... target\n');
		const filesAt = async (host: string | undefined): Promise<Shell['files'] | string> => {
			if (host === undefined) return at.files;
			const there = await reach(at, host, Number(values.get('-P') ?? 22), patience(all('-o')));
			return typeof there === 'string' ? there : at.filesOf(there.name);
		};
		const absolute = ({host, path}: End): string =>
			host === undefined
				? at.path(path)
				: path.startsWith('/')
					? path
					: `/root/${path.replace(/^~\//, '').replace(/^\.$/, '')}`.replace(/\/$/, '');
		const to = await filesAt(target.host);
		if (typeof to === 'string') return failed(`${to}scp: Connection closed\n`, 255);
		for (const source of sources) {
			const from = await filesAt(source.host);
			if (typeof from === 'string') return failed(`${from}scp: Connection closed\n`, 255);
			const path = absolute(source);
			if (!from.exists(path))
				return failed(
					`scp: ${source.host === undefined ? 'stat local' : ''} "${source.path}": No such file or directory\n`.replace(
						'scp:  ',
						'scp: ',
					),
				);
			const name = path.split('/').at(-1)!;
			const goal = absolute(target);
			const into = to.isDirectory(goal) ? `${goal}/${name}` : goal;
			if (from.isDirectory(path) && !flags.has('-r')) return failed(`scp: ${source.path}: not a regular file\n`);
			if (!to.isDirectory(into.slice(0, into.lastIndexOf('/')) || '/'))
				return failed(
					`scp: dest open "${target.path}": No such file or directory\nscp: failed to upload file ${source.path} to ${target.path}\n`,
				);
			copy(from, path, to, into);
		}
		return said('');
	},
};

const copy = (from: Shell['files'], path: string, to: Shell['files'], goal: string): void => {
	if (from.isDirectory(path)) {
		to.makeDirectory(goal);
		for (const name of from.list(path)) copy(from, `${path}/${name}`, to, `${goal}/${name}`);
	} else to.write(goal, from.read(path) ?? '', from.mode(path));
};

const publicKey = (at: Shell): string =>
	`ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${Buffer.from(at.machine.machineId, 'hex').toString('base64url').slice(0, 21)}${Buffer.from(at.machine.productUuid.replaceAll('-', ''), 'hex').toString('base64url').slice(0, 22)} root@${at.machine.hostname}\n`;

const keygen: LabCommand = {
	names: ['ssh-keygen', 'ssh-keyscan', 'ssh-copy-id'],
	run: async (args, at) => {
		const {
			values,
			words: hosts,
			flags,
		} = readOptions(args, ['-f', '-t', '-N', '-b', '-C', '-R', '-T', '-F', '-p', '-i']);
		if (at.name === 'ssh-keyscan') {
			const found = hosts.map(host =>
				Object.values(at.world.machines).find(
					machine =>
						machine.addresses.some(({address}) => address === resolve(at.world, at.files, host)) &&
						machine.power === 'on',
				),
			);
			return said(
				hosts
					.map((host, index) =>
						found[index]
							? `${host} ${publicKey({...at, machine: found[index]})
									.split(' ')
									.slice(0, 2)
									.join(' ')}\n`
							: '',
					)
					.join(''),
			);
		}
		if (at.name === 'ssh-copy-id') return at.exec(`ssh ${quote(hosts[0] ?? '')} true`);
		if (flags.has('-l') || values.has('-R') || values.has('-F')) return said('');
		const file = at.path(values.get('-f') ?? '/root/.ssh/id_ed25519');
		at.files.write(file, '-----BEGIN OPENSSH PRIVATE KEY-----\n-----END OPENSSH PRIVATE KEY-----\n', 0o600);
		at.files.write(`${file}.pub`, publicKey(at), 0o644);
		return said(
			flags.has('-q')
				? ''
				: `Generating public/private ed25519 key pair.\nYour identification has been saved in ${file}\nYour public key has been saved in ${file}.pub\n`,
		);
	},
};

export const sshCommands: readonly LabCommand[] = [ssh, scp, keygen];
