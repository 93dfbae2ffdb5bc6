// What ssh is started with. The user's own configuration stays in force; only what kubewalk must rely on is set.
import type {Host} from '../engine/given.ts';

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

/** The user's known_hosts files, as `ssh -G` tells them; a space in a name is a quoted word in ssh's configuration. */
export type KnownHosts = readonly string[];

const option = (name: string, value: string | number): readonly string[] => ['-o', `${name}=${value}`];

const quoted = (path: string): string => (/[\s"]/.test(path) ? `"${path}"` : path);

/** For the host and for each jump host alike. */
const common = (files: SshFiles, known: KnownHosts): readonly string[] => [
	...(files.config === undefined ? [] : ['-F', files.config]),
	...option('BatchMode', 'yes'),
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

const identityOf = (identity: string | undefined): readonly string[] =>
	// Only: a server closes the door after a few wrong keys, and an agent may offer many before the right one.
	identity === undefined ? [] : ['-i', identity, ...option('IdentitiesOnly', 'yes')];

const shellWord = (word: string): string =>
	/^[\w@%+=:,./[\]-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/**
 * ProxyJump would start the jump's ssh without our options: it would ask on a terminal that is not there, and not know
 * the session's host keys. So the jump is a ProxyCommand. Its percent signs are ssh's, ours are doubled.
 */
const through = (jump: string, ssh: SshHost, files: SshFiles, known: KnownHosts): readonly string[] => {
	const jumps = jump.split(',').map(one => one.trim());
	const last = jumps.at(-1)!;
	const before = jumps.slice(0, -1).join(',');
	const words = [
		'ssh',
		...common(files, known),
		...identityOf(ssh.identity),
		...option('ControlPath', 'none'),
		...(before === '' ? [] : ['-J', before]),
	].map(word => shellWord(word).replaceAll('%', '%%'));
	const target = last.includes('://') ? last : `ssh://${last}`;
	return option('ProxyCommand', [...words, '-W', '[%h]:%p', shellWord(target)].join(' '));
};

export const sshArguments = (host: Host, ssh: SshHost, files: SshFiles, known: KnownHosts): readonly string[] => [
	...common(files, known),
	...identityOf(ssh.identity),
	...(ssh.user === undefined ? [] : option('User', ssh.user)),
	...(ssh.port === undefined ? [] : option('Port', ssh.port)),
	...(ssh.jump === undefined ? [] : through(ssh.jump, ssh, files, known)),
	'-T',
	'-x',
	'--',
	host.address,
];

/** The options that must stand before the host's name. */
export const withOptions = (args: readonly string[], more: readonly string[]): readonly string[] => [...more, ...args];

/** One connection for all: made by the first, kept for a while after the last. */
export const sharing = (socket: string): readonly string[] => [
	...option('ControlMaster', 'auto'),
	...option('ControlPersist', 120),
	...option('ControlPath', socket.replaceAll('%', '%%')),
];

export const alone: readonly string[] = [...option('ControlMaster', 'no'), ...option('ControlPath', 'none')];
