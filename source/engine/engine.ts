import type {Book, Seconds, Text} from './declare.ts';
import type {Outcome} from './event.ts';

/** Which part of the book to run: tasks in book order, on all of their hosts or only on some. */
export type Selection = {
	/** Task ids. Left out: every task of the book. */
	readonly tasks?: readonly string[];
	/** Host names. Left out: each task's own. */
	readonly hosts?: readonly string[];
};

/** What a run of a task on a host would do, word for word. `missing` names captured values that are not there yet. */
export type Preview = {readonly script: string; readonly edited: boolean; readonly missing: readonly string[]};

/** A command that is slower than usual: what it waits for, and when it last printed something (ms since 1970). */
export type Stall = {
	readonly elapsed: Seconds;
	readonly usually: Seconds;
	readonly waitingFor?: Text;
	readonly lastOutput: number;
};

export type Engine = {
	readonly book: Book;
	/** Names of the hosts that a task is for, in the plan's order; empty when its `when` says that it does not apply. */
	readonly hostsOf: (task: string) => readonly string[];
	readonly preview: (task: string, host: string) => Preview;
	/** check -> run -> capture -> verify, in book order, until the end, a failure, or `stop`. Only one run at a time. */
	readonly start: (selection?: Selection) => Promise<Outcome>;
	/** Lets the commands that are running end, then the run ends with `stopped`. */
	readonly stop: () => void;
	/** Stops the commands that are running, on the hosts too; their rows become `cancelled`. */
	readonly abort: () => void;
	readonly isRunning: () => boolean;
	readonly skip: (tasks: readonly string[], reason: string) => void;
	/** The operator says it is done: true, and the row becomes `done`, only when the verification agrees. */
	readonly markDone: (task: string, host: string) => Promise<boolean>;
	/** The script that the next run uses instead of the declared one; undefined goes back to the declared one. */
	readonly edit: (task: string, host: string, script: string | undefined) => void;
	/** Takes back what this session did (`done` rows) of these tasks, last first. Left out: of all. */
	readonly undo: (tasks?: readonly string[]) => Promise<Outcome>;
	readonly undoPreview: (task: string, host: string) => string | undefined;
	/** Asks every check of the book on every host, one round trip per host; nothing is changed, rows are not touched. */
	readonly survey: () => Promise<readonly Surveyed[]>;
	readonly stallOf: (task: string, host: string) => Stall | undefined;
	/** Writes `session-closed` and lets go of the transport. */
	readonly close: (outcome: Outcome) => Promise<void>;
};

/** The answer of one check in a survey. `unknown`: it could not be asked (unreachable, or it needs a captured value). */
export type Surveyed = {
	readonly task: string;
	readonly host: string;
	readonly answer: 'yes' | 'no' | 'unknown';
	readonly detail: string;
};
