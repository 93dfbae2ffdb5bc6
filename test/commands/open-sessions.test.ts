import {mkdirSync, mkdtempSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {openSessions, plansNear, sessionToResume} from '../../source/commands/open-sessions.ts';
import {self} from '../../source/commands/state-home.ts';
import {homeOf} from '../../source/session/home.ts';
import {takeLock} from '../../source/session/lock.ts';
import {openJournal} from '../../source/session/journal.ts';
import {createSession, type Session} from '../../source/session/sessions.ts';
import type {EngineEvent} from '../../source/engine/event.ts';
import {ownHome} from '../helpers/own-home.ts';

const home = ownHome();

const hosts = [{name: 'm1', address: '10.0.0.1', role: 'control-plane'}];
const opened: EngineEvent = {type: 'session-opened', at: 1, session: 's', book: 'install', hosts, by: 'ann@bastion'};
const row = (task: string, status: 'done' | 'satisfied' | 'skipped' | 'failed'): EngineEvent => ({
	type: 'task',
	at: 2,
	task,
	host: 'm1',
	status,
});

const remember = (name: string, lab: boolean, ...events: readonly EngineEvent[]): Session =>
	rememberOf('install', name, lab, ...events);

const rememberOf = (book: string, name: string, lab: boolean, ...events: readonly EngineEvent[]): Session => {
	const about = {book, planText: '', language: 'en', ...(lab && {lab: 'rehearsal'})} as const;
	const session = createSession(homeOf({KUBEWALK_HOME: home()}, '/'), name, about, new Date(2026, 10, 23));
	const journal = openJournal(session.files, error => {
		throw error;
	});
	events.forEach(journal.add);
	journal.close();
	return session;
};

test('A session that is open is offered with its plan’s name and how far it has come', () => {
	const {id} = remember(
		'big-cluster',
		true,
		opened,
		row('root', 'satisfied'),
		row('hostname', 'done'),
		row('disk', 'skipped'),
		row('hosts-file', 'failed'),
	);
	expect(openSessions()).toMatchObject([{id, name: 'big-cluster', simulated: true, finished: 3}]);
	expect(openSessions()[0]!.total).toBeGreaterThan(50);
});

test('A session that a process has open says whose it is', () => {
	const session = remember('demo', false, opened);
	const lock = takeLock(session.id, session.files.lock, self(), 0);
	expect(openSessions()).toMatchObject([
		{id: session.id, holder: {by: expect.stringContaining('@'), pid: process.pid}},
	]);
	lock.release();
	expect(openSessions()[0]).not.toHaveProperty('holder');
});

test('What is closed, never began, or cannot be read is not offered', () => {
	remember('closed', false, opened, {type: 'session-closed', at: 3, outcome: 'done'});
	remember('empty', false);
	writeFileSync(remember('torn', false, opened).files.journal, '{"half\n{}\n');
	expect(openSessions()).toEqual([]);
	expect(remember('open', false, opened).id).toBe(openSessions()[0]?.id);
});

test('Plans lie in the folder and one below, and nowhere else', () => {
	const folder = mkdtempSync(join(home(), 'work-'));
	for (const path of ['prod', 'prod/deep', '.git', 'node_modules']) mkdirSync(join(folder, path));
	for (const path of [
		'cluster.yaml',
		'cluster-test.yml',
		'values.yaml',
		'prod/cluster.yaml',
		'prod/deep/cluster.yaml',
		'.git/cluster.yaml',
		'node_modules/cluster.yaml',
	])
		writeFileSync(join(folder, path), '');
	expect(plansNear(folder).toSorted()).toEqual(['cluster-test.yml', 'cluster.yaml', 'prod/cluster.yaml']);
});

test('What is gone on with is what was named, else the last session of its kind', () => {
	const search = rememberOf('diagnose', 'demo', true, {...opened, book: 'diagnose'});
	const walk = remember('demo', true, opened);

	expect(openSessions().find(({id}) => id === search.id)).toMatchObject({troubleshooting: true});
	expect(openSessions().find(({id}) => id === walk.id)).not.toHaveProperty('troubleshooting');
	expect(sessionToResume(true, 'troubleshooting')).toBe(search.id);
	expect(sessionToResume(true, 'walk')).toBe(walk.id);
	expect([search.id, walk.id]).toContain(sessionToResume(true));
	expect(sessionToResume('mine')).toBe('mine');
});
