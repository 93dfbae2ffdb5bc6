// A world of files per host instead of a shell: what engine tests run against.
import type {Clock} from '../../source/engine/clock.ts';
import type {EngineOptions} from '../../source/engine/context.ts';
import {createEngine, type Engine} from '../../source/engine/engine.ts';
import type {EngineEvent} from '../../source/engine/event.ts';
import type {Book, Task} from '../../source/engine/declare.ts';
import type {Host} from '../../source/engine/given.ts';
import {createStore, type Store} from '../../source/engine/store.ts';
import {HostUnreachable, type Transport} from '../../source/engine/transport.ts';
import type {State} from '../../source/engine/state.ts';

export const threeHosts: readonly Host[] = [
	{name: 'm1', address: '10.0.0.11', role: 'control-plane'},
	{name: 'm2', address: '10.0.0.12', role: 'control-plane'},
	{name: 'w1', address: '10.0.0.21', role: 'worker'},
];

export type FakeWorld = {
	readonly transport: Transport;
	/** What hosts were told, in order: `m1 ask 2`, `m1 run make a`. */
	readonly log: string[];
	readonly files: Map<string, Set<string>>;
	readonly dead: Set<string>;
	readonly jobs: Map<string, {exit: number; stdout: string; stderr: string}>;
	/** What `say TEXT` and other words do; changed by tests. */
	onRun?: (host: string, script: string, signal: AbortSignal) => Promise<void> | void;
};

/** Understands `has FILE` as a question, and `make FILE`, `remove FILE`, `say TEXT`, `fail TEXT` as lines of a job. */
export const createFakeWorld = (): FakeWorld => {
	const files = new Map<string, Set<string>>();
	const dead = new Set<string>();
	const log: string[] = [];
	const jobs: FakeWorld['jobs'] = new Map();
	const filesOf = (host: string): Set<string> => files.get(host) ?? files.set(host, new Set()).get(host)!;
	const reach = (host: string): void => {
		if (dead.has(host)) throw new HostUnreachable(host, `${host} does not answer: is it switched on?`);
	};
	const world: FakeWorld = {
		log,
		files,
		dead,
		jobs,
		transport: {
			ask: async ({name}, questions) => {
				reach(name);
				log.push(`${name} ask ${questions.length}`);
				return questions.map(question => {
					const exit = filesOf(name).has(question.replace('has ', '')) ? 0 : 1;
					return {
						exit,
						stdout: '',
						stderr: exit === 0 ? '' : `no ${question.replace('has ', '')} on ${name}`,
					};
				});
			},
			run: async ({name}, {id, script}, signal, onOutput) => {
				reach(name);
				const before = jobs.get(id);
				if (before) return before;
				log.push(`${name} run ${script.split('\n')[0]}`);
				await world.onRun?.(name, script, signal);
				reach(name);
				const answer = {exit: 0, stdout: '', stderr: ''};
				for (const line of script.split('\n')) {
					const [word, ...rest] = line.split(' ');
					const text = rest.join(' ');
					if (word === 'make') filesOf(name).add(text);
					if (word === 'remove') filesOf(name).delete(text);
					if (word === 'say') answer.stdout += `${text}\n`;
					if (word === 'fail') Object.assign(answer, {exit: 3, stderr: `${text}\n`});
				}
				if (answer.stdout) onOutput(answer.stdout, 'stdout');
				if (answer.stderr) onOutput(answer.stderr, 'stderr');
				jobs.set(id, answer);
				return answer;
			},
			reattach: async (_, id, _signal, onOutput) => {
				const answer = jobs.get(id);
				if (answer?.stdout) onOutput(answer.stdout, 'stdout');
				return answer;
			},
			close: async () => undefined,
		},
	};
	return world;
};

/** Sleeping takes no time but moves the clock on. */
export const createFakeClock = (): Clock => {
	let now = 1_800_000_000_000;
	return {
		now: () => now,
		sleep: async milliseconds => void (now += milliseconds),
	};
};

export const text = (en: string) => ({en, zh: en});

/** A task that makes a file of its own name. */
export const making = (id: string, more: Partial<Task> = {}): Task => ({
	id,
	title: text(`Make ${id}`),
	why: text('The test wants it.'),
	target: 'every-host',
	risk: 'changes',
	check: {ask: () => `has ${id}`},
	run: () => `make ${id}`,
	undo: () => `remove ${id}`,
	...more,
});

export const bookOf = (...tasks: readonly Task[]): Book => ({
	id: 'test',
	title: text('Test'),
	stages: [{id: 'stage', title: text('Stage'), why: text('Why'), tasks}],
	spare: 'workers',
});

export type Opened = {
	readonly engine: Engine;
	readonly store: Store;
	readonly events: EngineEvent[];
	readonly statuses: () => string[];
};

export const openEngine = (
	book: Book,
	world: FakeWorld,
	more: {
		from?: State;
		resumed?: boolean;
		clock?: Clock;
		secrets?: Map<string, string>;
		hosts?: readonly Host[];
		lease?: EngineOptions['lease'];
		atOnce?: number;
	} = {},
): Opened => {
	const store = createStore(tell => tell(), more.from);
	const events: EngineEvent[] = [];
	store.listen(event => events.push(event));
	const secrets = more.secrets ?? new Map<string, string>();
	const engine = createEngine({
		session: 's1',
		book,
		hosts: more.hosts ?? threeHosts,
		settings: {},
		transport: world.transport,
		store,
		clock: more.clock ?? createFakeClock(),
		secrets: {
			get: (name, host) => secrets.get(`${name} ${host}`),
			set: (name, host, value) => void secrets.set(`${name} ${host}`, value),
		},
		by: 'tester',
		resumed: more.resumed ?? false,
		...(more.lease && {lease: more.lease}),
		...(more.atOnce !== undefined && {atOnce: more.atOnce}),
	});
	return {
		engine,
		store,
		events,
		statuses: () =>
			events.flatMap(event => (event.type === 'task' ? [`${event.task} ${event.host} ${event.status}`] : [])),
	};
};
