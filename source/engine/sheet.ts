// Between a host that only a person reaches and the front door: what is to be run there, and what was pasted back.
import type {Answer, Host} from './declare.ts';

/** One thing to run on a host: a text to paste into a root shell there, and how to read what it prints. */
export type Sheet = {
	readonly host: Host;
	/** `look`: a job was asked for before; this only looks whether it has run, and keeps it from running any more. */
	readonly kind: 'questions' | 'job' | 'look';
	/** What the markers of its output carry, so that no other output is taken for it. */
	readonly tag: string;
	/** The commands themselves, one text for each question, the job's first. */
	readonly commands: readonly string[];
	/** The commands in a wrapper that prints their output between markers; what is copied or written to a file. */
	readonly script: string;
	readonly read: (pasted: string) => Reading;
};

export type Reading =
	| {readonly state: 'whole'; readonly answers: readonly Answer[]}
	/** A record says that the job never ran. */
	| {readonly state: 'not-run'}
	/** No marker: the text is taken for the output of the one command, and whether it ended well has to be asked. */
	| {readonly state: 'free'; readonly text: string}
	| {readonly state: 'lacking'; readonly lack: Lack};

/** Why a paste is not the answer. */
export type Lack =
	| {readonly kind: 'nothing' | 'unmarked' | 'other' | 'end' | 'damaged' | 'not-root' | 'no-room' | 'running'}
	| {readonly kind: 'other-host'; readonly host: string}
	| {readonly kind: 'parts'; readonly parts: readonly number[]; readonly of: number}
	| {
			readonly kind: 'lines';
			readonly part: number;
			readonly of: number;
			readonly wanted: number;
			readonly found: number;
	  };

/** What the person gave back: a paste that reads whole, free text with a word on its success, or that it was not run. */
export type Returned = {readonly pasted: string; readonly well?: boolean} | 'not-run';

/** Shows a sheet until it is answered. Undefined: put aside, or the signal was aborted. */
export type Present = (sheet: Sheet, signal: AbortSignal) => Promise<Returned | undefined>;
