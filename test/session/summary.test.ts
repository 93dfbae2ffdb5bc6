import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import type {EngineEvent, Status} from '../../source/engine/event.ts';
import {homeOf} from '../../source/session/home.ts';
import {openJournal} from '../../source/session/journal.ts';
import {createSession, stateOf, type Session} from '../../source/session/sessions.ts';
import {keepSummary, summaryOf} from '../../source/session/summary.ts';
import {makeHome} from './story.ts';

const about = {book: 'install', planText: 'name: demo\n', language: 'en'} as const;
const freshSession = (): Session =>
	createSession(homeOf({KUBEWALK_HOME: makeHome()}, '/'), 'demo', about, new Date(2026, 10, 23));

const hosts = ['m1', 'm2'].map(name => ({name, address: '10.0.0.1', role: 'control-plane'}));
const opened: EngineEvent = {type: 'session-opened', at: 1, session: 's', book: 'install', hosts, by: 'ann@bastion'};
const row = (task: string, host: string, status: Status): EngineEvent => ({type: 'task', at: 2, task, host, status});

const write = (session: Session, ...events: readonly EngineEvent[]): void => {
	const journal = openJournal(session.files, error => {
		throw error;
	});
	events.forEach(journal.add);
	expect(journal.close()).toBe(true);
};

test('A task counts as settled when it is through on every host on which it began', () => {
	const session = freshSession();
	expect(summaryOf(session)).toEqual({begun: false, settled: []});
	write(session, opened, row('a', 'm1', 'done'), row('a', 'm2', 'skipped'), row('b', 'm1', 'done'));
	write(session, row('b', 'm2', 'failed'));

	expect(summaryOf(session)).toEqual({begun: true, settled: ['a']});
});

test('What was left is told without its journal, and what was added since with it', () => {
	const session = freshSession();
	write(session, opened, row('a', 'm1', 'done'));
	keepSummary(session.files, stateOf(session));
	const {length} = readFileSync(session.files.journal);
	const journal = readFileSync(session.files.journal, 'utf8');
	writeFileSync(session.files.journal, 'x'.repeat(length));
	expect(summaryOf(session)).toMatchObject({begun: true, settled: ['a']});

	writeFileSync(session.files.journal, journal);
	write(session, row('b', 'm1', 'satisfied'), {type: 'session-closed', at: 3, outcome: 'done'});
	expect(summaryOf(session)).toEqual({begun: true, settled: ['a', 'b'], outcome: 'done'});
});

test('A summary that cannot be kept or read is made from the journal', () => {
	const session = freshSession();
	write(session, opened, row('a', 'm1', 'done'));
	writeFileSync(session.files.summary, '{"half');
	expect(summaryOf(session)).toEqual({begun: true, settled: ['a']});

	const other = freshSession();
	write(other, opened);
	mkdirSync(`${other.files.summary}.new/full`, {recursive: true});
	keepSummary(other.files, stateOf(other));
	expect(existsSync(other.files.summary)).toBe(false);
	expect(summaryOf(other)).toEqual({begun: true, settled: []});
});
