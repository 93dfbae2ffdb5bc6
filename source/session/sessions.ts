// The sessions on this machine: each is a directory, named by its day, its plan and a number.
import {randomBytes} from 'node:crypto';
import {mkdirSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {foldEvents, type State} from '../engine/state.ts';
import type {Language} from '../texts/texts.ts';
import {filesOf, type Home, type SessionFiles} from './home.ts';
import {eventsOf} from './journal.ts';
import {CannotKeep, cannotKeep, makeDirectory, writeFile} from './write-file.ts';

/** What is needed to go on with a session, whatever has happened to the plan's file since. */
export type About = {
	readonly book: string;
	/** Absolute path of the plan file; left out when there was none (a lab's own plan). */
	readonly planPath?: string;
	readonly planText: string;
	/** Name of the lab, when the hosts are simulated. */
	readonly lab?: string;
	readonly language: Language;
};

export type Session = {
	readonly id: string;
	/** Of this session alone: two machines may each have one of the same id. */
	readonly identity: string;
	readonly about: About;
	readonly files: SessionFiles;
	/** When it was made, in milliseconds since 1970. */
	readonly created: number;
	/** When its journal was last written to. */
	readonly touched: number;
};

/** Only what is safe in a path, on a command line and in a job's id. */
const nameOf = (name: string): string =>
	name
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '')
		.slice(0, 40) || 'session';

const hasCode = (error: unknown, code: string): boolean =>
	error instanceof Error && 'code' in error && error.code === code;

/** Makes a session for a plan of that name. Throws CannotKeep. */
export const createSession = (home: Home, planName: string, about: About, now: Date): Session => {
	const day = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
	const stem = `${day}-${nameOf(planName)}`;
	try {
		makeDirectory(home.sessions);
		for (let number = 1; ; number++) {
			const id = `${stem}-${number}`;
			const files = filesOf(home, id);
			try {
				// Two programs that start at once: the directory is made by one of them only.
				mkdirSync(files.directory, {mode: 0o700});
			} catch (error) {
				if (hasCode(error, 'EEXIST')) continue;
				throw error;
			}
			const created = now.getTime();
			const identity = `${id}.${randomBytes(4).toString('hex')}`;
			try {
				writeFile(
					'session',
					files.about,
					`${JSON.stringify({...about, created, identity}, undefined, '\t')}\n`,
				);
			} catch (error) {
				rmSync(files.directory, {recursive: true, force: true});
				throw error;
			}
			return {id, identity, about, files, created, touched: created};
		}
	} catch (error) {
		throw error instanceof CannotKeep ? error : cannotKeep('session', home.sessions, error);
	}
};

type Kept = About & {readonly created: number; readonly identity?: string};

/** An id is one directory below ours and nothing else. */
const isId = (id: string): boolean => /^[A-Za-z0-9][\w.-]*$/.test(id);

const touchedAt = (files: SessionFiles): number => {
	const at = [files.journal, files.about].map(path => statSync(path, {throwIfNoEntry: false})?.mtimeMs ?? 0);
	return Math.max(...at);
};

/** Undefined when there is no such session, or when it was never written to the end. */
export const findSession = (home: Home, id: string): Session | undefined => {
	if (!isId(id)) return undefined;
	const files = filesOf(home, id);
	try {
		// A session of an earlier version has no other name than its id.
		const {created, identity = id, ...about} = JSON.parse(readFileSync(files.about, 'utf8')) as Kept;
		return {id, identity, about, files, created, touched: touchedAt(files)};
	} catch {
		return undefined;
	}
};

/** Newest work first. */
export const listSessions = (home: Home): readonly Session[] => {
	let names: readonly string[] = [];
	try {
		names = readdirSync(home.sessions);
	} catch (error) {
		if (hasCode(error, 'ENOENT')) return [];
		throw new CannotKeep(
			`The sessions in ${home.sessions} cannot be read (${error instanceof Error && 'code' in error ? String(error.code) : String(error)}): set $KUBEWALK_HOME to a directory of yours.`,
		);
	}
	return names
		.map(name => findSession(home, name))
		.filter(session => session !== undefined)
		.toSorted((one, other) => other.touched - one.touched || (one.id < other.id ? 1 : -1));
};

/** The state that its journal tells. */
export const stateOf = (session: Session): State => foldEvents(eventsOf(session.files.journal));

/** Nobody may hold the session: take its lock first. */
export const removeSession = (home: Home, id: string): void => {
	if (isId(id)) rmSync(join(home.sessions, id), {recursive: true, force: true});
};
