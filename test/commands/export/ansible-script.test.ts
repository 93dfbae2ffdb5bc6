import {spawnSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {ansibleScript, factOf, valuesBefore, type Manner} from '../../../source/commands/export/ansible-script.ts';
import type {Source} from '../../../source/commands/export/expand-book.ts';

const bash = (manner: Manner, text: string, before = '') => {
	const input = before + ansibleScript(manner, {text, needs: []}, 'It’s so');
	const {status, stdout} = spawnSync('bash', {input, encoding: 'utf8'});
	return {status, stdout};
};

test('A program that reads stdin does not swallow the rest of the script', () => {
	expect(bash('run', 'cat\necho after')).toEqual({status: 0, stdout: 'after\n'});
});

test('A question goes on after an error and answers with its last command, a job stops at the first', () => {
	expect(bash('ask', 'false\necho "so"\n[ -z "$UNSET" ]')).toEqual({status: 0, stdout: 'so\n'});
	expect(bash('run', 'false\necho never')).toEqual({status: 1, stdout: ''});
	expect(bash('run', 'echo "$UNSET"').status).not.toBe(0);
});

test('A value that is set before the script is there in it', () => {
	expect(bash('run', `printf '%s' "$KUBEWALK_TOKEN"`, `KUBEWALK_TOKEN='it'"'"'s $x'\n`).stdout).toBe("it's $x");
});

test('Values become variables through a filter that quotes them', () => {
	const sources = new Map([['join-token', {hosts: ['m1']} as unknown as Source]]);
	const needed = {name: 'join-token', from: 'm1'};

	expect(factOf(needed, sources)).toBe('kubewalk_join_token');
	expect(valuesBefore([needed], sources)).toBe(
		'KUBEWALK_JOIN_TOKEN={{ kubewalk_join_token | ansible.builtin.quote }}\n',
	);
});
