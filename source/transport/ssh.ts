// The system's own OpenSSH: one shared connection per host, so that ~/.ssh/config, agents, jump hosts and FIDO keys work.
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type Clock, systemClock} from '../engine/clock.ts';
import type {Host} from '../engine/given.ts';
import {HostUnreachable, type Transport} from '../engine/transport.ts';
import {explainSsh} from './host-key.ts';
import {overShell} from './over-shell.ts';
import {type KeptShells, keepShells} from './kept-shell.ts';
import {type Command, type Ended, type Shell, start} from './shell.ts';
import {knownHostsOf} from './known-hosts.ts';
import {sharing, type SshFiles, type SshHost, sshArguments, withOptions} from './ssh-options.ts';
import {createTurns, type Turns} from './turns.ts';

export type {SshFiles, SshHost} from './ssh-options.ts';

export type SshOptions = SshFiles & {
	readonly sshOf: (host: Host) => SshHost;
	/** Directory of the jobs on the hosts. */
	readonly jobs?: string;
	readonly clock?: Clock;
	/** Left out: $XDG_RUNTIME_DIR, else the directory for temporary files. */
	readonly sockets?: string;
};

/** sshd lets ten sessions use one connection (MaxSessions); two are left for stopping a job. */
const sessions = 8;

/** ConnectTimeout covers the network; a login may hang longer, in PAM or behind an agent that waits for a touch. */
const longestConnect = 60_000;

/** For a caller who was stopped while the connection was made. */
const ended: Shell = () => Promise.resolve({exit: undefined, stderr: ''});

type Line = {readonly shells: KeptShells; readonly args: readonly string[]};

/** A socket's path has 104 bytes on some systems, and ssh adds 17 of its own while it makes it. */
const longestSocket = 80;

const makeSocketDirectory = async (wish: string | undefined): Promise<string> => {
	const places = [wish, process.env['XDG_RUNTIME_DIR'], tmpdir(), '/tmp'];
	for (const place of places) {
		if (!place || Buffer.byteLength(place) > longestSocket) continue;
		const made = await mkdtemp(join(place, 'kw-')).catch(() => undefined);
		if (made !== undefined) return made;
	}
	throw new Error('No directory for the ssh connections can be made in $XDG_RUNTIME_DIR or /tmp: make room there.');
};

/** Prints who we are there and whether sudo would let us in without a word; the first thing asked over a connection. */
const who = `echo "uid=$(id -u)"\n`;

export const createSsh = ({
	sshOf,
	jobs = '/var/lib/kubewalk/jobs',
	clock = systemClock,
	sockets,
	...files
}: SshOptions): Transport => {
	const lines = new Map<string, Promise<Line>>();
	const turns = new Map<string, Turns>();
	let directory: Promise<string> | undefined;
	let count = 0;

	const explain = (host: Host, ended: Ended): Promise<string> => explainSsh(host, sshOf(host), files, ended);

	/** Connects, and finds out how root's rights are had. */
	const connect = async (host: Host, signal: AbortSignal): Promise<Line> => {
		const ssh = sshOf(host);
		directory ??= makeSocketDirectory(sockets);
		const socket = join(await directory, `${count++}`);
		const known = await knownHostsOf(host, ssh, files, signal);
		const args = withOptions(sshArguments(host, ssh, files, known), sharing(socket));
		const commandOf = (...command: readonly string[]): Command => ['ssh', ...args, ...command];
		const say = async (
			command: Command,
			script: string,
		): Promise<{readonly ended: Ended; readonly said: string}> => {
			let said = '';
			const ended = await start(command, script, signal, chunk => {
				said += chunk.toString();
			});
			return {ended, said};
		};
		const own = commandOf('sh', '-s');
		const {ended, said} = await say(own, who);
		const uid = /uid=(\d+)/.exec(said)?.[1];
		if (uid === undefined) throw new HostUnreachable(host.name, await explain(host, ended));
		const sudo = ssh.sudo ?? 'auto';
		if (sudo === 'never' || (sudo === 'auto' && uid === '0')) return {shells: keepShells(own), args};
		const root = commandOf('sudo', '-n', '-H', '--', 'sh', '-s');
		const answer = await say(root, who);
		if (!/uid=0\b/.test(answer.said)) throw new HostUnreachable(host.name, await explain(host, answer.ended));
		return {shells: keepShells(root), args};
	};

	/** Others may wait for the same connection, so nobody's abort ends it; only time does. */
	const connectInTime = async (host: Host): Promise<Line> => {
		const late = new AbortController();
		const done = new AbortController();
		void clock.sleep(longestConnect, done.signal).then(() => done.signal.aborted || late.abort());
		try {
			return await connect(host, late.signal);
		} catch (error) {
			if (!late.signal.aborted) throw error;
			const message = `${host.name} (${host.address}) took the connection but did not finish the login within ${longestConnect / 1000} s: look at sshd's log there.`;
			throw new HostUnreachable(host.name, message);
		} finally {
			done.abort();
		}
	};

	const turnsOf = (host: Host): Turns => {
		const known = turns.get(host.name) ?? createTurns(sessions);
		turns.set(host.name, known);
		return known;
	};

	const open = async (host: Host, signal: AbortSignal): Promise<Shell> => {
		let line = lines.get(host.name);
		if (!line) {
			line = connectInTime(host);
			lines.set(host.name, line);
			line.catch(() => lines.delete(host.name));
		}
		const aborted = new Promise<undefined>(resolve => {
			if (signal.aborted) resolve(undefined);
			signal.addEventListener('abort', () => resolve(undefined), {once: true});
		});
		const shell = (await Promise.race([line, aborted]))?.shells.shell ?? ended;
		return (script, until, onData) => turnsOf(host)(() => shell(script, until, onData), until);
	};

	return overShell({
		jobs,
		clock,
		open,
		explain,
		lost: host => {
			void lines.get(host.name)?.then(
				({shells}) => shells.close(),
				() => undefined,
			);
			lines.delete(host.name);
		},
		close: async () => {
			const never = new AbortController().signal;
			for (const line of lines.values()) {
				const {shells, args} = (await line.catch(() => undefined)) ?? {};
				shells?.close();
				if (args) await start(['ssh', '-O', 'exit', ...args], '', never, () => undefined);
			}
			lines.clear();
			if (directory) await rm(await directory, {recursive: true, force: true});
			directory = undefined;
		},
	});
};
