// ssh and scp between the lab's hosts: the network is what it is, and so are the keys that somebody names.
import {failed, said, type CommandResult, type LabCommand, type Shell} from '../command.ts';
import {connect} from '../network.ts';
import {readOptions} from '../options.ts';
import {resolve} from '../resolve.ts';
import {optionsFrom, sshTrouble, type SshOptions} from '../ssh-trust.ts';
import {keyCommands} from './ssh-keygen.ts';

const words = {
	refused: 'Connection refused',
	timeout: 'Connection timed out',
	unreachable: 'No route to host',
} as const;

type There = {readonly name: string; readonly address: string};

/** Who answers for `[user@]host`, or ssh's complaint. */
const reach = async (at: Shell, target: string, options: SshOptions): Promise<There | string> => {
	const {port} = options;
	const host = target.replace(/^.*@/, '').replace(/^ssh:\/\//, '');
	const address = resolve(at.world, at.files, host);
	if (address === undefined) return `ssh: Could not resolve hostname ${host}: Name or service not known\n`;
	const {outcome, ...rest} = connect(at.world, at.filesOf, at.machine, address, port);
	if (outcome === 'open' && 'machine' in rest) {
		const {name} = rest.machine;
		return sshTrouble(at, target, at.filesOf(name), options) ?? {name, address};
	}
	const word = words[outcome as keyof typeof words];
	await at.pass(
		outcome === 'refused'
			? 10
			: outcome === 'unreachable'
				? 3000
				: Number(options.option('connecttimeout') ?? 127) * 1000,
	);
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
];

const scpWithValue = ['-c', '-D', '-F', '-i', '-J', '-l', '-o', '-P', '-S', '-X'];

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
		const options = optionsFrom(values.get('-p'), values.get('-i'), all('-o'));
		const there = await reach(at, target, options);
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
		const {flags, values, all, words: ends} = readOptions(args, scpWithValue);
		const options = optionsFrom(values.get('-P'), values.get('-i'), all('-o'));
		const target = endOf(ends.at(-1) ?? '');
		const sources = ends.slice(0, -1).map(endOf);
		if (sources.length === 0) return failed('usage: scp [-346ABCOpqRrsTv] source ... target\n');
		const filesAt = async (host: string | undefined): Promise<Shell['files'] | string> => {
			if (host === undefined) return at.files;
			const there = await reach(at, host, options);
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

export const sshCommands: readonly LabCommand[] = [ssh, scp, ...keyCommands];
