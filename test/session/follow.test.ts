import {appendFileSync, mkdirSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {expect, test} from 'vitest';
import type {EngineEvent} from '../../source/engine/event.ts';
import {followJournal} from '../../source/session/follow.ts';
import {openJournal} from '../../source/session/journal.ts';
import {makeHome} from './story.ts';

const home = makeHome();
let count = 0;

const begin = () => {
	const place = join(home, String(count++));
	const files = {journal: join(place, 'journal.jsonl'), logs: join(place, 'logs')};
	const write = openJournal(files, error => {
		throw error;
	});
	const heard: EngineEvent[] = [];
	return {files, write, heard, ...followJournal(files, event => heard.push(event))};
};

const task = (status: 'running' | 'verifying' | 'done', more = {}): EngineEvent => ({
	type: 'task',
	at: 5,
	task: 'swap',
	host: 'm1',
	status,
	...more,
});
const output = (text: string): EngineEvent => ({
	type: 'output',
	at: 5,
	task: 'swap',
	host: 'm1',
	stream: 'stdout',
	text,
});

test('What another process writes is heard once and in order, output before the end of its command', () => {
	const {write, heard, poll} = begin();
	poll();
	expect(heard).toEqual([]);

	write.add(task('running', {attempt: 1}));
	write.add(output('one\n'));
	poll();
	write.add(output('two\n'));
	poll();
	write.add(output('three\n'));
	write.add(task('verifying'));
	write.add(task('done'));
	poll();
	poll();
	expect(heard).toEqual([
		task('running', {attempt: 1}),
		output('one\n'),
		output('two\n'),
		output('three\n'),
		task('verifying'),
		task('done'),
	]);
});

test('Who comes late gets all events at once, and of the output what belongs to a command that still runs', () => {
	const {write, heard, poll} = begin();
	write.add(task('running', {attempt: 1}));
	write.add(output('old\n'));
	write.add(task('done'));
	write.add(task('running', {attempt: 2}));
	write.add(output('new\n'));
	poll();

	expect(heard.filter(({type}) => type === 'task')).toHaveLength(3);
	expect(heard.filter(({type}) => type === 'output')).toEqual([output('new\n')]);
});

test('Half a line waits for its other half', () => {
	const {files, heard, poll} = begin();
	mkdirSync(dirname(files.journal), {recursive: true});
	const line = JSON.stringify(task('done'));
	appendFileSync(files.journal, line.slice(0, 20));
	poll();
	expect(heard).toEqual([]);
	appendFileSync(files.journal, `${line.slice(20)}\n`);
	poll();
	expect(heard).toEqual([task('done')]);
});

test('Output that begins again, because its command was attached to, is heard from its beginning', () => {
	const {files, write, heard, poll} = begin();
	write.add(task('running', {attempt: 1}));
	write.add(output('one\ntwo\n'));
	poll();
	write.close();
	const again = openJournal(files, error => {
		throw error;
	});
	again.add(task('running', {attempt: 1}));
	again.add(output('one\n'));
	poll();

	expect(heard.at(-1)).toEqual(output('one\n'));
	expect(heard.filter(({type}) => type === 'output')).toHaveLength(2);
});
