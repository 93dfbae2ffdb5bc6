// What ssh is started with. The user's own configuration stays in force; only what kubewalk must rely on is set.
import type {Host} from '../engine/given.ts';
import type {SshConfig} from './ssh-config.ts';

/** How one host is reached; what is left out comes from ~/.ssh/config. */
export type SshHost = {
	readonly user?: string;
	readonly port?: number;
	readonly identity?: string;
	/** As in ProxyJump: [user@]host[:port], several with commas. */
	readonly jump?: string;
	/** `auto`: when the user is not root. */
	readonly sudo?: 'auto' | 'always' | 'never';
};

export type SshFiles = {
	/** The session's own known_hosts, read beside the user's. */
	readonly knownHosts: string;
	/** Another file than ~/.ssh/config. */
	readonly config?: string;
};

/** What is read of the configuration for a host, and goes back to ssh as options. */
type Known = Pick<SshConfig, 'user' | 'jump' | 'known'>;

const option = (name: string, value: string | number): readonly string[] => ['-o', `${name}=${value}`];

const quoted = (path: string): string => (/[\s"]/.test(path) ? `"${path}"` : path);

/** For the host and for each jump host alike. */
const common = (files: SshFiles, known: readonly string[]): readonly string[] => [
	...(files.config === undefined ? [] : ['-F', files.config]),
	...option('StrictHostKeyChecking', 'yes'),
	...option('UpdateHostKeys', 'no'),
	...option('UserKnownHostsFile', [...known, files.knownHosts].map(quoted).join(' ')),
	...option('ConnectTimeout', 10),
	...option('ConnectionAttempts', 1),
	...option('ServerAliveInterval', 5),
	...option('ServerAliveCountMax', 3),
	...option('LogLevel', 'ERROR'),
	...option('ClearAllForwardings', 'yes'),
	...option('ForwardAgent', 'no'),
	...option('ForwardX11', 'no'),
	...option('PermitLocalCommand', 'no'),
	...option('RemoteCommand', 'none'),
	...option('RequestTTY', 'no'),
];

/** `alone`: nobody is asked. `in-terminal`: ssh asks for passwords and passphrases itself. */
export type Asking = 'alone' | 'in-terminal';

const asks = (asking: Asking): readonly string[] => option('BatchMode', asking === 'alone' ? 'yes' : 'no');

const identityOf = (identity: string | undefined): readonly string[] =>
	// Only: a server closes the door after a few wrong keys, and an agent may offer many before the right one.
	identity === undefined ? [] : ['-i', identity, ...option('IdentitiesOnly', 'yes')];

const shellWord = (word: string): string =>
	/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

type Hop = {readonly address: string; readonly user?: string; readonly port?: number};

/** Of one `[user@]host[:port]`, or ssh's URI of it; an IPv6 address may stand without brackets when there is no port. */
const hopOf = (text: string): Hop => {
	const rest = text.replace(/^ssh:\/\//, '').replace(/\/$/, '');
	const at = rest.lastIndexOf('@');
	const place = rest.slice(at + 1);
	const [, address = place, port] = /^\[(.*)\](?::(\d+))?$/.exec(place) ?? /^([^:]*)(?::(\d+))?$/.exec(place) ?? [];
	return {
		address,
		...(at >= 0 && {user: rest.slice(0, at)}),
		...(port !== undefined && {port: Number(port)}),
	};
};

/** The hosts on the way, in their order, each with how it is reached itself. */
export const hopsOf = (jump: string | undefined, identity: string | undefined): readonly (Hop & SshHost)[] => {
	const names = (jump ?? '').split(',').map(name => name.trim());
	return names
		.filter(name => name !== '')
		.map((name, index) => ({
			...hopOf(name),
			...(identity !== undefined && {identity}),
			...(index > 0 && {jump: names.slice(0, index).join(',')}),
		}));
};

/**
 * ProxyJump would start the jump's ssh without our options: it would ask on a terminal that is not there, and not know
 * the session's host keys. So the jump is a ProxyCommand, and the one before it a ProxyCommand of that. Percent signs of
 * the words are doubled, because ssh replaces `%h` and the like.
 */
const through = (
	hops: readonly (Hop & SshHost)[],
	files: SshFiles,
	known: Known,
	asking: Asking,
): readonly string[] => {
	const last = hops.at(-1);
	if (!last) return [];
	const words = [
		'ssh',
		...asks(asking),
		...common(files, known.known),
		...identityOf(last.identity),
		...option('ControlPath', 'none'),
		...(last.user === undefined ? [] : option('User', last.user)),
		...(last.port === undefined ? [] : option('Port', last.port)),
		...through(hops.slice(0, -1), files, known, asking),
	].map(word => shellWord(word).replaceAll('%', '%%'));
	const address = shellWord(last.address).replaceAll('%', '%%');
	return option('ProxyCommand', `${words.join(' ')} -W '[%h]:%p' -- ${address}`);
};

export const sshArguments = (
	host: Host,
	ssh: SshHost,
	files: SshFiles,
	known: Known,
	asking: Asking = 'alone',
): readonly string[] => [
	...asks(asking),
	...common(files, known.known),
	...identityOf(ssh.identity),
	...option('User', known.user),
	...(ssh.port === undefined ? [] : option('Port', ssh.port)),
	...through(hopsOf(known.jump, ssh.identity), files, known, asking),
	'-T',
	'-x',
	'--',
	host.address,
];

/** The same way for a person: with a terminal there, and ssh's own words on this one. */
export const forPerson = (args: readonly string[]): readonly string[] => {
	const end = args.indexOf('--');
	return [...args.slice(0, end).map(arg => (arg === '-T' ? '-t' : arg)), ...args.slice(end)];
};

/** The options that must stand before the host's name. */
export const withOptions = (args: readonly string[], more: readonly string[]): readonly string[] => [...more, ...args];

/** One connection for all: made by the first, kept for a while after the last. */
export const sharing = (socket: string): readonly string[] => [
	...option('ControlMaster', 'auto'),
	...option('ControlPersist', 120),
	...option('ControlPath', socket.replaceAll('%', '%%')),
];

export const alone: readonly string[] = [...option('ControlMaster', 'no'), ...option('ControlPath', 'none')];
