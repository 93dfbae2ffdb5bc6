import {appendFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import type {EngineEvent} from '../../source/engine/event.ts';
import {logPath, openJournal, readJournal} from '../../source/session/journal.ts';
import {makeHome, start, story} from './story.ts';

const home = makeHome();
const filesOf = (name: string) => ({journal: join(home, name, 'journal.jsonl'), logs: join(home, name, 'logs')});
const neverFails = (error: Error): never => {
	throw error;
};

const write = (name: string, events: readonly EngineEvent[]): ReturnType<typeof filesOf> => {
	const files = filesOf(name);
	const journal = openJournal(files, neverFails);
	events.forEach(journal.add);
	journal.close();
	return files;
};

test('What was written is read again, without the output, which is in a log of its own', () => {
	const files = write('story', story);

	expect(readJournal(files.journal)).toEqual(story.filter(({type}) => type !== 'output'));
	expect(readFileSync(logPath(files.logs, 'swap-off', 'm1', 1), 'utf8')).toBe('swapoff /dev/sda2\n');
	expect(statSync(files.journal).mode & 0o777).toBe(0o600);
	expect(statSync(logPath(files.logs, 'swap-off', 'm1', 1)).mode & 0o777).toBe(0o600);
});

test('A session that goes on adds to what is there', () => {
	const files = write('goes-on', story.slice(0, 3));
	write('goes-on', story.slice(3));

	expect(readJournal(files.journal)).toEqual(story.filter(({type}) => type !== 'output'));
});

test('A last line that a crash tore is left out, and the next one stands alone', () => {
	const files = write('torn', story.slice(0, 2));
	appendFileSync(files.journal, '{"type":"task","at":1,"task":"swap-o');

	expect(readJournal(files.journal)).toEqual(story.slice(0, 2));
	write('torn', [story[2]!]);
	expect(readJournal(files.journal)).toEqual(story.slice(0, 3));
});

test('A line that is broken in the middle is told, with its number', () => {
	const files = write('broken', story.slice(0, 1));
	appendFileSync(files.journal, 'nonsense\n');
	write('broken', story.slice(1, 2));

	expect(() => readJournal(files.journal)).toThrow(
		/^Line 2 of .* cannot be read: restore the file, or start a new session/,
	);
});

test('A journal is read in pieces, and neither a long line nor a wide character is cut', () => {
	const long: EngineEvent = {type: 'note', at: 2, text: '集群'.repeat(200_000)};
	const many = Array.from({length: 5000}, (_, at): EngineEvent => ({
		type: 'note',
		at,
		text: `第 ${at} 行 ${'.'.repeat(80)}`,
	}));
	const events = [story[0]!, ...many, long, ...many];

	expect(readJournal(write('long', events).journal)).toEqual(events);
});

test('A session without a journal has no events', () => {
	expect(readJournal(join(home, 'nothing', 'journal.jsonl'))).toEqual([]);
});

const running = (attempt: number): EngineEvent => ({
	type: 'task',
	at: start,
	task: 't',
	host: 'h',
	status: 'running',
	attempt,
});
const output = (text: string): EngineEvent => ({
	type: 'output',
	at: start,
	task: 't',
	host: 'h',
	stream: 'stdout',
	text,
});

test('Each attempt has its own log, and an attempt that is attached to again begins its log anew', () => {
	const files = write('attempts', [running(1), output('one\n'), running(2), output('two\n')]);
	write('attempts', [running(2), output('two\n'), output('whole\n')]);

	expect(readFileSync(logPath(files.logs, 't', 'h', 1), 'utf8')).toBe('one\n');
	expect(readFileSync(logPath(files.logs, 't', 'h', 2), 'utf8')).toBe('two\nwhole\n');
});

test('No name of a host leads out of the directory of logs', () => {
	for (const name of ['..', '.', '../../x', "a'; touch /tmp/x #", '主机']) {
		expect(logPath('/logs', name, name, 1)).toMatch(/^\/logs\/[^/]+\/[^/]+\.1\.log$/);
	}
	expect(logPath('/logs', '..', 'h', 1)).toBe('/logs/%2E%2E/h.1.log');
});

test('When it cannot be written, that is told once and the rest is quiet', () => {
	const files = filesOf('blocked');
	writeFileSync(join(home, 'blocked'), '');
	const told: string[] = [];
	const journal = openJournal(files, ({message}) => void told.push(message));
	story.forEach(journal.add);
	journal.close();

	expect(told).toEqual([
		`The journal cannot be written to ${files.journal}: something on that path is not a directory: set $KUBEWALK_HOME to another place.`,
	]);
});

test('On a full disk one sentence says so, and what was written before is whole (skipped without root: it mounts one)', ({
	skip,
}) => {
	const small = join(home, 'small');
	mkdirSync(small);
	if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'kw', small]).status !== 0) skip();
	try {
		const files = {journal: join(small, 'journal.jsonl'), logs: join(small, 'logs')};
		const told: string[] = [];
		const journal = openJournal(files, ({message}) => void told.push(message));
		const note: EngineEvent = {type: 'note', at: start, text: 'x'.repeat(100)};
		for (let count = 0; count < 500; count++) journal.add(note);
		journal.close();

		expect(told).toEqual([
			`The journal cannot be written to ${files.journal}: the disk is full: make room there and run again.`,
		]);
		const kept = readJournal(files.journal);
		expect(kept.length).toBeGreaterThan(20);
		expect(kept.every(event => JSON.stringify(event) === JSON.stringify(note))).toBe(true);
	} finally {
		spawnSync('umount', [small]);
	}
});

test('Nothing is made before there is something to write', () => {
	const files = filesOf('unused');
	openJournal(files, neverFails).close();

	expect(existsSync(join(home, 'unused'))).toBe(false);
});
