import {existsSync} from 'node:fs';
import {expect, test, vi} from 'vitest';
import {sessions} from '../../source/commands/sessions.ts';
import {self} from '../../source/commands/state-home.ts';
import {homeOf} from '../../source/session/home.ts';
import {openJournal} from '../../source/session/journal.ts';
import {takeLock} from '../../source/session/lock.ts';
import {createSession, type Session} from '../../source/session/sessions.ts';
import type {EngineEvent} from '../../source/engine/event.ts';
import {ownHome} from '../helpers/own-home.ts';
import {recordedIo} from '../helpers/recorded-io.ts';

const home = ownHome();

const ask = async (verb: string, id?: string) => {
	const {io, stdout, stderr} = recordedIo();
	return {code: await sessions(verb, id, io), stdout: stdout(), stderr: stderr()};
};

const remember = (...events: readonly EngineEvent[]): Session => {
	const about = {book: 'install', planText: '', language: 'en'} as const;
	const session = createSession(homeOf({KUBEWALK_HOME: home()}, '/'), 'demo', about, new Date(2026, 10, 23));
	const journal = openJournal(session.files, error => {
		throw error;
	});
	events.forEach(journal.add);
	journal.close();
	return session;
};

const done: EngineEvent = {type: 'task', at: 1, task: 'hostname', host: 'm1', status: 'done'};
const failed: EngineEvent = {type: 'task', at: 1, task: 'hostname', host: 'w1', status: 'failed'};
const closed: EngineEvent = {type: 'session-closed', at: 2, outcome: 'done'};

test('Without a session there is nothing to list, and that is said on stderr', async () => {
	expect(await ask('list')).toEqual({
		code: 0,
		stdout: '',
		stderr: 'There is no session yet: kubewalk run --lab starts a rehearsal.\n',
	});
});

test('Each session is a line: its name, when it was touched, its book, and whether it is open', async () => {
	const [one, two] = [remember(done), remember(done, closed)];
	const {code, stdout} = await ask('list');
	expect(code).toBe(0);
	const lines = stdout.trimEnd().split('\n').toSorted();
	expect(lines[0]).toMatch(new RegExp(`^${one.id} +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d  install   open$`));
	expect(lines[1]).toMatch(new RegExp(`^${two.id} .*  closed$`));
});

test('A session that a process has open says who has it', async () => {
	const session = remember(done);
	const lock = takeLock(session.id, session.files.lock, self(), 0);
	expect((await ask('list')).stdout).toMatch(
		new RegExp(`  open  held by \\S+@\\S+ \\(process ${process.pid}\\)\\n$`),
	);
	lock.release();
});

test('Show says for each task how it stands on each host, in the person’s language', async () => {
	const {id} = remember(done, failed);
	expect((await ask('show', id)).stdout).toMatch(/\nGive the host the plan's name: m1 done, w1 failed\n$/);
	vi.stubEnv('LC_ALL', 'zh_CN.UTF-8');
	expect((await ask('show', id)).stdout).toMatch(/: m1 已完成, w1 失败\n$/);
});

test.each(['remove', 'rm'])('%s takes a session away', async verb => {
	const {id, files} = remember(done);
	expect(await ask(verb, id)).toEqual({code: 0, stdout: '', stderr: ''});
	expect(existsSync(files.directory)).toBe(false);
});

test('A session that somebody has open stays', async () => {
	const {id, files} = remember(done);
	const lock = takeLock(id, files.lock, self(), Date.now());
	const {code, stderr} = await ask('remove', id);
	expect(code).toBe(5);
	expect(stderr).toMatch(
		new RegExp(`^Session ${id} is open in another process \\(${process.pid} of .*close it there first, .*\\.\n$`),
	);
	expect(existsSync(files.journal)).toBe(true);
	lock.release();
});

test.each([['show'], ['remove'], ['nonsense', 'x']])(
	'%s %s is wrong usage, and says the right one',
	async (...words) => {
		const [verb, id] = words as [string, string?];
		expect(await ask(verb, id)).toEqual({
			code: 2,
			stdout: '',
			stderr: 'Say kubewalk sessions list, kubewalk sessions show ID, or kubewalk sessions remove ID.\n',
		});
	},
);

test('A name that no session has is told, and no name leads out of the directory', async () => {
	for (const id of ['nope', '..', '../sessions'])
		expect(await ask('remove', id)).toMatchObject({
			code: 2,
			stderr: `There is no session ${id}: kubewalk sessions lists them.\n`,
		});
	expect(existsSync(home())).toBe(true);
});
