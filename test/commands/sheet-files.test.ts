import {existsSync, mkdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {presentWithFiles} from '../../source/commands/sheet-files.ts';
import {jobOn} from '../helpers/sheets.ts';
import {makeWorkplace, never} from '../hosts/workplace.ts';

const directory = join(makeWorkplace(), 'by-hand');

test('A sheet is written for its owner alone, runs as it is, and is gone once it was answered', async () => {
	let path = '';
	const present = presentWithFiles(
		write => async sheet => {
			path = write(sheet);
			expect(readFileSync(path, 'utf8')).toBe(jobOn.script);
			expect(statSync(path).mode & 0o777).toBe(0o600);
			expect(statSync(directory).mode & 0o777).toBe(0o700);
			return {pasted: 'x', well: true};
		},
		directory,
	);

	expect(await present(jobOn, never)).toEqual({pasted: 'x', well: true});
	expect(path).toBe(join(directory, 'm2-7f3a1c.sh'));
	expect(existsSync(path)).toBe(false);
});

test('A sheet that nobody wrote to a file leaves none behind, also when showing it failed', async () => {
	const present = presentWithFiles(
		write => async sheet => {
			write(sheet);
			throw new Error('no terminal');
		},
		directory,
	);
	await expect(present(jobOn, never)).rejects.toThrow('no terminal');
	expect(existsSync(join(directory, 'm2-7f3a1c.sh'))).toBe(false);
});

test('What a killed process left is removed before anything new is shown', () => {
	mkdirSync(directory, {recursive: true});
	writeFileSync(join(directory, 'm3-000000.sh'), 'kubeadm join --token');
	presentWithFiles(() => async () => undefined, directory);

	expect(existsSync(directory)).toBe(false);
});
