import {expect, test} from 'vitest';
import {start} from '../../source/transport/shell.ts';
import {isGone, never} from '../hosts/workplace.ts';

const said = async (command: readonly [string, ...string[]], input = '', signal = never) => {
	let stdout = '';
	const ended = await start(command, input, signal, chunk => {
		stdout += chunk.toString();
	});
	return {...ended, stdout};
};

test('A program gets its words as they are and its script on stdin', async () => {
	expect(await said(['printf', '%s|', "it's", '$HOME', 'a b', '*', '日'])).toMatchObject({
		exit: 0,
		stdout: "it's|$HOME|a b|*|日|",
	});
	expect(await said(['sh', '-s'], 'echo read; echo trouble >&2; exit 9')).toEqual({
		exit: 9,
		stdout: 'read\n',
		stderr: 'trouble\n',
	});
});

test('A program that is not there is an exit code and a sentence, not a crash', async () => {
	const {exit, stderr} = await said(['no-such-program-here'], 'x'.repeat(1_000_000));

	expect(exit).toBe(127);
	expect(stderr).toContain('not found');
});

test('A program that does not read its input does no harm', async () => {
	expect(await said(['true'], 'x'.repeat(1_000_000))).toMatchObject({exit: 0});
});

test('An abort ends the program and what it started', async () => {
	const stop = new AbortController();
	let child = '';
	const running = start(['sh', '-s'], 'sleep 1000 & echo $!; wait', stop.signal, chunk => {
		child += chunk.toString();
		stop.abort();
	});

	expect((await running).exit).toBeUndefined();
	await isGone(child.trim());
});

test('Who has stopped already starts nothing', async () => {
	expect(await said(['echo', 'ran'], '', AbortSignal.abort())).toEqual({exit: undefined, stderr: '', stdout: ''});
});

test('What a host says about itself is only text', async () => {
	expect((await said(['sh', '-c', String.raw`printf '\033]0;owned\007banner\033[2J\n' >&2`], '')).stderr).toBe(
		'banner\n',
	);
});
