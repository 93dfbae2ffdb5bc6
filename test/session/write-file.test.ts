import {readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {CannotKeep, cannotKeep, writeFile} from '../../source/session/write-file.ts';
import {makeHome} from './story.ts';

const home = makeHome();

test('A file is replaced as a whole and only its owner reads it', () => {
	const path = join(home, 'deep', 'file');
	writeFile('file', path, 'one');
	writeFile('file', path, 'two');

	expect(readFileSync(path, 'utf8')).toBe('two');
	expect(statSync(path).mode & 0o777).toBe(0o600);
	expect(readdirSync(join(home, 'deep'))).toEqual(['file']);
});

test('A place that cannot be written is one sentence with the way out', () => {
	writeFileSync(join(home, 'blocker'), '');

	expect(() => writeFile('secrets', join(home, 'blocker', 'file'), 'x')).toThrow(CannotKeep);
	expect(cannotKeep('journal', '/k', Object.assign(new Error('x'), {code: 'ENOSPC'})).message).toBe(
		'The journal cannot be written to /k: the disk is full: make room there and run again.',
	);
	expect(cannotKeep('journal', '/k', Object.assign(new Error('x'), {code: 'EROFS'})).message).toContain(
		'$KUBEWALK_HOME',
	);
	expect(cannotKeep('journal', '/k', new Error('odd')).message).toBe('The journal cannot be written to /k: odd.');
});
