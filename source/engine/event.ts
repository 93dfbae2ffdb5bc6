import type {Text} from './declare.ts';
import type {Shown} from './diagnose/show-evidence.ts';
import type {Told, ToldLink} from './diagnose/tell.ts';
import type {Host} from './given.ts';
import type {Holder} from './lease.ts';
import type {Stream} from './transport.ts';

/**
 * The life of a task on one host: pending, checking, then satisfied (already so), or running, verifying, done.
 * `failed`, `unreachable` and `cancelled` can be run again; `cancelled` means: not known, ask.
 */
export type Status =
	| 'pending'
	| 'checking'
	| 'satisfied'
	| 'running'
	| 'verifying'
	| 'done'
	| 'failed'
	| 'unreachable'
	| 'cancelled'
	| 'skipped'
	| 'undoing'
	| 'undone';

/** How a run ended, each with its exit code in the command-line contract. */
export type Outcome = 'done' | 'failed' | 'unreachable' | 'stopped' | 'held';

/** How a session ended for good: one that another has kept from the hosts goes on later. */
export type Closing = Exclude<Outcome, 'held'>;

type Moment = {readonly at: number};

/** The one stream: the screen, the journal, the report and a test's expectation are all made from it. */
export type EngineEvent = Moment &
	(
		| {
				readonly type: 'session-opened';
				readonly session: string;
				readonly book: string;
				readonly hosts: readonly Host[];
				readonly by: string;
				/** True when the session goes on where an earlier process left it. */
				readonly resumed?: true;
		  }
		| {
				readonly type: 'task';
				readonly task: string;
				readonly host: string;
				readonly status: Status;
				/** Why: the reason of a skip, the sentence of a failure. */
				readonly note?: string;
				/** Set when a job starts; the number that its id carries. */
				readonly attempt?: number;
				/** The same for a job that takes the task back. */
				readonly undo?: number;
				readonly exit?: number;
				/** The operator did it by hand, and the verification agreed. */
				readonly byHand?: true;
		  }
		| {
				readonly type: 'output';
				readonly task: string;
				readonly host: string;
				readonly stream: Stream;
				/** One or more whole lines as they came, secrets already masked. */
				readonly text: string;
		  }
		| {
				readonly type: 'captured';
				readonly task: string;
				readonly host: string;
				readonly name: string;
				/** Left out when the value is secret. */
				readonly value?: string;
				/** When it runs out, in milliseconds since 1970. */
				readonly expires?: number;
		  }
		| {
				/** What a host said of itself: its scripts depend on it. */
				readonly type: 'fact';
				readonly host: string;
				readonly name: string;
				readonly value: string;
		  }
		| {
				/** What an answer told of a host: for people, no script depends on it. */
				readonly type: 'badge';
				readonly host: string;
				readonly badge: string;
				readonly word: string;
		  }
		| {
				readonly type: 'edited';
				readonly task: string;
				readonly host: string;
				/** What the next run uses; left out: the declared script again. */
				readonly script?: string;
		  }
		| {
				readonly type: 'lease';
				/** Who has the hosts instead; left out: this session has them now. */
				readonly holder?: Holder;
		  }
		| {
				/** A round of a diagnosis begins: who is asked what, and what it may be by what is known so far. */
				readonly type: 'asking';
				/** 1 is the first look, which asks every host the same. */
				readonly round: number;
				readonly asks: readonly {readonly hosts: readonly string[]; readonly questions: readonly Text[]}[];
				readonly candidates: readonly ToldLink[];
				/** How many causes are left that further questions can tell apart. */
				readonly open: number;
		  }
		| {
				/** A host has answered all that it was asked in this round. */
				readonly type: 'answered';
				readonly host: string;
				/** Why it did not. */
				readonly why?: string;
		  }
		| {
				/** What was found to be wrong, most probable first. */
				readonly type: 'diagnosis';
				readonly found: readonly Told[];
				/** How many questions it took, in how many rounds, and how long; how many came after the first look. */
				readonly asked: number;
				readonly further?: number;
				readonly rounds: number;
				readonly milliseconds: number;
				/** Why a host did not answer, by its name. */
				readonly away: Readonly<Record<string, string>>;
				/** Of text in which no cause is sure: the lines that read like trouble, and what to ask next. */
				readonly unknown?: {readonly seen: readonly Shown[]; readonly further: readonly Text[]};
				/** The failed task that it was made for. */
				readonly task?: string;
		  }
		| {
				readonly type: 'note';
				readonly text: string;
				/** Typed by the operator; with the task and the host it was typed at. Left out: the program's own. */
				readonly by?: string;
				readonly task?: string;
				readonly host?: string;
		  }
		| {readonly type: 'session-closed'; readonly outcome: Closing; readonly note?: string}
	);

export type Diagnosis = Omit<Extract<EngineEvent, {type: 'diagnosis'}>, 'type'>;

type WithoutMoment<Event> = Event extends unknown ? Omit<Event, 'at'> : never;

/** An event before it has a time. */
export type News = WithoutMoment<EngineEvent>;
