// Disturbs a run of the chaos book: kills kubewalk, drops packets, restarts sshd, reboots hosts; goes on until it is done.
import {spawn} from 'node:child_process';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {homeOf, filesOf} from '../../source/session/home.ts';
import {readJournal} from '../../source/session/journal.ts';
import type {NamespaceHost} from '../hosts/namespaces.ts';

/** How many of each are left; a storm takes from it until nothing is left or the book is done. */
export type Store = {kills: number; cuts: number; restarts: number; reboots: number};

export type Limits = {
	/** Milliseconds that kubewalk lives, or works, at most before it is killed. */
	readonly life: number;
	/** Milliseconds that packets are dropped at most. */
	readonly cut: number;
	/** Milliseconds between two disturbances of hosts at most. */
	readonly pause: number;
};

export type Stormy = {
	readonly session: string;
	/** How often kubewalk was started. */
	readonly lives: number;
	/** Exit codes of the lives that were not killed, the last one is 0. */
	readonly ends: readonly number[];
	/** Trouble that kubewalk had with its own files. */
	readonly unreadable: readonly string[];
	/** What kubewalk said, and how often. */
	readonly said: ReadonlyMap<string, number>;
	readonly seconds: number;
};

export type Random = () => number;

/** Mulberry32: the same seed gives the same storm, as far as the machine keeps time. */
export const createRandom = (seed: number): Random => {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
};

type Life = {readonly code: number | null; readonly stdout: string; readonly stderr: string};

/** So many milliseconds after it was started, or after it had its session and began to work. */
type Kill = {readonly after: 'start' | 'ready'; readonly milliseconds: number};

const live = (home: string, args: readonly string[], kill: Kill | undefined): Promise<Life> =>
	new Promise(resolve => {
		const child = spawn(process.execPath, [join(import.meta.dirname, 'kubewalk.ts'), ...args], {
			env: {...process.env, HOME: home, KUBEWALK_HOME: home, XDG_RUNTIME_DIR: home, LANG: 'C.UTF-8'},
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let stdout = '';
		let stderr = '';
		child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
		child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
		let timer: NodeJS.Timeout | undefined;
		const begin = (): void => {
			if (kill !== undefined) timer ??= setTimeout(() => child.kill('SIGKILL'), kill.milliseconds);
		};
		if (kill?.after === 'start') begin();
		else child.stdout.once('data', begin);
		child.once('exit', code => {
			clearTimeout(timer);
			resolve({code, stdout, stderr});
		});
	});

/** Ends when a job's script runs on the host, or when none did for a while. */
const jobRuns = `for turn in $(seq 300); do
	for job in /var/lib/kubewalk/jobs/*; do if [ -e "$job/group" ] && ! grep -q '^[0-9]' "$job/exit"; then exit; fi; done
	sleep 0.05
done`;

/** Disturbs hosts until the store is empty or nobody walks any more; each host has one trouble at a time. */
const disturb = async (
	hosts: readonly NamespaceHost[],
	store: Store,
	{cut, pause}: Limits,
	random: Random,
	over: AbortSignal,
): Promise<void> => {
	const busy = new Map<NamespaceHost, Promise<void>>();
	const troubles = {
		cuts: async (host: NamespaceHost) => {
			await host.cut();
			await sleep(1000 + random() * (cut - 1000));
			await host.mend();
		},
		restarts: (host: NamespaceHost) => host.restartSshd(),
		// Jobs are short: power that fails at any time would fail between them.
		reboots: async (host: NamespaceHost) => {
			await host.exec(jobRuns);
			await host.reboot();
		},
	};
	const kinds = ['cuts', 'restarts', 'reboots'] as const;
	while (!over.aborted && kinds.some(kind => store[kind] > 0)) {
		await sleep(pause * (0.2 + 0.8 * random()), undefined, {signal: over}).catch(() => undefined);
		const free = hosts.filter(host => !busy.has(host));
		const left = kinds.flatMap(kind => Array.from({length: store[kind]}, () => kind));
		const host = free[Math.floor(random() * free.length)];
		const kind = left[Math.floor(random() * left.length)];
		if (over.aborted || !host || !kind) continue;
		store[kind] -= 1;
		busy.set(
			host,
			troubles[kind](host).finally(() => busy.delete(host)),
		);
	}
	await Promise.all(busy.values());
};

/** Walks the book of `plan` in a new session, again and again until it is done. */
export const storm = async (
	home: string,
	plan: string,
	hosts: readonly NamespaceHost[],
	store: Store,
	limits: Limits,
	random: Random,
	/** Lives that were not killed and not done, at most. */
	patience = 600,
): Promise<Stormy> => {
	const began = performance.now();
	const over = new AbortController();
	const disturbing = disturb(hosts, store, limits, random, over.signal);
	const ends: number[] = [];
	const unreadable: string[] = [];
	const said = new Map<string, number>();
	let session = '';
	let lives = 0;
	while (ends.at(-1) !== 0 && ends.length < patience) {
		// Before a new session has said its name there is nothing to go on with.
		const after = session === '' || random() < 0.6 ? 'ready' : 'start';
		const kill = store.kills > 0 ? ({after, milliseconds: 50 + random() * limits.life} as const) : undefined;
		lives += 1;
		const args = session === '' ? ['open', plan] : ['resume', session];
		const {code, stdout, stderr} = await live(home, args, kill);
		session ||= stdout.trim();
		if (code === null) store.kills -= 1;
		else ends.push(code);
		for (const line of stderr.split('\n').filter(Boolean)) said.set(line, (said.get(line) ?? 0) + 1);
		try {
			readJournal(filesOf(homeOf({KUBEWALK_HOME: home}, '/'), session).journal);
		} catch (error) {
			unreadable.push(String(error));
		}
	}
	over.abort();
	await disturbing;
	return {session, lives, ends, unreadable, said, seconds: (performance.now() - began) / 1000};
};
