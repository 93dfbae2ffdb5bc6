// The port: how the engine reaches hosts. Each file in ../transport is one way to do it.
import type {Answer, Seconds} from './declare.ts';
import type {Host} from './given.ts';
import type {Tenant} from './lease.ts';

/** A change to a host. The same id never runs twice: asking again attaches to the run or returns its answer. */
export type Job = {
	/** Made from session, task, host and attempt; only [A-Za-z0-9._-]. */
	readonly id: string;
	readonly script: string;
	readonly timeout: Seconds;
	/** What will be asked when it ended well. Its answers may come with the job's, and are good for the next `ask` only. */
	readonly next?: () => readonly Next[];
};

export type Next = {
	readonly ask: string;
	/** Worth asking again until it exits with 0, for so long. */
	readonly within?: Seconds;
	/** Not asked at once: for ways on which every round trip costs a person's time. */
	readonly later?: true;
};

/** The exit code of a job whose end nobody saw: the host went down, or the job was killed. Nothing starts it again by itself. */
export const interrupted = 125;

export type Stream = 'stdout' | 'stderr';
export type OnOutput = (text: string, stream: Stream) => void;

/**
 * `take` it when nobody has it, or `take-over` from one who is gone; `keep` it with a sign of life; `leave` it; `look`
 * who has it. The same tenant takes its own at once.
 */
export type LeaseWish = 'take' | 'take-over' | 'keep' | 'leave' | 'look';

export type LeaseRequest = {
	/** What it is for; only [A-Za-z0-9._-]. */
	readonly name: string;
	readonly wish: LeaseWish;
	readonly tenant: Tenant;
	/** What the tenant is at, for others to read. */
	readonly doing: string;
	/** The number that taking it gave; 0 for none. */
	readonly number: number;
	/** A tenant is gone after so long without a sign of life. */
	readonly goneAfter: Seconds;
	/** One that was quiet for longer does not just go on, it takes it anew. */
	readonly good: Seconds;
};

/** Times are counted by the host, because clocks differ. */
export type LeaseAnswer =
	| {readonly state: 'ours'; readonly number: number}
	| {readonly state: 'free'}
	| {
			readonly state: 'theirs';
			readonly tenant: Tenant;
			readonly doing: string;
			/** How long it has had it. */
			readonly held: Seconds;
			/** How long ago it gave its last sign of life. */
			readonly quiet: Seconds;
	  }
	| {readonly state: 'problem'; readonly why: string};

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
	/**
	 * A lease that is kept on a host. Left out, or undefined: none can be kept there, or nobody else comes there
	 * (simulated hosts are their session's own). Throws HostUnreachable, also when it was stopped.
	 */
	readonly lease?: (host: Host, request: LeaseRequest, signal: AbortSignal) => Promise<LeaseAnswer | undefined>;
	/**
	 * Removes what is kept on a host of jobs that have ended, of the session with that identity; the ids of those that still run come back, and
	 * they stay. Throws HostUnreachable. Left out: nothing is kept there.
	 */
	readonly forget?: (host: Host, identity: string, signal: AbortSignal) => Promise<readonly string[] | undefined>;
	/** Every round trip costs a person's time there: what a wait could spare is asked along. Left out: nowhere. */
	readonly isDear?: (host: Host) => boolean;
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
