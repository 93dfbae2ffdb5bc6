// What is done, what is next: read from the book and the rows, for the list, the footer and the report alike.
import type {Stage, Task, Text} from '../engine/declare.ts';
import type {Engine} from '../engine/engine.ts';
import type {Status} from '../engine/event.ts';
import {rowOf, type State} from '../engine/state.ts';
import {hostsFor} from '../engine/target.ts';

/** A task that applies to this plan, with its hosts. */
export type Entry = {readonly stage: Stage; readonly task: Task; readonly hosts: readonly string[]};

const settledOnce = new WeakMap<Engine, readonly Entry[]>();

/** The engine settles once which tasks are for which hosts. The same entries each time: what they come to is remembered by them. */
export const entriesOf = (engine: Engine): readonly Entry[] => {
	const before = settledOnce.get(engine);
	if (before) return before;
	const entries = engine.book.stages.flatMap(stage =>
		stage.tasks
			.map((task): Entry => ({stage, task, hosts: engine.hostsOf(task.id)}))
			.filter(({hosts}) => hosts.length > 0),
	);
	settledOnce.set(engine, entries);
	return entries;
};

const settled: ReadonlySet<Status> = new Set(['satisfied', 'done', 'skipped']);
const working: ReadonlySet<Status> = new Set(['checking', 'running', 'verifying', 'undoing']);

const isSettled = (status: Status): boolean => settled.has(status);
export const isWorking = (status: Status): boolean => working.has(status);

export const statusOn = (state: State, {task}: Entry, host: string): Status => rowOf(state, task.id, host).status;

/** What a task's rows come to in one mark: trouble first, then work, then what is left, then how it was settled. */
const weights: readonly Status[] = [
	'failed',
	'unreachable',
	'running',
	'undoing',
	'verifying',
	'checking',
	'cancelled',
	'undone',
	'pending',
	'skipped',
	'done',
	'satisfied',
];

export const worstOf = (statuses: readonly Status[]): Status =>
	weights.find(status => statuses.includes(status)) ?? 'pending';

type Rows = State['rows'][string] | undefined;
type Tally = {readonly status: Status; readonly todo: readonly string[]; readonly working: readonly string[]};

/** 120 tasks on 200 hosts are 24,000 rows, and a frame asks several times for what only a changed task answers anew. */
const tallies = new WeakMap<Entry, {readonly rows: Rows; readonly tally: Tally}>();

const tallyOf = (state: State, entry: Entry): Tally => {
	const rows = state.rows[entry.task.id];
	const before = tallies.get(entry);
	if (before && before.rows === rows) return before.tally;
	const statuses = entry.hosts.map(host => statusOn(state, entry, host));
	const tally = {
		status: worstOf(statuses),
		todo: entry.hosts.filter((_, index) => !isSettled(statuses[index]!)),
		working: entry.hosts.filter((_, index) => isWorking(statuses[index]!)),
	};
	tallies.set(entry, {rows, tally});
	return tally;
};

/** The hosts on which the task still has something to do. */
export const todoOf = (state: State, entry: Entry): readonly string[] => tallyOf(state, entry).todo;

export const statusOf = (state: State, entry: Entry): Status => tallyOf(state, entry).status;

/** The hosts on which the task is being worked on. */
export const workingHosts = (state: State, entry: Entry): readonly string[] => tallyOf(state, entry).working;

export const workingOf = (state: State, entries: readonly Entry[]): readonly Entry[] =>
	entries.filter(entry => workingHosts(state, entry).length > 0);

/**
 * The task that Enter runs; undefined when nothing is left to do. Hosts that the book can go on without and that do not
 * answer hold nothing up.
 */
export const nextOf = (engine: Engine, state: State, entries: readonly Entry[]): Entry | undefined => {
	const {spare} = engine.book;
	const spared = new Set(spare ? hostsFor(spare, state.hosts).map(({name}) => name) : []);
	return entries.find(entry =>
		todoOf(state, entry).some(host => !(spared.has(host) && statusOn(state, entry, host) === 'unreachable')),
	);
};

/** What runs on hosts now: tasks of the book, and cures. */
export const runningIn = (
	state: State,
	entries: readonly Entry[],
): readonly {readonly id: string; readonly title: Text; readonly hosts: readonly string[]}[] =>
	[
		...entries.map(({task: {id, title}}) => ({id, title})),
		...Object.entries(state.causes.offered).map(([id, {title}]) => ({id, title})),
	]
		.map(({id, title}) => ({
			id,
			title,
			hosts: Object.entries(state.rows[id] ?? {})
				.filter(([, {status}]) => status === 'running')
				.map(([host]) => host),
		}))
		.filter(({hosts}) => hosts.length > 0);

/** Nothing is left to do: of a book its tasks, of a search for what is wrong what it found and whom it could not ask. */
export const isFinished = (engine: Engine, state: State, entries = entriesOf(engine)): boolean => {
	if (engine.book.stages.length > 0) return nextOf(engine, state, entries) === undefined;
	const {diagnosis, looking} = state;
	if (!diagnosis || looking || Object.keys(diagnosis.away).length > 0) return false;
	return diagnosis.found.every(({confidence}) => confidence === 'possible');
};

export type StageProgress = {
	readonly stage: Stage;
	readonly settled: number;
	readonly total: number;
	readonly status: Status;
};

export const stagesOf = (state: State, entries: readonly Entry[]): readonly StageProgress[] => {
	const stages = [...new Set(entries.map(({stage}) => stage))];
	return stages.map(stage => {
		const own = entries.filter(entry => entry.stage === stage);
		const statuses = own.map(entry => statusOf(state, entry));
		return {stage, settled: statuses.filter(isSettled).length, total: own.length, status: worstOf(statuses)};
	});
};

/** How many rows ended in each way, for the report. */
export const countsOf = (state: State, entries: readonly Entry[]): ReadonlyMap<Status, number> => {
	const counts = new Map<Status, number>();
	for (const entry of entries) {
		for (const host of entry.hosts) {
			const status = statusOn(state, entry, host);
			counts.set(status, (counts.get(status) ?? 0) + 1);
		}
	}
	return counts;
};
