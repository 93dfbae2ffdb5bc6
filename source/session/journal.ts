// The session's memory: one event a line, only ever added to. Output goes to log files beside it, one per run of a task.
import {closeSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readSync, fstatSync} from 'node:fs';
import {dirname, join} from 'node:path';
import type {EngineEvent, Status} from '../engine/event.ts';
import {CannotKeep, cannotKeep, syncDirectory, writeAll} from './write-file.ts';

export type Journal = {
	/** For `store.listen`: never throws; trouble goes to `onError`, once, and then nothing more is written. */
	readonly add: (event: EngineEvent) => void;
	/** True when every event was written down. */
	readonly close: () => boolean;
};

export type JournalFiles = {readonly journal: string; readonly logs: string};

/**
 * Statuses after which a power cut must not make us forget: a change to a host is about to begin, or has ended. `satisfied`
 * is none: nothing was changed, and it is asked again.
 */
const boundaries: ReadonlySet<Status> = new Set([
	'running',
	'undoing',
	'done',
	'failed',
	'unreachable',
	'cancelled',
	'skipped',
	'undone',
]);

/** What a power cut may take: whoever goes on asks again. */
const passing: ReadonlySet<EngineEvent['type']> = new Set(['output', 'asking', 'answered']);

const isBoundary = (event: EngineEvent): boolean =>
	event.type === 'task'
		? boundaries.has(event.status)
		: !passing.has(event.type) && (event.type !== 'note' || event.by !== undefined);

/** One part of a path, whatever a host or task is called. */
const pathPart = (name: string): string => encodeURIComponent(name).replace(/^\.+$/, dots => '%2E'.repeat(dots.length));

export const logPath = (logs: string, task: string, host: string, attempt: number): string =>
	join(logs, pathPart(task), `${pathPart(host)}.${attempt}.log`);

/** Opens for adding; what a crash left of a last line goes, so that the next line stands alone. */
const openForAdding = (path: string): number => {
	mkdirSync(dirname(path), {recursive: true, mode: 0o700});
	const file = openSync(path, 'a+', 0o600);
	const {size} = fstatSync(file);
	const tail = Buffer.alloc(Math.min(size, 1_048_576));
	readSync(file, tail, 0, tail.length, size - tail.length);
	const torn = tail.length - (tail.lastIndexOf(0x0a) + 1);
	if (torn > 0) ftruncateSync(file, size - torn);
	return file;
};

/** `onError` gets one sentence for a person when the disk does not take any more; nothing already written is lost. */
export const openJournal = (files: JournalFiles, onError: (error: CannotKeep) => void): Journal => {
	let broken = false;
	let journal: number | undefined;
	const attempts = new Map<string, number>();
	const logs = new Map<string, number>();
	/** Rows whose run begins, or is attached to again: its output comes from the beginning, and so does the log. */
	const fresh = new Set<string>();
	const guard = (what: string, path: string, work: () => void): void => {
		if (broken) return;
		try {
			work();
		} catch (error) {
			broken = true;
			onError(cannotKeep(what, path, error));
		}
	};
	const logOf = (event: Extract<EngineEvent, {type: 'output'}>): number => {
		const row = `${event.task}/${event.host}`;
		const path = logPath(files.logs, event.task, event.host, attempts.get(row) ?? 0);
		const open = logs.get(path);
		if (open !== undefined) return open;
		mkdirSync(dirname(path), {recursive: true, mode: 0o700});
		const file = openSync(path, fresh.delete(row) ? 'w' : 'a', 0o600);
		logs.set(path, file);
		return file;
	};
	const closeLogs = (task: string, host: string): void => {
		const path = logPath(files.logs, task, host, attempts.get(`${task}/${host}`) ?? 0);
		const file = logs.get(path);
		if (file === undefined) return;
		closeSync(file);
		logs.delete(path);
	};
	const addLine = (event: EngineEvent): void => {
		if (event.type === 'task') {
			const row = `${event.task}/${event.host}`;
			if (event.attempt !== undefined) attempts.set(row, event.attempt);
			if (event.status === 'running') fresh.add(row);
			if (isBoundary(event) && event.status !== 'running') closeLogs(event.task, event.host);
		}
		if (journal === undefined) {
			journal = openForAdding(files.journal);
			syncDirectory(dirname(files.journal));
		}
		writeAll(journal, `${JSON.stringify(event)}\n`);
		if (isBoundary(event)) fsyncSync(journal);
	};
	return {
		add: event => {
			if (event.type === 'output') guard('log', files.logs, () => writeAll(logOf(event), event.text));
			else guard('journal', files.journal, () => addLine(event));
		},
		close: () => {
			for (const file of logs.values()) closeSync(file);
			logs.clear();
			if (journal !== undefined) closeSync(journal);
			journal = undefined;
			const whole = !broken;
			broken = true;
			return whole;
		},
	};
};

const newline = 0x0a;

/** A file's whole lines, a piece of them at a time: a long journal is never in memory at once. */
function* linesOf(file: number): Generator<string, void> {
	let room = Buffer.allocUnsafe(262_144);
	for (let kept = 0; ;) {
		const read = readSync(file, room, kept, room.length - kept, null);
		if (read === 0) return;
		const end = kept + read;
		const whole = room.lastIndexOf(newline, end - 1) + 1;
		if (whole > 0) yield* room.toString('utf8', 0, whole - 1).split('\n');
		room.copyWithin(0, whole, end);
		kept = end - whole;
		if (kept === room.length) room = Buffer.concat([room], room.length * 2);
	}
}

const eventOf = (line: string): EngineEvent | undefined => {
	try {
		return JSON.parse(line) as EngineEvent;
	} catch {
		return undefined;
	}
};

/**
 * Reads what was written, one event after another: a journal of 200 hosts has a hundred thousand. A torn last line is what a
 * crash leaves and is left out; a torn line before it is not. Throws CannotKeep.
 */
export function* eventsOf(path: string): Generator<EngineEvent, void> {
	let file: number;
	try {
		file = openSync(path, 'r');
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
		throw error;
	}
	let number = 0;
	let torn: number | undefined;
	try {
		for (const line of linesOf(file)) {
			number += 1;
			const event = torn === undefined ? eventOf(line) : undefined;
			if (event) yield event;
			else torn ??= number;
		}
	} finally {
		closeSync(file);
	}
	if (torn !== undefined && torn < number)
		throw new CannotKeep(
			`Line ${torn} of ${path} cannot be read: restore the file, or start a new session; the hosts' own state is asked again anyway.`,
		);
}

export const readJournal = (path: string): readonly EngineEvent[] => [...eventsOf(path)];
