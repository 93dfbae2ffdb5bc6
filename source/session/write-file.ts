// A file is there whole or not at all, and only its owner reads it.
import {closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync} from 'node:fs';
import {dirname} from 'node:path';

/** Something could not be kept on this machine. The message is one sentence with the way out. */
export class CannotKeep extends Error {}

const reasons: Readonly<Record<string, string>> = {
	ENOSPC: 'the disk is full: make room there and run again',
	EDQUOT: 'your disk quota is used up: make room there and run again',
	EROFS: 'the file system is read-only: set $KUBEWALK_HOME to a place that can be written',
	EACCES: 'you may not write there: set $KUBEWALK_HOME to a place that can be written',
	EPERM: 'you may not write there: set $KUBEWALK_HOME to a place that can be written',
	EEXIST: 'something on that path is not a directory: set $KUBEWALK_HOME to another place',
	ENOTDIR: 'something on that path is not a directory: set $KUBEWALK_HOME to another place',
};

/** The sentence for a write that failed. What was written before it stays. */
export const cannotKeep = (what: string, path: string, error: unknown): CannotKeep => {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	const reason = reasons[code] ?? (error instanceof Error ? error.message : String(error));
	return new CannotKeep(`The ${what} cannot be written to ${path}: ${reason}.`);
};

export const makeDirectory = (path: string): void => {
	mkdirSync(path, {recursive: true, mode: 0o700});
};

const encoder = new TextEncoder();
/** One for all: a command that prints gigabytes would leave as much garbage behind. */
const room = Buffer.allocUnsafe(262_144);

/** writeSync may write a part only, on a disk that is getting full. */
export const writeAll = (file: number, text: string): void => {
	for (let at = 0; at < text.length;) {
		const {read, written} = encoder.encodeInto(at === 0 ? text : text.slice(at), room);
		for (let done = 0; done < written;) done += writeSync(file, room, done, written - done);
		at += read;
	}
};

export const syncDirectory = (path: string): void => {
	const directory = openSync(path, 'r');
	try {
		fsyncSync(directory);
	} finally {
		closeSync(directory);
	}
};

/** Gives the path. Throws CannotKeep. */
export const writeFile = (what: string, path: string, text: string): string => {
	const draft = `${path}.new`;
	try {
		makeDirectory(dirname(path));
		rmSync(draft, {force: true});
		const file = openSync(draft, 'wx', 0o600);
		try {
			writeAll(file, text);
			fsyncSync(file);
		} finally {
			closeSync(file);
		}
		renameSync(draft, path);
		syncDirectory(dirname(path));
		return path;
	} catch (error) {
		try {
			rmSync(draft, {force: true});
		} catch {
			// It was never made; the first error is the one that says why.
		}
		throw cannotKeep(what, path, error);
	}
};

/** A write that cannot be made is told, and does not end a run in the middle of an event. */
export const guarded = (write: () => void, onError: (error: Error) => void) => (): void => {
	try {
		write();
	} catch (error) {
		if (!(error instanceof CannotKeep)) throw error;
		onError(error);
	}
};
