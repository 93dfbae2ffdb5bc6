import {expect, test} from 'vitest';
import {openSession} from '../../source/commands/open-session.ts';
import {printReport} from '../../source/commands/report.ts';
import {homeOf} from '../../source/session/home.ts';
import {createSession} from '../../source/session/sessions.ts';
import type {ReportFormat} from '../../source/session/report.ts';
import type {Language} from '../../source/texts/texts.ts';
import {ownHome} from '../helpers/own-home.ts';
import {recordedIo} from '../helpers/recorded-io.ts';

const home = ownHome();

const print = async (id?: string, format: ReportFormat = 'md', lang?: Language) => {
	const {io, stdout, stderr} = recordedIo();
	return {code: await printReport(id, {format, ...(lang && {lang})}, io), stdout: stdout(), stderr: stderr()};
};

const walkALittle = async (): Promise<string> => {
	const session = await openSession(
		{kind: 'lab', lab: true, book: 'install'},
		{language: 'en', ask: async () => undefined, onTrouble: () => undefined},
	);
	if ('problems' in session) throw new Error(session.problems.join('\n'));
	await session.engine.start({tasks: ['root', 'hosts-file']});
	await session.leave('done');
	return session.id;
};

test('Without a session there is nothing to report', async () => {
	expect(await print()).toEqual({
		code: 2,
		stdout: '',
		stderr: 'There is no session yet: kubewalk run --lab starts a rehearsal.\n',
	});
	expect(await print('nope', 'md', 'zh')).toMatchObject({code: 2, stdout: '', stderr: /^没有会话 nope/});
});

test('The last session is reported when none is named: who, when, what on which host, and every command', async () => {
	const id = await walkALittle();
	const {code, stdout, stderr} = await print();
	expect({code, stderr}).toEqual({code: 0, stderr: ''});
	expect(stdout).toMatch(new RegExp(`^# Install a highly available cluster: ${id}\n`));
	expect(stdout).toMatch(/\| m3 \| 10\.77\.0\.13 \| control-plane \|/);
	expect(stdout).toMatch(/Know every host by name in \/etc\/hosts.* w2 .*done/);
	expect(stdout).toContain('10.77.0.22 w2');
});

test('The report speaks the language that is asked for', async () => {
	expect((await print(await walkALittle(), 'md', 'zh')).stdout).toMatch(/^# 安装高可用集群: /);
});

test('As JSON it can be read, as a script bash can be asked', async () => {
	const id = await walkALittle();
	expect(JSON.parse((await print(id, 'json')).stdout)).toMatchObject({session: id});
	expect((await print(id, 'script')).stdout).toMatch(/^#!\/bin\/bash\n|^#!\/usr\/bin\/env bash\n/);
	expect((await print(id, 'html')).stdout).toMatch(/^<!doctype html>/i);
});

test('A session of a book that this version does not have is a sentence', async () => {
	const about = {book: 'older', planText: '', language: 'en'} as const;
	const {id} = createSession(homeOf({KUBEWALK_HOME: home()}, '/'), 'demo', about, new Date(2026, 10, 23));
	expect(await print(id)).toMatchObject({
		code: 2,
		stderr: 'There is no book older: the books are install, add-node, drill, reset.\n',
	});
});
