// The asker's side of a job: start or attach, hand on what it prints, and come back after a lost connection.
import type {Answer, Seconds} from '../engine/declare.ts';
import type {Host} from '../engine/given.ts';
import {systemClock} from '../engine/clock.ts';
import {HostUnreachable, type OnOutput, type Stream} from '../engine/transport.ts';
import {createText, withoutPaths} from './bounded-text.ts';
import {cleanText, createCleaner} from './clean-text.ts';
import type {Frame} from './frames.ts';
import {attachScript, startScript, stopScript} from './job.sh.ts';
import type {Ended} from './shell.ts';
import {converse, type Way} from './way.ts';

/** A connection that was lost is tried again for so long before the host counts as unreachable. */
const patience: Seconds = 120;
const firstPause = 500;
const longestPause = 10_000;
/** Time for the scripts of a stopped job to end, and for their last words. */
const stopPatience: Seconds = 30;

/** A live line longer than this is cut; the answer keeps all of it. */
const longestLine = 4000;

/** `next` asks on when the job has ended well, and hears what comes after its end. */
type Wanted = {readonly id: string; readonly script?: string; readonly timeout?: Seconds; readonly next?: Next};

export type Next = {
	readonly textOf: (mark: string) => string;
	readonly onFrame: (frame: Frame) => void;
	/** Told when the job has ended, with what is still being said. */
	readonly onTalk: (talk: Promise<Ended>) => void;
	/** Ends the conversation, whether the job has ended or not. */
	readonly until: AbortSignal;
};

type Ending = {readonly exit: number; readonly word: string};

/** What is known of the job so far; it outlives connections. */
const createRecord = (onOutput: OnOutput, onNext: (frame: Frame) => void) => {
	const streamOf = (stream: Stream) => {
		const text = createText();
		const decoder = new TextDecoder();
		const cleaner = createCleaner(longestLine);
		let offset = 0;
		const hand = (live: string): void => {
			if (live !== '') onOutput(withoutPaths(live), stream);
		};
		return {
			offset: () => offset,
			/** Bytes that came already, over an earlier connection, are not handed on again. */
			add: (from: number, bytes: Buffer): void => {
				const fresh = bytes.subarray(Math.max(0, offset - from));
				if (fresh.length === 0) return;
				offset += fresh.length;
				text.add(fresh);
				hand(cleaner.add(decoder.decode(fresh, {stream: true})));
			},
			end: (): string => {
				hand(cleaner.add(decoder.decode()) + cleaner.end());
				return text.text();
			},
		};
	};
	const streams = {stdout: streamOf('stdout'), stderr: streamOf('stderr')};
	const state: {begun: boolean; unknown: boolean; ending?: Ending; problem?: string} = {begun: false, unknown: false};
	const {promise: ended, resolve: end} = Promise.withResolvers<void>();
	return {
		state,
		ended,
		streams,
		offsets: () => ({stdout: streams.stdout.offset(), stderr: streams.stderr.offset()}),
		onFrame: (frame: Frame): void => {
			if (state.ending) return onNext(frame);
			const {kind, fields, at, bytes} = frame;
			if (kind === 'begin') state.begun = true;
			if (kind === 'unknown') state.unknown = true;
			if (kind === 'problem') state.problem = cleanText(bytes.toString()).trim();
			if (kind === 'stdout' || kind === 'stderr') streams[kind].add(Number(fields[0]) + at, bytes);
			if (kind === 'ended') {
				state.ending = {exit: Number(fields[0]), word: fields[1] ?? 'ended'};
				end();
			}
		},
	};
};

type Record = ReturnType<typeof createRecord>;

const sentenceOf = ({word}: Ending, timeout: Seconds | undefined): string | undefined => {
	switch (word) {
		case 'timeout':
			return `kubewalk: stopped, because it was still running after ${timeout ?? 'its'} s.`;
		case 'stopped':
			return "kubewalk: stopped at the operator's request.";
		case 'interrupted':
			return 'kubewalk: the host went down, or the job was killed, before it ended; it is not started again by itself.';
		default:
			return undefined;
	}
};

const answerOf = (record: Record, ending: Ending, sentence: string | undefined, onOutput: OnOutput): Answer => {
	const stdout = record.streams.stdout.end();
	const stderr = record.streams.stderr.end();
	if (sentence === undefined) return {exit: ending.exit, stdout, stderr};
	onOutput(`${sentence}\n`, 'stderr');
	const gap = stderr === '' || stderr.endsWith('\n') ? '' : '\n';
	return {exit: ending.exit, stdout, stderr: `${stderr}${gap}${sentence}\n`};
};

/** The base directory could not be written: nothing has run, and the next try may start it. */
const notStarted: Ending = {exit: 126, word: 'not-started'};

/**
 * Undefined: the host does not know the id, and there was no script to start. Exit 124: over its time; 125: interrupted
 * (a reboot, a kill); 126: could not be started; 130: stopped. Throws HostUnreachable.
 */
export const followJob = async (
	way: Way,
	host: Host,
	{id, script, timeout, next}: Wanted,
	signal: AbortSignal,
	onOutput: OnOutput,
): Promise<Answer | undefined> => {
	const clock = way.clock ?? systemClock;
	const record = createRecord(onOutput, frame => next?.onFrame(frame));
	const {state} = record;
	/** One connection, as long as it lasts; undefined when the host has said all there is. */
	const connect = async (textOf: (mark: string) => string, until: AbortSignal): Promise<string | undefined> => {
		const talk = converse(way, host, textOf, until, record.onFrame);
		// Without questions the shell is free again at once, and whoever comes next can have it.
		const ended = await (next ? Promise.race([talk, record.ended]) : talk);
		if (state.ending) next?.onTalk(talk);
		if (state.ending ?? state.problem ?? state.unknown) return undefined;
		if (until.aborted) return 'stopped';
		way.lost?.(host);
		return way.explain(host, ended ?? (await talk));
	};
	const placeOf = (mark: string) => ({base: way.jobs, id, mark});
	const text = (mark: string): string =>
		script === undefined
			? attachScript(placeOf(mark), record.offsets())
			: startScript(placeOf(mark), script, timeout ?? 0, record.offsets(), next?.textOf(mark));
	const stop = (mark: string): string => stopScript(placeOf(mark), record.offsets());

	let lostAt: number | undefined;
	let pause = firstPause;
	while (!signal.aborted) {
		const before = record.offsets();
		let trouble: string | undefined;
		try {
			trouble = await connect(text, next ? AbortSignal.any([signal, next.until]) : signal);
		} catch (error) {
			if (!(error instanceof HostUnreachable)) throw error;
			trouble = error.message;
		}
		if (trouble === undefined || signal.aborted) break;
		// Nothing has begun as far as we know: asking again later is safe, waiting here is not needed.
		if (!state.begun) throw new HostUnreachable(host.name, trouble);
		const after = record.offsets();
		if (after.stdout + after.stderr > before.stdout + before.stderr) lostAt = undefined;
		lostAt ??= clock.now();
		if (clock.now() - lostAt > patience * 1000) {
			throw new HostUnreachable(host.name, `${trouble} The job may go on there: run again to attach to it.`);
		}
		await clock.sleep(pause, signal);
		pause = Math.min(pause * 2, longestPause);
	}
	if (signal.aborted && !state.ending) {
		const enough = new AbortController();
		const over = new AbortController();
		void clock.sleep(stopPatience * 1000, over.signal).then(() => over.signal.aborted || enough.abort());
		const trouble = await connect(stop, enough.signal);
		over.abort();
		if (trouble !== undefined) {
			const message = `The job on ${host.name} could not be stopped and may be running still: ${trouble}`;
			throw new HostUnreachable(host.name, message);
		}
	}
	if (state.ending) return answerOf(record, state.ending, sentenceOf(state.ending, timeout), onOutput);
	if (state.problem !== undefined) {
		const sentence = `kubewalk: nothing was run, because the job cannot be kept on ${host.name}: ${state.problem}`;
		return answerOf(record, notStarted, sentence, onOutput);
	}
	return undefined;
};
