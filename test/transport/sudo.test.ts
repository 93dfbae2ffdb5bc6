import {chmodSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {isWrongPassword, passwordShells, type Reach, tryPassword, wantsPassword} from '../../source/transport/sudo.ts';
import {makeWorkplace, never} from '../hosts/workplace.ts';

const workplace = makeWorkplace();

/** A `sudo` that shows what it was given, and a way to it that is a shell of this machine. */
const reachTo = (name: string, sudo: string): Reach => {
	const directory = join(workplace, name);
	mkdirSync(directory);
	writeFileSync(join(directory, 'sudo'), `#!/bin/sh\n${sudo}\n`);
	chmodSync(join(directory, 'sudo'), 0o755);
	return command => ['env', `PATH=${directory}:${process.env['PATH']}`, 'sh', '-c', command];
};

/** Leaves out sudo's own words and runs the rest. */
const runs = 'while [ "$1" != -- ]; do shift; done; shift; exec "$@"';

const said = async (reach: Reach, script: string): Promise<string> => {
	let text = '';
	await passwordShells(reach, 'echo leaked').shell(script, never, chunk => (text += chunk.toString()));
	return text;
};

test('Whether sudo reads the password or not, the shell never runs it', async () => {
	expect(await said(reachTo('reads', `IFS= read -r first; ${runs}`), '( echo "<$(cat)>" ) </dev/null\n')).toMatch(
		/^<>\n\nkw-\S+ over 0 0\n$/,
	);
	expect(await said(reachTo('does-not', runs), '( echo "<$(cat)>" ) </dev/null\n')).toMatch(
		/^<>\n\nkw-\S+ over 0 0\n$/,
	);
});

test('A trial gives sudo one line and then nothing, and its words are English', async () => {
	const reach = reachTo('trial', 'cat >&2; printf %s "[$LC_ALL $*]" >&2; exit 1');

	expect(await tryPassword(reach, "it's\\n", never)).toEqual({
		exit: 1,
		stderr: "it's\\n\n[C -k -S -p  -- sh -c :]",
	});
});

test("sudo's refusals are told apart", () => {
	expect(wantsPassword({exit: 1, stderr: 'sudo: a password is required\n'})).toBe(true);
	expect(wantsPassword({exit: 1, stderr: 'sudo: interactive authentication is required\n'})).toBe(true);
	expect(wantsPassword({exit: 1, stderr: 'sudo: sorry, you must have a tty to run sudo\n'})).toBe(false);
	const wrong = 'Sorry, try again.\n\nsudo: no password was provided\nsudo: 1 incorrect password attempt\n';
	expect(isWrongPassword({exit: 1, stderr: wrong})).toBe(true);
	expect(isWrongPassword({exit: 1, stderr: 'ops is not in the sudoers file.\n'})).toBe(false);
	expect(isWrongPassword({exit: 255, stderr: 'Connection reset by peer'})).toBe(false);
});
