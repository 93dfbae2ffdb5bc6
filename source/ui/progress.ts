// What is done, what is next: read from the book and the rows, for the list, the footer and the report alike.
import type {Stage, Task} from '../engine/declare.ts';
import type {Engine} from '../engine/engine.ts';
import type {Status} from '../engine/event.ts';
import {rowOf, type State} from '../engine/state.ts';
import {hostsFor} from '../engine/target.ts';

/** A task that applies to this plan, with its hosts. */
export type Entry = {readonly stage: Stage; readonly task: Task; readonly hosts: readonly string[]};

export const entriesOf = (engine: Engine): readonly Entry[] =>
	engine.book.stages.flatMap(stage =>
		stage.tasks
			.map((task): Entry => ({stage, task, hosts: engine.hostsOf(task.id)}))
			.filter(({hosts}) => hosts.length > 0),
	);

const settled: ReadonlySet<Status> = new Set(['satisfied', 'done', 'skipped']);
const working: ReadonlySet<Status> = new Set(['checking', 'running', 'verifying', 'undoing']);

const isSettled = (status: Status): boolean => settled.has(status);
export const isWorking = (status: Status): boolean => working.has(status);

export const statusOn = (state: State, {task}: Entry, host: string): Status => rowOf(state, task.id, host).status;

/** The hosts on which the task still has something to do. */
export const todoOf = (state: State, entry: Entry): readonly string[] =>
	entry.hosts.filter(host => !isSettled(statusOn(state, entry, host)));

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

export const statusOf = (state: State, entry: Entry): Status =>
	worstOf(entry.hosts.map(host => statusOn(state, entry, host)));

/** Hosts that the book can go on without and that do not answer hold nothing up. */
const holdsUp = (engine: Engine, state: State, entry: Entry): boolean => {
	const spare = engine.book.spare ? hostsFor(engine.book.spare, state.hosts).map(({name}) => name) : [];
	return todoOf(state, entry).some(host => !(spare.includes(host) && statusOn(state, entry, host) === 'unreachable'));
};

/** The task that Enter runs; undefined when nothing is left to do. */
export const nextOf = (engine: Engine, state: State, entries: readonly Entry[]): Entry | undefined =>
	entries.find(entry => holdsUp(engine, state, entry));

/** The hosts on which the task is being worked on. */
export const workingHosts = (state: State, entry: Entry): readonly string[] =>
	entry.hosts.filter(host => isWorking(statusOn(state, entry, host)));

export const workingOf = (state: State, entries: readonly Entry[]): readonly Entry[] =>
	entries.filter(entry => workingHosts(state, entry).length > 0);

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
