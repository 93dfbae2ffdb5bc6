import {expect, test} from 'vitest';
import {readPaste, type Expected} from '../../source/transport/read-paste.ts';

const two: Expected = {host: 'm2', tag: '7f3a1c', of: 2, kind: 'questions'};
const job: Expected = {host: 'm2', tag: '7f3a1c', of: 1, kind: 'job', command: 'set -x\nkubeadm token create'};

const whole = `--- kubewalk m2 7f3a1c begin ---
| active
| a line that is longer than a terminal
|+ is wide
--- kubewalk m2 7f3a1c 1/2 exit 0 lines 3 ---
! Unit foo could not be found.
--- kubewalk m2 7f3a1c 2/2 exit 4 lines 1 ---
--- kubewalk m2 7f3a1c end ---
`;

const answers = [
	{
		exit: 0,
		stdout: 'active\na line that is longer than a terminal is wide\n'.replace('terminal is', 'terminalis'),
		stderr: '',
	},
	{exit: 4, stdout: '', stderr: 'Unit foo could not be found.\n'},
];

const echoed = `root@m2:~#  sh <<'kubewalk-7f3a1c'
> say() { echo "--- kubewalk m2 7f3a1c $* ---"; }
> | tr '\\t' ' '
> kubewalk-7f3a1c
`;

test.each([
	['as it came', whole],
	['with Windows line ends', whole.replaceAll('\n', '\r\n')],
	['with the line ends of a bracketed paste', whole.replaceAll('\n', '\r')],
	[
		'with spaces at the ends of lines, and without the last newline',
		whole
			.trimEnd()
			.replaceAll('\n', '   \n')
			.replaceAll(/^([|!].*?) +$/gm, '$1'),
	],
	['indented', whole.replaceAll(/^/gm, '  ')],
	['with the echoed command and the prompts', `${echoed}${whole}root@m2:~# `],
	['with colours and a window title', `\u001B]0;m2\u0007${whole.replace('active', '\u001B[32mactive\u001B[0m')}`],
	['wrapped by a terminal of 38 columns', whole.replace('than a terminal', 'than a ter\nminal')],
	['with a message of the kernel in between', whole.replace('| a line', '[ 12.3] IPVS: loaded\n| a line')],
	['after the answer to something else', whole.replaceAll('7f3a1c', '000000') + whole],
	['twice, because it was run twice', whole + whole],
	['cut off, and then once more', `${whole.slice(0, 90)}\n${whole}`],
])('A paste is read %s', (_, pasted) => {
	expect(readPaste(pasted, two)).toEqual({state: 'whole', answers});
});

const lines = whole.split('\n');
const without = (...numbers: readonly number[]): string =>
	lines.filter((_, index) => !numbers.includes(index)).join('\n');

test.each([
	['nothing', ' \r\n ', {kind: 'nothing'}],
	['no marker, where there are several questions', 'active\nfoo\n', {kind: 'unmarked'}],
	['only lines between the markers', '| active\n| foo\n', {kind: 'end'}],
	['no end', without(7), {kind: 'end'}],
	['only the command as it was echoed', echoed, {kind: 'end'}],
	['a part less', without(6), {kind: 'parts', parts: [2], of: 2}],
	['a line less', without(1), {kind: 'lines', part: 1, of: 2, wanted: 3, found: 2}],
	['its top cut off', lines.slice(3).join('\n'), {kind: 'lines', part: 1, of: 2, wanted: 3, found: 1}],
	['another host in it', whole.replaceAll('m2 7f3a1c', 'm3 555555'), {kind: 'other-host', host: 'm3'}],
	['an earlier question in it', whole.replaceAll('7f3a1c', '555555'), {kind: 'other'}],
	['a shell that is not root', '--- kubewalk m2 7f3a1c not root ---', {kind: 'not-root'}],
	['a text that did not arrive whole', '--- kubewalk m2 7f3a1c damaged ---', {kind: 'damaged'}],
	[
		'a job that still runs',
		'--- kubewalk m2 7f3a1c begin ---\n--- kubewalk m2 7f3a1c running ---',
		{kind: 'running'},
	],
])('A paste with %s is no answer, and says what is lacking', (_, pasted, lack) => {
	expect(readPaste(pasted, two)).toEqual({state: 'lacking', lack});
});

test('Of a job that failed, what would have been asked next is not missing', () => {
	const failed =
		'--- kubewalk m2 7f3a1c begin ---\n! no\n--- kubewalk m2 7f3a1c 1/3 exit 1 lines 1 ---\n--- kubewalk m2 7f3a1c end ---';
	expect(readPaste(failed, {...job, of: 3})).toEqual({
		state: 'whole',
		answers: [{exit: 1, stdout: '', stderr: 'no\n'}],
	});
	expect(readPaste(failed.replace('exit 1', 'exit 0'), {...job, of: 3})).toEqual({
		state: 'lacking',
		lack: {kind: 'parts', parts: [2, 3], of: 3},
	});
});

test('The output of one command may come without markers, and loses the prompts and the echo around it', () => {
	expect(readPaste('abcdef.0123456789abcdef\n', job)).toEqual({state: 'free', text: 'abcdef.0123456789abcdef\n'});
	const shell = 'root@m2:~# set -x\nroot@m2:~# kubeadm token create\nabcdef.0123456789abcdef\nroot@m2:~# ';
	expect(readPaste(shell.replaceAll('\n', '\r\n'), job)).toEqual({state: 'free', text: 'abcdef.0123456789abcdef\n'});
});

test('Ten thousand lines are read at once, none lost', () => {
	const many = Array.from({length: 10_000}, (_, index) => `| line ${index} ${'x'.repeat(60)}`);
	const pasted = [
		'--- kubewalk m2 7f3a1c begin ---',
		...many,
		'--- kubewalk m2 7f3a1c 1/1 exit 0 lines 10000 ---',
		'--- kubewalk m2 7f3a1c end ---',
	].join('\r');
	const began = performance.now();
	const reading = readPaste(pasted, job);

	expect(reading.state === 'whole' && reading.answers[0]?.stdout.split('\n')).toHaveLength(10_001);
	expect(performance.now() - began).toBeLessThan(1000);
});
