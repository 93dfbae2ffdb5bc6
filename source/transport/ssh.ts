// The system's own OpenSSH: one shared connection per host, so that ~/.ssh/config, agents, jump hosts and FIDO keys work.
import {type Clock, systemClock} from '../engine/clock.ts';
import type {Host} from '../engine/given.ts';
import {HostUnreachable, type Transport} from '../engine/transport.ts';
import {createTurns, type Turns} from '../engine/turns.ts';
import {becomeRoot, isEnough, whoIs} from './become-root.ts';
import {overShell} from './over-shell.ts';
import type {KeptShells} from './kept-shell.ts';
import {createPasswords} from './passwords.ts';
import {type Ended, type Shell, start} from './shell.ts';
import {readConfig} from './ssh-config.ts';
import {asking, installScript, inTerminal, publicKey} from './ssh-login.ts';
import {forPerson, sharing, type SshFiles, type SshHost, sshArguments, withOptions} from './ssh-options.ts';
import {type Refusal, refusalOf, type Want} from './ssh-refusal.ts';
import {createSockets} from './ssh-sockets.ts';
import {plainShells, type Reach} from './sudo.ts';

export type {SshFiles, SshHost} from './ssh-options.ts';
export type {Want} from './ssh-refusal.ts';

export type SshOptions = SshFiles & {
	readonly sshOf: (host: Host) => SshHost;
	/** Directory of the jobs on the hosts. */
	readonly jobs?: string;
	readonly clock?: Clock;
	/** Left out: $XDG_RUNTIME_DIR, else the directory for temporary files. */
	readonly sockets?: string;
};

/** What a person gives is asked for by others, before the engine begins: the transport itself never asks. */
export type Ssh = Transport & {
	/** Connects, and says what a person could give so that the host lets us in. Undefined: we are in, or nothing would help. */
	readonly knock: (host: Host) => Promise<Want | undefined>;
	/** Hands the terminal to ssh, which asks for what it needs; whether that helped, the next `knock` says. */
	readonly logIn: (host: Host, want: Want & {kind: 'login'}) => Promise<void>;
	/** The command with which a person opens a shell of his own there, over the same connection. */
	readonly terminal: (host: Host) => Promise<readonly string[]>;
	/** A password for sudo on this host. Others are tried with it once this one has taken it. */
	readonly give: (host: Host, password: string) => void;
	/** The public key that `install` would put there, as a line; undefined when the person has none. */
	readonly keyFor: (host: Host) => Promise<string | undefined>;
	/** Lets the key in. Gives what the host said when that failed. */
	readonly install: (host: Host, key: string) => Promise<string | undefined>;
};

/** sshd lets ten sessions use one connection (MaxSessions); two are left for stopping a job. */
const sessions = 8;

/** ConnectTimeout covers the network; a login may hang longer, in PAM or behind an agent that waits for a touch. */
const longestConnect = 60_000;

/** For a caller who was stopped while the connection was made. */
const ended: Shell = () => Promise.resolve({exit: undefined, stderr: ''});

type Line = {readonly shells: KeptShells; readonly reach: Reach};

const never = new AbortController().signal;
const nothing = (): void => undefined;
const closeShells = (line: Line | Refusal): void => ('shells' in line ? line.shells.close() : undefined);

export const createSsh = ({
	sshOf,
	jobs = '/var/lib/kubewalk/jobs',
	clock = systemClock,
	sockets: wish,
	...files
}: SshOptions): Ssh => {
	const lines = new Map<string, Promise<Line | Refusal>>();
	const turns = new Map<string, Turns>();
	const sockets = createSockets(wish);
	/** Hosts on which a person logged in: without him there is no second connection. */
	const loggedIn = new Set<string>();
	const passwords = createPasswords();
	const closing = new AbortController();

	const explain = async (host: Host, ended: Ended): Promise<string> =>
		(await refusalOf(host, sshOf(host), files, ended)).message;

	/** Connects, and finds out how root's rights are had. */
	const connect = async (host: Host, signal: AbortSignal): Promise<Line | Refusal> => {
		const ssh = sshOf(host);
		const config = await readConfig(host, ssh, files, signal);
		const args = withOptions(sshArguments(host, ssh, files, config), sharing(await sockets.of(host.name)));
		const reach: Reach = command => ['ssh', ...args, command];
		const own = plainShells(reach);
		const {ended, uid} = await whoIs(own.shell, signal);
		if (signal.aborted) return {message: 'The connection was given up.'};
		if (uid === undefined) return refusalOf(host, ssh, files, ended);
		if (isEnough(ssh, uid)) return {shells: own, reach};
		own.close();
		const shells = await becomeRoot({host, ssh, config}, reach, passwords, signal);
		return 'message' in shells ? shells : {shells, reach};
	};

	/** Others may wait for the same connection, so nobody's abort ends it; only time does. */
	const connectInTime = async (host: Host): Promise<Line | Refusal> => {
		const late = new AbortController();
		const done = new AbortController();
		void clock.sleep(longestConnect, done.signal).then(() => done.signal.aborted || late.abort());
		const line = await connect(host, AbortSignal.any([late.signal, closing.signal]));
		done.abort();
		if (!late.signal.aborted) return line;
		const message = `${host.name} (${host.address}) took the connection but did not finish the login within ${longestConnect / 1000} s: look at sshd's log there.`;
		return {message};
	};

	/** A line that is refused is looked for again the next time. */
	const lineTo = (host: Host): Promise<Line | Refusal> => {
		const known = lines.get(host.name);
		if (known) return known;
		const line = connectInTime(host);
		lines.set(host.name, line);
		const forget = (): void => void lines.delete(host.name);
		line.then(found => 'shells' in found || forget(), forget);
		return line;
	};

	const turnsOf = (host: Host): Turns => {
		const known = turns.get(host.name) ?? createTurns(sessions);
		turns.set(host.name, known);
		return known;
	};

	const open = async (host: Host, signal: AbortSignal): Promise<Shell> => {
		const aborted = new Promise<undefined>(resolve => {
			if (signal.aborted) resolve(undefined);
			signal.addEventListener('abort', () => resolve(undefined), {once: true});
		});
		const line = await Promise.race([lineTo(host), aborted]);
		if (line && 'message' in line) {
			await sockets.end(host.name);
			throw new HostUnreachable(host.name, line.message);
		}
		const shell = line?.shells.shell ?? ended;
		return (script, until, onData) => turnsOf(host)(() => shell(script, until, onData), until);
	};

	const transport = overShell({
		jobs,
		clock,
		open,
		explain,
		lost: host => {
			void lines.get(host.name)?.then(closeShells, nothing);
			lines.delete(host.name);
			// The old connection may hang; one that a person made is tried for as long as it lives.
			if (!loggedIn.has(host.name)) sockets.forget(host.name);
		},
		close: async () => {
			closing.abort();
			for (const line of await Promise.allSettled(lines.values()))
				if (line.status === 'fulfilled') closeShells(line.value);
			lines.clear();
			await sockets.close();
		},
	});

	return {
		...transport,
		knock: async host => {
			const line = await lineTo(host);
			if ('shells' in line) return undefined;
			if (line.want?.kind !== 'sudo-password') await sockets.end(host.name);
			return line.want;
		},
		logIn: async (host, {skipKeys}) => {
			const ssh = sshOf(host);
			const config = await readConfig(host, ssh, files, never);
			const shared = sharing(await sockets.of(host.name));
			const args = sshArguments(host, ssh, files, config, 'in-terminal');
			await inTerminal(['ssh', ...withOptions(args, [...shared, ...asking(skipKeys)]), 'true']);
			if (sockets.isOpen(host.name)) loggedIn.add(host.name);
		},
		terminal: async host => {
			const ssh = sshOf(host);
			const config = await readConfig(host, ssh, files, never);
			const args = forPerson(sshArguments(host, ssh, files, config, 'in-terminal'));
			return ['ssh', ...withOptions(args, sharing(await sockets.of(host.name)))];
		},
		give: (host, password) => passwords.give(host.name, password),
		keyFor: async host => {
			const ssh = sshOf(host);
			const {identities} = await readConfig(host, ssh, files, never);
			return publicKey(ssh.identity, identities);
		},
		install: async (host, key) => {
			const line = await lineTo(host);
			if ('message' in line) return line.message;
			const {exit, stderr} = await start(line.reach('sh -s'), installScript(key), never, nothing);
			return exit === 0 ? undefined : (stderr.trim().split('\n').at(-1) ?? '');
		},
	};
};
