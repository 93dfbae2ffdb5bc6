// What was started on hosts, each start once: the rows say how a task stands, this says what it took to get there.
import type {EngineEvent, Status} from './event.ts';

/** One start of a job. Times are milliseconds since 1970. */
export type Ran = {
	readonly attempt: number;
	/** It took the task back. */
	readonly undo?: true;
	readonly began: number;
	/** Left out: it runs, or its end was not seen. */
	readonly ended?: number;
	readonly exit?: number;
	/** How it came out, its verification included. */
	readonly status: Status;
};

type TaskEvent = Extract<EngineEvent, {type: 'task'}>;

const started = (ran: readonly Ran[], event: TaskEvent): readonly Ran[] => {
	const undo = event.status === 'undoing';
	const attempt = (undo ? event.undo : event.attempt) ?? 1;
	const last = ran.at(-1);
	// A job that is attached to again was started before.
	const same = last !== undefined && last.attempt === attempt && (last.undo ?? false) === undo;
	const began = same ? last.began : event.at;
	const now: Ran = {attempt, ...(undo && {undo: true as const}), began, status: event.status};
	return [...(same ? ran.slice(0, -1) : ran), now];
};

/** Not known how it ended, as long as no exit code was seen. */
const unseen: readonly Status[] = ['cancelled', 'unreachable'];
const over: readonly Status[] = ['done', 'failed', 'undone', 'cancelled', 'unreachable'];

/** The starts of one task on one host, with what an event tells of them. */
export const addRan = (ran: readonly Ran[], event: TaskEvent): readonly Ran[] => {
	const {status, exit, at} = event;
	if (status === 'running' || status === 'undoing') return started(ran, event);
	const last = ran.at(-1);
	// Later checks of the same task are no news of a run that is over.
	if (!last || over.includes(last.status) || !(status === 'verifying' || over.includes(status))) return ran;
	const ended = last.ended ?? (unseen.includes(status) && exit === undefined ? undefined : at);
	const now: Ran = {
		...last,
		status,
		...(ended !== undefined && {ended}),
		...(exit !== undefined && {exit}),
	};
	return [...ran.slice(0, -1), now];
};
