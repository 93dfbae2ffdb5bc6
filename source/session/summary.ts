// How a session stands, in a few bytes beside its journal: a list of sessions does not read all that 200 hosts did.
import {readFileSync, statSync} from 'node:fs';
import type {Closing, Status} from '../engine/event.ts';
import type {State} from '../engine/state.ts';
import type {SessionFiles} from './home.ts';
import {stateOf, type Session} from './sessions.ts';
import {CannotKeep, writeFile} from './write-file.ts';

export type Summary = {
	/** False as long as nothing was written. */
	readonly begun: boolean;
	/** Left out: it can be resumed. */
	readonly outcome?: Closing;
	/** Ids of the tasks that are settled on all hosts on which they began. */
	readonly settled: readonly string[];
};

/** With the length of the journal that it tells of. */
type Kept = Summary & {readonly bytes: number};

const finished: ReadonlySet<Status> = new Set<Status>(['done', 'satisfied', 'skipped']);

const summarise = ({opened, outcome, rows}: State): Summary => ({
	begun: opened !== 0,
	...(outcome !== undefined && {outcome}),
	settled: Object.keys(rows).filter(task => Object.values(rows[task]!).every(({status}) => finished.has(status))),
});

const lengthOf = ({journal}: SessionFiles): number => statSync(journal, {throwIfNoEntry: false})?.size ?? 0;

/** For who has the session, once all of it is in the journal and nothing more is added. */
export const keepSummary = (files: SessionFiles, state: State): void => {
	const kept: Kept = {...summarise(state), bytes: lengthOf(files)};
	try {
		writeFile('summary', files.summary, `${JSON.stringify(kept)}\n`);
	} catch (error) {
		// The journal tells the same, only later.
		if (!(error instanceof CannotKeep)) throw error;
	}
};

const read = (files: SessionFiles): Kept | undefined => {
	try {
		return JSON.parse(readFileSync(files.summary, 'utf8')) as Kept;
	} catch {
		// Never left, or by an earlier version: the journal tells the same.
		return undefined;
	}
};

/** Reads the journal only when it has grown since the session was left. Throws CannotKeep when it cannot be read. */
export const summaryOf = (session: Session): Summary => {
	const kept = read(session.files);
	return kept?.bytes === lengthOf(session.files) ? kept : summarise(stateOf(session));
};
