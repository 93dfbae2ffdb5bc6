// Taking back what this session did, last first.
import type {Answer, Host, Task} from './declare.ts';
import {tasksOf, type Context} from './context.ts';
import {safeGist} from './ask.ts';
import {compose, finishJob, jobId, runJob} from './job.ts';
import {HostsHeld} from './lease.ts';
import {HostUnreachable} from './transport.ts';
import type {Outcome} from './event.ts';

/** An earlier process may have started it and not seen its end: then that is waited for, not started a second time. */
const runOnce = async (
	context: Context,
	task: Task,
	host: Host,
	script: string,
	signal: AbortSignal,
): Promise<Answer> => {
	const {undo = 0, undoing} = context.rowOf(task.id, host.name);
	const idOf = (number: number): string => jobId(context, task, host, `undo-${number}`);
	const say = (number: number): void =>
		context.emit({type: 'task', task: task.id, host: host.name, status: 'undoing', undo: number});
	if (undoing) {
		say(undo);
		const answer = await finishJob(context, task, host, idOf(undo), signal);
		if (answer) return answer;
	}
	say(undo + 1);
	return runJob(context, task, host, {id: idOf(undo + 1), script}, signal);
};

const undoOn = async (context: Context, task: Task, host: Host, signal: AbortSignal): Promise<Outcome> => {
	const say = (status: 'undone' | 'failed' | 'unreachable', note?: string): void =>
		context.emit({type: 'task', task: task.id, host: host.name, status, ...(note !== undefined && {note})});
	if (task.undo === 'nothing-to-undo') {
		say('undone');
		return 'done';
	}
	try {
		const composed = await compose(context, task.undo, undefined, host, signal);
		if ('problem' in composed) {
			say('failed', composed.problem);
			return 'failed';
		}
		const answer = await runOnce(context, task, host, composed.script, signal);
		if (answer.exit === 0) {
			say('undone');
			return 'done';
		}
		say('failed', `It could not be taken back: ${safeGist(context, answer)}`);
		return signal.aborted ? 'stopped' : 'failed';
	} catch (error) {
		if (error instanceof HostsHeld) return 'held';
		if (!(error instanceof HostUnreachable)) throw error;
		say('unreachable', error.message);
		return 'unreachable';
	}
};

/** Only what this session did is taken back; a failure ends it, because earlier tasks may be what the rest stands on. */
export const undoTasks = async (
	context: Context,
	ids: readonly string[] | undefined,
	signal: AbortSignal,
): Promise<Outcome> => {
	for (const task of tasksOf(context.book).toReversed()) {
		if (ids && !ids.includes(task.id)) continue;
		const ours = context.hostsOf(task).filter(host => context.rowOf(task.id, host.name).ours);
		const outcomes = await Promise.all(
			ours.map(host => context.turns(() => undoOn(context, task, host, signal), signal)),
		);
		const bad = outcomes.find(outcome => outcome !== 'done');
		if (bad) return bad;
		if (signal.aborted) return 'stopped';
	}
	return 'done';
};
