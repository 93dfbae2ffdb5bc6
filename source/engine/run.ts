// One task on its hosts: check -> run -> capture -> verify.
import type {Answer, Host, Task} from './declare.ts';
import {safeGist, type Checks} from './ask.ts';
import type {Context} from './context.ts';
import type {Status} from './event.ts';
import {capture, compose, finishJob, jobId, runJob} from './job.ts';
import {HostsHeld} from './lease.ts';
import {HostUnreachable, interrupted} from './transport.ts';

/** How a task ended on one host, as far as the run of the book cares. */
export type Ending = 'good' | 'failed' | 'unreachable' | 'cancelled' | 'held';

type Say = (status: Status, more?: {readonly note?: string; readonly exit?: number; readonly attempt?: number}) => void;

const retryPause = 3000;

const runOnce = async (
	context: Context,
	checks: Checks,
	task: Task,
	host: Host,
	attempt: number,
	signal: AbortSignal,
	say: Say,
): Promise<Answer | undefined> => {
	const {edited} = context.rowOf(task.id, host.name);
	const composed = await compose(context, task.run, edited, host, signal);
	if ('problem' in composed) {
		say('failed', {note: composed.problem});
		return undefined;
	}
	say('running', {attempt});
	const id = jobId(context, task, host, attempt);
	const next = () => checks.after(task, host);
	return runJob(context, task, host, {id, script: composed.script, next}, signal);
};

/** Runs the job, and again as often as the task allows when it fails. Undefined: it could not be started, and that is said. */
const runWithRetries = async (
	context: Context,
	checks: Checks,
	task: Task,
	host: Host,
	signal: AbortSignal,
	say: Say,
): Promise<Answer | undefined> => {
	for (let left = task.retries ?? 0; ; left -= 1) {
		const answer = await runOnce(
			context,
			checks,
			task,
			host,
			context.rowOf(task.id, host.name).attempt + 1,
			signal,
			say,
		);
		if (!answer || answer.exit === 0 || left === 0 || signal.aborted) return answer;
		// Half of it may have happened: what to do then is for a person to say.
		if (answer.exit === interrupted) return answer;
		await context.clock.sleep(retryPause, signal);
	}
};

const conclude = async (
	context: Context,
	checks: Checks,
	task: Task,
	host: Host,
	answer: Answer,
	signal: AbortSignal,
	say: Say,
): Promise<Ending> => {
	if (signal.aborted) {
		// One that ended well all the same is attached to again: what it printed has yet to be captured and verified.
		say('cancelled', {note: 'Stopped by the operator.', ...(answer.exit !== 0 && {exit: answer.exit})});
		return 'cancelled';
	}
	if (answer.exit !== 0) {
		say('failed', {note: safeGist(context, answer), exit: answer.exit});
		return 'failed';
	}
	const lost = capture(context, task, host, answer.stdout);
	say('verifying', {exit: 0});
	const verdict = await checks.verify(task, host, signal);
	if (verdict.answer === 'yes') {
		// A value that the output did not hold is asked for by its `renew` once a script needs it.
		const hopeless = lost.filter(name => !task.capture?.[name]?.renew);
		if (hopeless.length === 0) {
			say('done');
			return 'good';
		}
		say('failed', {note: `The output does not hold ${hopeless.join(', ')}.`});
		return 'failed';
	}
	if (signal.aborted) {
		say('cancelled', {note: 'Stopped by the operator.'});
		return 'cancelled';
	}
	say('failed', {note: `The command ended well, but the verification says no: ${verdict.detail}`});
	return 'failed';
};

/** Tasks on hosts in the order of the book. Emits every status; never throws for trouble on a host. */
export const runTask = async (
	context: Context,
	checks: Checks,
	task: Task,
	host: Host,
	signal: AbortSignal,
): Promise<Ending> => {
	const say: Say = (status, more) => context.emit({type: 'task', task: task.id, host: host.name, status, ...more});
	const away = context.away.get(host.name);
	if (away !== undefined) {
		say('unreachable', {note: away});
		return 'unreachable';
	}
	try {
		const row = context.rowOf(task.id, host.name);
		if (row.open) {
			say('running', {attempt: row.attempt});
			const answer = await finishJob(context, task, host, jobId(context, task, host, row.attempt), signal);
			checks.changed(host);
			if (answer) return await conclude(context, checks, task, host, answer, signal, say);
		}
		if (!checks.isKnown(task, host)) say('checking');
		const verdict = await checks.ask(task, host, signal);
		if (signal.aborted) {
			say('cancelled', {note: 'Stopped by the operator.'});
			return 'cancelled';
		}
		if (verdict.answer === 'yes') {
			say(row.ours ? 'done' : 'satisfied');
			return 'good';
		}
		checks.changed(host);
		const answer = await runWithRetries(context, checks, task, host, signal, say);
		return answer ? await conclude(context, checks, task, host, answer, signal, say) : 'failed';
	} catch (error) {
		if (signal.aborted) {
			say('cancelled', {note: 'Stopped by the operator.'});
			return 'cancelled';
		}
		if (error instanceof HostsHeld) {
			say('cancelled', {note: error.message});
			return 'held';
		}
		if (!(error instanceof HostUnreachable)) throw error;
		context.away.set(host.name, error.message);
		say('unreachable', {note: error.message});
		return 'unreachable';
	}
};
