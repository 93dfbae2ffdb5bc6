import {expect, test} from 'vitest';
import {options} from '../../../../source/transport/lab/commands/openssl-input.ts';
import {labShell} from '../../../helpers/lab-shell.ts';

test('Options have one dash, and some a value', () => {
	const {flags, values, words} = options(['-noout', '-in', 'a.crt', 'b.crt'], ['in']);

	expect([flags.has('--noout'), values.get('--in'), words]).toEqual([true, 'a.crt', ['b.crt']]);
});

test('A tool says which file it could not open, and what it was to be', async () => {
	const {run} = labShell();

	expect((await run('openssl x509 -in /nope.crt')).stderr).toBe(
		`Can't open "/nope.crt" for reading, No such file or directory\nUnable to load certificate\n`,
	);
	expect((await run('openssl pkey -in /nope.key')).stderr).toContain('Could not read key');
});
