import {mkdirSync, statSync, utimesSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {homeOf} from '../../source/session/home.ts';
import {openJournal} from '../../source/session/journal.ts';
import {
	createSession,
	findSession,
	listSessions,
	removeSession,
	stateOf,
	type About,
} from '../../source/session/sessions.ts';
import {makeHome, story} from './story.ts';

const about: About = {book: 'install', planPath: '/plans/demo.yaml', planText: 'name: demo\n', language: 'zh'};
const day = new Date(2026, 10, 23, 12);
const freshHome = () => homeOf({KUBEWALK_HOME: makeHome()}, '/');

test('A session is named by its day, its plan and a number', () => {
	const home = freshHome();

	expect(createSession(home, 'demo', about, day).id).toBe('2026-11-23-demo-1');
	expect(createSession(home, 'demo', about, day).id).toBe('2026-11-23-demo-2');
	expect(createSession(home, "../A b'; 集群 ", about, day).id).toBe('2026-11-23-a-b-1');
	expect(createSession(home, '集群', about, day).id).toBe('2026-11-23-session-1');
});

test('What is needed to go on is read again, also when the plan file has gone', () => {
	const home = freshHome();
	const {id, files} = createSession(home, 'demo', about, day);

	expect(findSession(home, id)).toMatchObject({id, about, created: day.getTime()});
	expect(statSync(files.about).mode & 0o777).toBe(0o600);
	expect(statSync(files.directory).mode & 0o777).toBe(0o700);
});

test('Sessions of the same name on two machines are told apart, and each keeps what it is told apart by', () => {
	const [here, there] = [freshHome(), freshHome()];
	const [one, two] = [createSession(here, 'demo', about, day), createSession(there, 'demo', about, day)];

	expect(one.id).toBe(two.id);
	expect(one.identity).not.toBe(two.identity);
	expect(one.identity).toMatch(new RegExp(`^${one.id}\\.[\\da-f]{8}$`));
	expect(findSession(here, one.id)?.identity).toBe(one.identity);
});

test('The session that was worked on last is listed first, and the state is what its journal tells', () => {
	const home = freshHome();
	const [one, two] = [createSession(home, 'one', about, day), createSession(home, 'two', about, day)];
	const journal = openJournal(one.files, error => {
		throw error;
	});
	story.forEach(journal.add);
	journal.close();
	utimesSync(two.files.about, 1, 1);

	expect(listSessions(home).map(({id}) => id)).toEqual([one.id, two.id]);
	expect(stateOf(one)).toMatchObject({outcome: 'done', book: 'install'});
	expect(stateOf(two).rows).toEqual({});
});

test('What is no session is not listed, and no name leads elsewhere', () => {
	const home = freshHome();
	expect(listSessions(home)).toEqual([]);
	mkdirSync(join(home.sessions, 'half-made'), {recursive: true});
	writeFileSync(join(home.sessions, 'stray'), '');

	expect(listSessions(home)).toEqual([]);
	expect(findSession(home, 'half-made')).toBeUndefined();
	expect(findSession(home, '../sessions')).toBeUndefined();
});

test('A removed session is gone, and nothing but that', () => {
	const home = freshHome();
	const [one, two] = [createSession(home, 'one', about, day), createSession(home, 'two', about, day)];
	removeSession(home, '..');
	removeSession(home, one.id);

	expect(listSessions(home).map(({id}) => id)).toEqual([two.id]);
});

test('A home that cannot be written is one sentence with the way out', () => {
	const file = join(makeHome(), 'file');
	writeFileSync(file, '');

	expect(() => createSession(homeOf({KUBEWALK_HOME: file}, '/'), 'demo', about, day)).toThrow(
		/^The session cannot be written to .*: .*set \$KUBEWALK_HOME to another place\.$/,
	);
});
