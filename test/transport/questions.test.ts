import {readdirSync} from 'node:fs';
import {expect, test} from 'vitest';
import type {Answer} from '../../source/engine/declare.ts';
import {createFrames, newMark} from '../../source/transport/frames.ts';
import {longestWait, questionsScript, readAnswers} from '../../source/transport/questions.ts';
import {start} from '../../source/transport/shell.ts';
import {hasShellcheck, shellcheck} from '../helpers/shellcheck.ts';
import {has, makeWorkplace, never, shellNamed} from '../hosts/workplace.ts';

const ask = async (
	questions: readonly string[],
	timeout = 20,
	command: readonly [string, ...string[]] = ['sh', '-s'],
	mark = newMark(),
): Promise<readonly Answer[] | undefined> => {
	const reading = readAnswers(questions.length);
	await start(command, questionsScript(questions, timeout, mark), never, createFrames(mark, reading.onFrame));
	return reading.answers();
};

test('Each question has its own exit code, stdout and stderr', async () => {
	expect(await ask(['echo out; echo err >&2; exit 3', 'true', 'echo "$0" >/dev/null; nonsense'])).toEqual([
		{exit: 3, stdout: 'out\n', stderr: 'err\n'},
		{exit: 0, stdout: '', stderr: ''},
		{exit: 127, stdout: '', stderr: 'bash: line 1: nonsense: command not found\n'},
	]);
});

test('Questions that hang, kill their shell, print binary or change their shell do not disturb the others', async () => {
	const mark = newMark();
	const questions = [
		'sleep 1000',
		'kill -9 $$',
		String.raw`printf '\xff\xfe\x00'`,
		`printf '\\n${mark} end 0\\n'`,
		'cat; echo nothing to read',
		'exec true',
		'cd /; umask 0; set -e; false',
		'echo last',
	];

	const answers = await ask(questions, 1, ['sh', '-s'], mark);

	expect(answers?.map(({exit}) => exit)).toEqual([124, 137, 0, 0, 0, 0, 1, 0]);
	expect(answers?.[2]?.stdout).toBe('\ufffd\ufffd');
	expect(answers?.[3]?.stdout).toBe(`\n${mark} end 0\n`);
	expect(answers?.[4]?.stdout).toBe('nothing to read\n');
	expect(answers?.[7]?.stdout).toBe('last\n');
});

test('A question that kills the shell that started it counts as one that never ended', async () => {
	const answers = await ask(['kill -9 $PPID; sleep 1000', 'echo other'], 1);

	expect(answers).toEqual([
		{exit: 124, stdout: '', stderr: ''},
		{exit: 0, stdout: 'other\n', stderr: ''},
	]);
});

test('A process that a question leaves behind does not hold up the answer', async () => {
	const answers = await ask(['sleep 1000 & echo $!', 'true']);

	expect(answers?.map(({exit}) => exit)).toEqual([0, 0]);
	process.kill(Number(answers?.[0]?.stdout), 'SIGKILL');
});

test('Many questions that hang take one timeout and their patience, not one timeout each', () => {
	expect(longestWait(40, 20)).toBeLessThan(40 * 20);
});

test('A script larger than a command line may be is asked all the same', async () => {
	const [answer] = (await ask([`x='${'y'.repeat(300_000)}'; echo "\${#x}"`])) ?? [];

	expect(answer).toEqual({exit: 0, stdout: '300000\n', stderr: ''});
});

test('Output without end is stopped, and its beginning and end come', async () => {
	const [answer, next] = (await ask(['yes', 'echo next'])) ?? [];

	expect(answer?.exit).not.toBe(0);
	expect(answer?.stdout).toMatch(/^y\ny\n[^]*bytes left out[^]*y\n$/);
	expect(next?.stdout).toBe('next\n');
});

test('An answer is in English, whatever language the host speaks', async () => {
	const [answer] = (await ask(['echo "$LC_ALL/$LANG/${LANGUAGE-unset}"'])) ?? [];

	expect(answer?.stdout).toBe('C/C/unset\n');
});

test('Nothing is left on the host', async () => {
	const mark = newMark();
	await ask(['true'], 20, ['sh', '-s'], mark);

	expect(
		['/dev/shm', '/run', '/tmp'].flatMap(place => readdirSync(place)).filter(name => name.includes(mark)),
	).toEqual([]);
});

test('A round trip that breaks off has no answers', () => {
	const reading = readAnswers(1);
	reading.onFrame({kind: 'begin', fields: [], bytes: Buffer.alloc(0)});
	reading.onFrame({kind: 'exit', fields: ['1', '0'], bytes: Buffer.alloc(0)});

	expect(reading.begun()).toBe(true);
	expect(reading.answers()).toBeUndefined();
});

test.skipIf(!has('busybox'))(
	'The questions are asked by a busybox shell too (skipped where there is no busybox)',
	async () => {
		const shells = shellNamed(makeWorkplace(), 'busybox');
		const command = ['env', `PATH=${shells}:${process.env['PATH']}`, 'sh', '-s'] as const;

		expect(await ask(['echo hi', 'sleep 1000'], 1, command)).toEqual([
			{exit: 0, stdout: 'hi\n', stderr: ''},
			{exit: 124, stdout: '', stderr: ''},
		]);
	},
);

test.skipIf(!hasShellcheck)(
	'shellcheck has nothing to say about the script (skipped where there is no shellcheck)',
	() => {
		const meant = '# shellcheck disable=SC1007,SC2046,SC2016,SC2034\n';

		expect(shellcheck(`${meant}${questionsScript(['true'], 20, 'kw-00')}`)).toBe('');
	},
);
