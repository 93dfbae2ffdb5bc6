// The port over any shell: ssh and this machine differ only in how a shell is reached and what its silence means.
import type {Answer, Seconds} from '../engine/declare.ts';
import type {Host} from '../engine/given.ts';
import {systemClock} from '../engine/clock.ts';
import {HostUnreachable, type Transport} from '../engine/transport.ts';
import {followJob} from './follow-job.ts';
import {forgetOver} from './forget.ts';
import {leaseOver} from './lease.ts';
import {longestWait, questionsScript} from './questions.ts';
import {readAnswers} from './read-answers.ts';
import {converse, type Way} from './way.ts';

export type {Way} from './way.ts';

const usualTimeout: Seconds = 20;
/** For a host whose shell starts slowly, or that is busy: beyond the questions' own time. */
const grace: Seconds = 40;

const stopped: Answer = {exit: 130, stdout: '', stderr: ''};

const askOver = async (
	way: Way,
	host: Host,
	questions: readonly string[],
	signal: AbortSignal,
	timeout: Seconds,
): Promise<readonly Answer[]> => {
	const reading = readAnswers(questions.length);
	// A host that answers keep-alives but no longer runs anything would hold us for ever.
	const clock = way.clock ?? systemClock;
	const over = new AbortController();
	const limit = longestWait(questions.length, timeout) + grace;
	const sleep = clock.sleep(limit * 1000, over.signal);
	const deadline = new AbortController();
	void sleep.then(() => over.signal.aborted || deadline.abort());
	const either = AbortSignal.any([signal, deadline.signal]);
	const textOf = (mark: string): string => questionsScript(questions, timeout, mark);
	const ended = await converse(way, host, textOf, either, reading.onFrame).finally(() => over.abort());
	const answers = reading.answers();
	if (answers) return answers;
	if (signal.aborted) return questions.map(() => stopped);
	way.lost?.(host);
	if (deadline.signal.aborted) {
		const message = `${host.name} took the questions but did not answer within ${limit} s: look whether its disk or memory is exhausted.`;
		throw new HostUnreachable(host.name, message);
	}
	const problem = reading.problem();
	throw new HostUnreachable(
		host.name,
		problem ? `${host.name} cannot be asked: ${problem}.` : await way.explain(host, ended),
	);
};

export const overShell = (way: Way): Transport => ({
	ask: async (host, questions, signal, timeout = usualTimeout) =>
		questions.length === 0 ? [] : askOver(way, host, questions, signal, timeout),
	run: async (host, job, signal, onOutput) => (await followJob(way, host, job, signal, onOutput)) ?? stopped,
	reattach: (host, id, signal, onOutput) => followJob(way, host, {id}, signal, onOutput),
	lease: (host, request, signal) => leaseOver(way, host, request, signal),
	forget: (host, identity, signal) => forgetOver(way, host, identity, signal),
	close: way.close,
});
