// The port: how the engine reaches hosts. Each file in ../transport is one way to do it.
import type {Answer, Seconds} from './declare.ts';
import type {Host} from './given.ts';

/** A change to a host. The same id never runs twice: asking again attaches to the run or returns its answer. */
export type Job = {
	/** Made from session, task, host and attempt; only [A-Za-z0-9._-]. */
	readonly id: string;
	readonly script: string;
	readonly timeout: Seconds;
};

export type Stream = 'stdout' | 'stderr';
export type OnOutput = (text: string, stream: Stream) => void;

export type Transport = {
	/**
	 * Asks questions of one host in one round trip; answers come in the questions' order.
	 * Exit 124 says that a question was still running after `timeout` (20 s when left out). Throws HostUnreachable.
	 */
	readonly ask: (
		host: Host,
		questions: readonly string[],
		signal: AbortSignal,
		timeout?: Seconds,
	) => Promise<readonly Answer[]>;
	/** Runs a job exactly once, with its output as it comes. Throws HostUnreachable; an abort stops the job on the host. */
	readonly run: (host: Host, job: Job, signal: AbortSignal, onOutput: OnOutput) => Promise<Answer>;
	/**
	 * Attaches to a job, or returns its answer, when the host knows its id; starts nothing. An id that it does not know
	 * is spent: a start of it that is still on its way to the host runs nothing.
	 */
	readonly reattach?: (
		host: Host,
		id: string,
		signal: AbortSignal,
		onOutput: OnOutput,
	) => Promise<Answer | undefined>;
	/** Lets go of connections. Jobs that are running go on. */
	readonly close: () => Promise<void>;
};

/** A host that did not answer, or did not let us in. The message is one sentence with the way out. */
export class HostUnreachable extends Error {
	readonly host: string;
	constructor(host: string, message: string) {
		super(message);
		this.host = host;
	}
}
