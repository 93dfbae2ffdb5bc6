import {spawnSync} from 'node:child_process';
import {readdirSync} from 'node:fs';
import {performance} from 'node:perf_hooks';
import {expect, test} from 'vitest';
import type {Answer} from '../../source/engine/declare.ts';
import {createFrames, newMark} from '../../source/transport/frames.ts';
import {longestWait, questionsScript} from '../../source/transport/questions.ts';
import {readAnswers} from '../../source/transport/read-answers.ts';
import {start} from '../../source/transport/shell.ts';
import {hasShellcheck, shellcheck} from '../helpers/shellcheck.ts';
import {has, isGone, makeWorkplace, never, shellNamed} from '../hosts/workplace.ts';

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

/** What a question may do, its exit code, and what it leaves on stdout; 124: it was still running when its time was over. */
const hostile: readonly (readonly [what: string, question: string, exit: number, stdout: string])[] = [
	['hangs', 'echo on; sleep 1000', 124, 'on\n'],
	['hangs and does not want to end', "trap '' TERM HUP INT; echo on; while :; do sleep 1000; done", 124, 'on\n'],
	['stops itself', 'echo on; kill -STOP $BASHPID', 124, 'on\n'],
	['kills its shell', 'kill -9 $$; sleep 1000', 137, ''],
	['hangs in a shell that others share', 'tail -f /dev/null', 124, ''],
	['has the shell killed that others share', "sh -c 'kill -9 $PPID'", 137, ''],
	// Whoever started its shell is gone by then, so it goes on until its time is over, and nobody is asked again.
	['kills the parent of its shell', 'kill -9 $PPID; echo on; sleep 1000', 124, 'on\n'],
	['kills both of them', 'kill -9 $$ $PPID; sleep 1000', 137, ''],
	['kills its process group', 'kill -9 0; sleep 1000', 137, ''],
	['kills each bash that asks', 'pkill -9 -f "^bash /[^ ]*/kubewalk-kw-$kw"; sleep 1000', 137, ''],
	['replaces its shell', 'exec echo on', 0, 'on\n'],
	['ends its shell', 'echo on; exit 9', 9, 'on\n'],
	['closes all files', 'exec 0<&- 1>&- 2>&- 3>&- 200>&- 255>&-; sleep 0.3', 0, ''],
	['does not parse', 'echo "', 2, ''],
	['changes its shell', 'cd /; umask 0; set -eu; trap "" USR1; unset PATH; false', 1, ''],
	['reads', 'cat; read -r line; echo "nothing${line}"', 0, 'nothing\n'],
	['prints binary', String.raw`printf '\xff\xfe\x00'`, 0, '\ufffd\ufffd'],
	['prints the mark', String.raw`printf '\n%s end 0\n' "kw-$kw"`, 0, '\nkw-MARK end 0\n'],
	['leaves a process behind', 'sleep 1000 & echo on', 0, 'on\n'],
	['leaves a daemon behind that writes', 'setsid sh -c "while sleep 0.1; do echo x; done" & echo on', 0, 'on\n'],
];

const markOf = (mark: string): string => mark.slice(3);

test.each(hostile)('A question that %s does not disturb the others', async (_, question, exit, stdout) => {
	const mark = newMark();
	const told = `kw=${markOf(mark)}\n${question}`;

	const [before, hit, after] = (await ask(['echo before', told, 'echo after; exit 3'], 1, ['sh', '-s'], mark)) ?? [];
	spawnSync('pkill', ['-9', '-f', 'while sleep 0.1; do echo x']);

	expect([before, after]).toEqual([
		{exit: 0, stdout: 'before\n', stderr: ''},
		{exit: 3, stdout: 'after\n', stderr: ''},
	]);
	expect({exit: hit?.exit, stdout: hit?.stdout.replace(markOf(mark), 'MARK').replace(/(?:x\n)+$/, '')}).toEqual({
		exit,
		stdout,
	});
});

test('A slow question goes on while the next ones are asked, also when one of them kills the asker', async () => {
	const began = performance.now();
	const answers = await ask(['sleep 3; echo slow', 'echo next', 'kill -9 $$', 'echo last'], 20);

	expect(answers?.map(({exit, stdout}) => `${exit} ${stdout.trim()}`)).toEqual([
		'0 slow',
		'0 next',
		'137 ',
		'0 last',
	]);
	expect(performance.now() - began).toBeLessThan(12_000);
});

test('Among many questions one that kills its asker costs none of the others its answer', async () => {
	const questions = Array.from({length: 20}, (_, index) =>
		index === 6 ? 'kill -9 $$' : `echo ${index}; exit ${index}`,
	);

	const answers = await ask(questions);

	expect(answers?.map(({exit, stdout}) => `${exit} ${stdout.trim()}`)).toEqual(
		questions.map((_, index) => (index === 6 ? '137 ' : `${index} ${index}`)),
	);
});

test('Each question that hangs has its own time, and together they take little more than one', async () => {
	const began = performance.now();
	const answers = await ask(
		Array.from({length: 12}, (_, index) => `echo ${index}; sleep 1000`),
		1,
	);

	expect(answers?.map(({exit, stdout}) => `${exit} ${stdout.trim()}`)).toEqual(
		Array.from({length: 12}, (_, index) => `124 ${index}`),
	);
	expect(performance.now() - began).toBeLessThan(longestWait(12, 1) * 1000);
});

test('The processes of a question end with it, or with the shell that it shares', async () => {
	const answers = await ask(['sleep 1000 & echo $!', "sh -c 'sleep 1000 >/dev/null & echo $!'"]);

	expect(answers?.map(({exit}) => exit)).toEqual([0, 0]);
	for (const {stdout} of answers ?? []) await isGone(stdout.trim());
});

test.each([
	["sh -c 'kill -9 $PPID'", '137 '],
	['kill -9 $PPID; sleep 1000', '124 '],
])('Where one of many hangs and another is %s, all others are answered', async (killer, killed) => {
	const questions = Array.from({length: 20}, (_, index) => `echo ${index}; [ ${index} -lt 10 ]`);
	questions[3] = 'tail -f /dev/null';
	questions[8] = killer;

	const answers = await ask(questions, 1);

	expect(answers?.map(({exit, stdout}) => `${exit} ${stdout.trim()}`)).toEqual(
		questions.map((_, index) => ({3: '124 ', 8: killed})[index] ?? `${index < 10 ? 0 : 1} ${index}`),
	);
});

test('What one question sets the next does not know, though they share a shell', async () => {
	const answers = await ask([
		'wrong=1; [ "$wrong" = 1 ] && exit "$wrong"; echo on',
		'echo "${wrong:-unset}"',
		'for one in a b; do echo "$one"; if [ "$one" = a ]; then exit 7; fi; done; echo on',
		'read -r kind < /proc/sys/kernel/ostype; false; exit',
		'echo "${one:-unset} ${kind:-unset}"',
	]);

	expect(answers?.map(({exit, stdout}) => `${exit} ${stdout.trim()}`)).toEqual([
		'1 ',
		'0 unset',
		'7 a',
		'1 ',
		'0 unset unset',
	]);
});

test('A variable that the host sets already is there for each question', async () => {
	const command = ['env', 'kind=host', 'sh', '-s'] as const;
	const answers = await ask(['echo "$kind"; kind=mine; exit 3', 'env | grep ^kind=', 'echo "$kind"'], 20, command);

	expect(answers?.map(({exit, stdout}) => `${exit} ${stdout.trim()}`)).toEqual(['3 host', '0 kind=host', '0 host']);
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

for (const shell of ['dash', 'busybox', 'bash'])
	test.skipIf(!has(shell))(
		`Where sh is ${shell}, questions are answered, hang and kill their shell (skipped where it is missing)`,
		async () => {
			const shells = shellNamed(makeWorkplace(), shell);
			const command = ['env', `PATH=${shells}:${process.env['PATH']}`, 'sh', '-s'] as const;

			expect(await ask(['echo hi', 'sleep 1000', 'kill -9 $$', 'echo bye >&2; exit 4'], 1, command)).toEqual([
				{exit: 0, stdout: 'hi\n', stderr: ''},
				{exit: 124, stdout: '', stderr: ''},
				{exit: 137, stdout: '', stderr: ''},
				{exit: 4, stdout: '', stderr: 'bye\n'},
			]);
		},
	);

test.skipIf(!hasShellcheck)(
	'shellcheck has nothing to say about the script (skipped where there is no shellcheck)',
	() => {
		const meant = '# shellcheck disable=SC1007,SC2046,SC2016,SC2034,SC2086,SC2317\n';

		expect(shellcheck(`${meant}${questionsScript(['true'], 20, 'kw-00')}`)).toBe('');
	},
);
