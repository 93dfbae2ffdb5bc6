// How a run grows with the number of hosts. Run: node bench/scale.ts
// First 10, 50 and 200 hosts, fifty at a time, that take 200 ms for every command: how near to the ideal is it?
// Then 200 hosts x 100 tasks that answer at once: what the engine, the store and the printed lines cost by themselves.
// The hosts are a transport that waits and remembers; the lab would measure its own cluster instead.
import {setTimeout as sleep} from 'node:timers/promises';
import {systemClock} from '../source/engine/clock.ts';
import type {Book, Host} from '../source/engine/declare.ts';
import {createEngine} from '../source/engine/engine.ts';
import {createStore} from '../source/engine/store.ts';
import type {Transport} from '../source/engine/transport.ts';
import {runWithLines} from '../source/headless.ts';
import {textsOf} from '../source/texts/texts.ts';
import {making, text} from '../test/helpers/fake-world.ts';

const latency = 200;
const atOnce = 50;

const hostsOf = (count: number): readonly Host[] =>
	Array.from({length: count}, (_, index) => ({
		name: `w${index + 1}`,
		address: `10.0.${Math.floor(index / 250)}.${(index % 250) + 1}`,
		role: 'worker',
	}));

/** Stages of ten tasks. */
const bookOf = (tasks: number): Book => ({
	id: 'scale',
	title: text('Scale'),
	stages: Array.from({length: tasks / 10}, (_, stage) => ({
		id: `stage-${stage}`,
		title: text(`Stage ${stage}`),
		why: text('It is there.'),
		tasks: Array.from({length: 10}, (_, task) => making(`task-${stage * 10 + task}`)),
	})),
});

/** Every command takes so many milliseconds; a host has what its jobs made. */
const hostsThatWait = (milliseconds: number) => {
	const made = new Set<string>();
	const commands = new Map<string, number>();
	let busy = 0;
	let most = 0;
	const wait = async (host: string): Promise<void> => {
		commands.set(host, (commands.get(host) ?? 0) + 1);
		most = Math.max(most, ++busy);
		if (milliseconds > 0) await sleep(milliseconds);
		busy -= 1;
	};
	const transport: Transport = {
		ask: async ({name}, questions) => {
			await wait(name);
			return questions.map(question => ({
				exit: made.has(`${name} ${question.slice(4)}`) ? 0 : 1,
				stdout: '',
				stderr: '',
			}));
		},
		run: async ({name}, {script}, _signal, onOutput) => {
			await wait(name);
			made.add(`${name} ${script.slice(5)}`);
			onOutput(`${script} on ${name}\n`, 'stdout');
			return {exit: 0, stdout: '', stderr: ''};
		},
		close: async () => undefined,
	};
	return {transport, most: () => most, commandsOf: (host: string) => commands.get(host) ?? 0};
};

const open = (hosts: readonly Host[], tasks: number, milliseconds: number) => {
	const world = hostsThatWait(milliseconds);
	const store = createStore(tell => void setTimeout(tell, 33));
	const engine = createEngine({
		session: 'scale',
		book: bookOf(tasks),
		hosts,
		settings: {},
		transport: world.transport,
		store,
		clock: systemClock,
		secrets: {get: () => undefined, set: () => undefined},
		by: 'bench',
		resumed: false,
		atOnce,
	});
	return {world, store, engine};
};

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
	const began = performance.now();
	await work();
	return (performance.now() - began) / 1000;
};

const megabytes = (): string => (process.memoryUsage().rss / 1_048_576).toFixed(0);

console.log(`${latency} ms a command, ${atOnce} hosts at a time, 20 tasks`);
for (const count of [10, 50, 200]) {
	const {world, engine} = open(hostsOf(count), 20, latency);
	const taken = await seconds(() => engine.start());
	const commands = world.commandsOf('w1');
	const ideal = (Math.ceil(count / atOnce) * latency * commands) / 1000;
	console.log(
		`${String(count).padStart(4)} hosts  ${taken.toFixed(1)} s for ${commands} commands a host, at most ${world.most()} at once; ` +
			`ideal ${ideal.toFixed(1)} s; ${(taken / ideal).toFixed(2)}x (goal: at most 1.5x)`,
	);
}

console.log('\n200 hosts x 100 tasks that answer at once');
const silent = open(hostsOf(200), 100, 0);
let events = 0;
silent.store.listen(() => void (events += 1));
const alone = await seconds(() => silent.engine.start());
console.log(
	`engine and store       ${alone.toFixed(1)} s for ${events} events, ${((alone / events) * 1e6).toFixed(0)} µs each; ${megabytes()} MB resident`,
);
const loud = open(hostsOf(200), 100, 0);
const write = process.stdout.write.bind(process.stdout);
let bytes = 0;
process.stdout.write = (chunk: string | Uint8Array): boolean => {
	bytes += chunk.length;
	return true;
};
const options = {
	engine: loud.engine,
	store: loud.store,
	texts: textsOf('en'),
	language: 'en',
	clock: systemClock,
} as const;
const printed = await seconds(() => runWithLines(options, () => loud.engine.start()));
process.stdout.write = write;
console.log(
	`with its printed lines ${printed.toFixed(1)} s, ${(bytes / 1_048_576).toFixed(1)} MB printed; ${megabytes()} MB resident`,
);
process.exit(0);
