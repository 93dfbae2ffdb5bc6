// Reads along while another process writes: its journal, and the logs of what runs.
import {closeSync, fstatSync, openSync, readSync, statSync} from 'node:fs';
import type {EngineEvent} from '../engine/event.ts';
import {logPath, type JournalFiles} from './journal.ts';

export type Follower = {
	/** Hands on what was added since the last time. Throws when a line cannot be read. */
	readonly poll: () => void;
};

const piece = 1_048_576;
/** Of output that nobody watched the end is enough. */
const tail = 65_536;
const newline = 0x0a;

/** Whole lines from an offset on, and where they end; a file that is not there has none. */
const linesFrom = (path: string, from: number): {readonly text: string; readonly end: number} => {
	let file: number;
	try {
		file = openSync(path, 'r');
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {text: '', end: from};
		throw error;
	}
	try {
		const {size} = fstatSync(file);
		const bytes = Buffer.alloc(Math.max(0, Math.min(size - from, piece)));
		const read = readSync(file, bytes, 0, bytes.length, from);
		// A line longer than a piece is handed on in parts; only a log can have one.
		const whole = bytes.lastIndexOf(newline, read) + 1 || (read === piece ? read : 0);
		return {text: bytes.toString('utf8', 0, whole), end: from + whole};
	} finally {
		closeSync(file);
	}
};

type Log = {readonly task: string; readonly host: string; readonly path: string; offset: number};

export const followJournal = (files: JournalFiles, onEvent: (event: EngineEvent) => void): Follower => {
	let offset = 0;
	let caughtUp = false;
	let now = 0;
	const logs = new Map<string, Log>();
	const readLog = (log: Log): void => {
		const size = statSync(log.path, {throwIfNoEntry: false})?.size ?? 0;
		// Attached to again, a command's output is written from the beginning.
		if (size < log.offset) log.offset = 0;
		if (size - log.offset > piece) log.offset = size - tail;
		const {text, end} = linesFrom(log.path, log.offset);
		log.offset = end;
		const {task, host} = log;
		if (text !== '') onEvent({type: 'output', at: now, task, host, stream: 'stdout', text});
	};
	const take = (event: EngineEvent): void => {
		now = event.at;
		if (event.type === 'task') {
			const row = `${event.task}/${event.host}`;
			const before = logs.get(row);
			// One that runs once more writes its log anew.
			if (before && caughtUp && event.status !== 'running') readLog(before);
			if (event.status !== 'verifying') logs.delete(row);
			if (event.status === 'running' && event.attempt !== undefined) {
				const path = logPath(files.logs, event.task, event.host, event.attempt);
				logs.set(row, {task: event.task, host: event.host, path, offset: 0});
			}
		}
		onEvent(event);
	};
	return {
		poll: () => {
			for (;;) {
				const {text, end} = linesFrom(files.journal, offset);
				if (text === '') break;
				offset = end;
				for (const line of text.split('\n')) if (line !== '') take(JSON.parse(line) as EngineEvent);
			}
			caughtUp = true;
			for (const log of logs.values()) readLog(log);
		},
	};
};
