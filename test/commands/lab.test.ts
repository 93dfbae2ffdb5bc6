import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {lab} from '../../source/commands/lab.ts';
import {openSession} from '../../source/commands/open-session.ts';
import {labs} from '../../steps/labs/labs.ts';
import {ownHome, printed} from '../helpers/own-home.ts';
import {inShell} from '../helpers/program.ts';

const home = ownHome();

const openLab = async () => {
	const session = await openSession(
		{kind: 'lab', lab: true, book: 'install'},
		{language: 'en', ask: async () => undefined, onTrouble: () => undefined},
	);
	if ('problems' in session) throw new Error(session.problems.join('\n'));
	return session;
};

test('The labs are listed in the person’s language', async () => {
	const {result, stdout} = await printed(() => lab('list', undefined, {lang: 'en'}));
	expect(result).toBe(0);
	expect(stdout).toBe(labs.map(({id, title}) => `${id}  ${title.en}\n`).join(''));
	expect((await printed(() => lab('list', undefined, {lang: 'zh'}))).stdout).toMatch(/\p{Script=Han}/u);
});

test.each([
	['nonsense', undefined, 'Say kubewalk lab list, kubewalk lab start NAME, or kubewalk lab shell HOST.\n'],
	['shell', 'm1', 'There is no lab to look at yet: kubewalk lab start makes one.\n'],
	['start', 'nope', /^There is no lab nope: the labs are rehearsal.*\.\n$/],
])('lab %s %s is wrong usage, and says what is right', async (verb, name, sentence) => {
	const {result, stdout, stderr} = await printed(() => lab(verb, name, {lang: 'en'}));
	expect({result, stdout}).toEqual({result: 2, stdout: ''});
	expect(stderr).toMatch(sentence);
});

test('A host that the lab does not have comes with those that it has', async () => {
	await (await openLab()).leave();
	for (const name of [undefined, 'm9'])
		expect(await printed(() => lab('shell', name, {lang: 'en'}))).toMatchObject({
			result: 2,
			stderr: 'Say on which host: kubewalk lab shell HOST, where HOST is one of m1, m2, m3, w1, w2.\n',
		});
});

test('While a session is open its hosts are left alone', async () => {
	const session = await openLab();
	await session.leave();
	const again = await openSession(
		{kind: 'resume', session: session.id},
		{language: 'en', ask: async () => undefined, onTrouble: () => undefined},
	);
	const {result, stderr} = await printed(() => lab('shell', 'm1', {lang: 'en'}));
	expect(result).toBe(5);
	expect(stderr).toMatch(/is open in another process/);
	if ('leave' in again) await again.leave();
});

test('Lines from a pipe run on the host one after the other, and what they change is there next time', async () => {
	await (await openLab()).leave();
	const first = await inShell(
		`printf '%s\\n' 'cd /tmp' 'echo hello > note' hostname 'cat /nope' exit 'echo too late' | kubewalk lab shell w1`,
		{home: home()},
	);
	expect(first.code).toBe(0);
	expect(first.stdout).toBe('w1\n');
	expect(first.stderr).toBe('cat: /nope: No such file or directory\n');
	const second = await inShell(`echo 'cat /tmp/note' | kubewalk lab shell w1`, {home: home()});
	expect(second).toMatchObject({code: 0, stdout: 'hello\n', stderr: ''});
	const third = await inShell(`echo 'sleep 60; rm /tmp/note' | kubewalk lab shell w1`, {home: home()});
	expect(third).toMatchObject({code: 0, stderr: ''});
	const fourth = await inShell(`echo 'ls /tmp/note' | kubewalk lab shell w1`, {home: home()});
	expect(fourth.stderr).toMatch(/No such file/);
	expect(readdirSync(join(home(), 'sessions'))).toHaveLength(1);
});
