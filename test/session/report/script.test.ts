import {spawnSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {recordOf} from '../../../source/session/report/record.ts';
import {scriptOf} from '../../../source/session/report/script.ts';
import {book, story} from '../story.ts';

const bash = (text: string, ...words: readonly string[]) =>
	spawnSync('bash', ['-s', '--', ...words], {input: text, encoding: 'utf8'});

test('It runs what was done on the named host, in order, and stops at the first error', () => {
	const text = scriptOf(
		recordOf(story, book, 'en', task => `echo ${task}`),
		'en',
	).replace('kubeadm init # mine', 'echo mine');

	expect(bash(text, 'm1').stdout).toBe('swap-off\nmine\n');
	expect(bash(text.replace('echo swap-off', 'false'), 'm1')).toMatchObject({status: 1, stdout: ''});
});

test('A host where nothing ran is not in it', () => {
	const text = scriptOf(
		recordOf(story, book, 'en', () => 'echo'),
		'en',
	);

	expect(bash(text, '<m|2>')).toMatchObject({
		status: 2,
		stderr: 'Usage: this script with the name of one host: m1\n',
	});
});

test('It says of itself that it is a record, and which command was edited', () => {
	const text = scriptOf(
		recordOf(story, book, 'en', () => 'echo'),
		'en',
	);

	expect(text).toContain('# A record of what was run on each host, in order.');
	expect(text).toContain(
		'# Initialise (m1), 2026-11-23 14:00:09 UTC, exit 0\n# Edited by the operator before it ran:',
	);
});
