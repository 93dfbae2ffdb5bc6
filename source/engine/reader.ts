// What can be read of a session without touching a host.
import {rowKey, tasksOf, type Context} from './context.ts';
import type {Book, Host, Seconds, Task, Text} from './declare.ts';

/** What a run of a task on a host would do, word for word. `missing` names captured values that are not there yet. */
export type Preview = {readonly script: string; readonly edited: boolean; readonly missing: readonly string[]};

/** A command that is slower than usual: what it waits for, and when it last printed something (ms since 1970). */
export type Stall = {
	readonly elapsed: Seconds;
	readonly usually: Seconds;
	readonly waitingFor?: Text;
	readonly lastOutput: number;
};

export type View = {
	readonly book: Book;
	/** Names of the hosts that a task is for, in the plan's order; empty when its `when` says that it does not apply. */
	readonly hostsOf: (task: string) => readonly string[];
	readonly preview: (task: string, host: string) => Preview;
	readonly undoPreview: (task: string, host: string) => string | undefined;
	/** What the plan and captures put into scripts, the longest first; the same list as long as nothing is new. */
	readonly inserted: () => readonly string[];
	/** Milliseconds since 1970 on the clock that events are stamped with; simulated in the lab. */
	readonly now: () => number;
	readonly stallOf: (task: string, host: string) => Stall | undefined;
};

export type Reader = {
	readonly view: View;
	/** Both throw when there is no such task, or host of it. */
	readonly taskOf: (id: string) => Task;
	readonly hostOf: (task: Task, name: string) => Host;
};

export const createReader = (context: Context): Reader => {
	const {book, hostsOf} = context;
	const byId = new Map(tasksOf(book).map(task => [task.id, task]));
	const taskOf = (id: string): Task => {
		const task = byId.get(id);
		if (!task) throw new Error(`The book ${book.id} has no task ${id}.`);
		return task;
	};
	const hostOf = (task: Task, name: string): Host => {
		const host = hostsOf(task).find(host => host.name === name);
		if (!host) throw new Error(`The task ${task.id} is not for the host ${name}.`);
		return host;
	};
	const view: View = {
		book,
		hostsOf: id => hostsOf(taskOf(id)).map(({name}) => name),
		preview: (id, name) => {
			const task = taskOf(id);
			const {edited} = context.rowOf(id, name);
			const {script, missing} = context.composer.toShow(task.run, hostOf(task, name));
			return {script: edited ?? script, edited: edited !== undefined, missing};
		},
		undoPreview: (id, name) => {
			const task = taskOf(id);
			return task.undo === 'nothing-to-undo'
				? undefined
				: context.composer.toShow(task.undo, hostOf(task, name)).script;
		},
		inserted: context.inserted,
		now: context.clock.now,
		stallOf: (id, name) => {
			const task = taskOf(id);
			const row = context.rowOf(id, name);
			if (row.status !== 'running' || row.started === undefined) return undefined;
			return {
				elapsed: (context.clock.now() - row.started) / 1000,
				usually: task.usually ?? 0,
				...(task.waitingFor && {waitingFor: task.waitingFor}),
				lastOutput: context.lastOutput.get(rowKey(id, name)) ?? row.started,
			};
		},
	};
	return {view, taskOf, hostOf};
};
