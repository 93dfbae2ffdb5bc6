// The port over any shell: ssh and this machine differ only in how a shell is reached and what its silence means.
import type {Answer, Seconds} from '../engine/declare.ts';
import type {Host} from '../engine/given.ts';
import {systemClock} from '../engine/clock.ts';
import {HostUnreachable, type Job, type Transport} from '../engine/transport.ts';
import {followJob, type Next} from './follow-job.ts';
import {forgetOver} from './forget.ts';
import {leaseOver} from './lease.ts';
import {longestWait, questionsPart, questionsScript} from './questions.ts';
import {readAnswers, type Reading} from './read-answers.ts';
import type {Ended} from './shell.ts';
import {converse, type Way} from './way.ts';

export type {Way} from './way.ts';

const usualTimeout: Seconds = 20;
/** For a host whose shell starts slowly, or that is busy: beyond the questions' own time. */
const grace: Seconds = 40;

const stopped: Answer = {exit: 130, stdout: '', stderr: ''};

/** Questions that are being answered; `end` ends that. */
type Asked = {
	readonly questions: readonly string[];
	readonly reading: Reading;
	readonly talk: Promise<Ended>;
	readonly end: () => void;
};

/** Waits for the answers, or for the end of a connection without them. Throws HostUnreachable when the host says nothing. */
const hear = async (
	way: Way,
	host: Host,
	{questions, reading, talk, end}: Asked,
	signal: AbortSignal,
	timeout: Seconds,
): Promise<readonly Answer[] | Ended> => {
	// A host that answers keep-alives but no longer runs anything would hold us for ever.
	const clock = way.clock ?? systemClock;
	const over = new AbortController();
	const limit = longestWait(questions.length, timeout) + grace;
	const deadline = new AbortController();
	deadline.signal.addEventListener('abort', end);
	signal.addEventListener('abort', end);
	if (signal.aborted) end();
	void clock.sleep(limit * 1000, over.signal).then(() => over.signal.aborted || deadline.abort());
	const ended = await talk.finally(() => {
		over.abort();
		signal.removeEventListener('abort', end);
	});
	const answers = reading.answers();
	if (answers) return answers;
	if (signal.aborted) return questions.map(() => stopped);
	if (deadline.signal.aborted) {
		way.lost?.(host);
		const message = `${host.name} took the questions but did not answer within ${limit} s: look whether its disk or memory is exhausted.`;
		throw new HostUnreachable(host.name, message);
	}
	return ended;
};

const ask = async (
	way: Way,
	host: Host,
	questions: readonly string[],
	signal: AbortSignal,
	timeout: Seconds,
): Promise<readonly Answer[]> => {
	const reading = readAnswers(questions.length);
	const stop = new AbortController();
	const textOf = (mark: string): string => questionsScript(questions, timeout, mark);
	const talk = converse(way, host, textOf, stop.signal, reading.onFrame);
	const heard = await hear(way, host, {questions, reading, talk, end: () => stop.abort()}, signal, timeout);
	if (!('exit' in heard)) return heard;
	way.lost?.(host);
	const problem = reading.problem();
	throw new HostUnreachable(
		host.name,
		problem ? `${host.name} cannot be asked: ${problem}.` : await way.explain(host, heard),
	);
};

/** Answers that come with a job are good for so long after its end, and for the next asking only: the host goes on. */
const fresh = 2000;

export const overShell = (way: Way): Transport => {
	const clock = way.clock ?? systemClock;
	/** What a job's end has set off, by host. */
	const onTheirWay = new Map<string, Asked & {readonly since: number}>();

	const take = ({name}: Host, questions: readonly string[], timeout: Seconds): Asked | undefined => {
		const asked = onTheirWay.get(name);
		onTheirWay.delete(name);
		const isFresh = asked !== undefined && timeout === usualTimeout && clock.now() - asked.since <= fresh;
		return isFresh && questions.every(question => asked.questions.includes(question)) ? asked : undefined;
	};

	/** Asks on when the job has ended well, in the same round trip. */
	const nextOf = (host: Host, {next}: Job): Next | undefined => {
		const questions = (next?.() ?? []).filter(({later}) => !later).map(({ask}) => ask);
		if (questions.length === 0) return undefined;
		const reading = readAnswers(questions.length);
		const stop = new AbortController();
		return {
			textOf: mark => questionsPart(questions, usualTimeout, mark),
			onFrame: reading.onFrame,
			until: stop.signal,
			onTalk: talk => {
				onTheirWay.set(host.name, {questions, reading, talk, end: () => stop.abort(), since: clock.now()});
				// Whoever asks hears of it; nobody may ask.
				talk.catch(() => undefined);
			},
		};
	};

	return {
		ask: async (host, questions, signal, timeout = usualTimeout) => {
			if (questions.length === 0) return [];
			const asked = take(host, questions, timeout);
			const heard = asked && (await hear(way, host, asked, signal, timeout));
			// Lost with its connection: a question may be asked twice.
			if (!asked || !heard || 'exit' in heard) return ask(way, host, questions, signal, timeout);
			return questions.map(question => heard[asked.questions.indexOf(question)]!);
		},
		run: async (host, job, signal, onOutput) => {
			onTheirWay.delete(host.name);
			const {id, script, timeout} = job;
			const next = nextOf(host, job);
			return (
				(await followJob(way, host, {id, script, timeout, ...(next && {next})}, signal, onOutput)) ?? stopped
			);
		},
		reattach: (host, id, signal, onOutput) => {
			onTheirWay.delete(host.name);
			return followJob(way, host, {id}, signal, onOutput);
		},
		lease: (host, request, signal) => leaseOver(way, host, request, signal),
		forget: (host, identity, signal) => forgetOver(way, host, identity, signal),
		close: way.close,
	};
};
