import {readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {CannotKeep, cannotKeep, guarded, writeFile} from '../../source/session/write-file.ts';
import {makeHome} from './story.ts';

const home = makeHome();

test('A file is replaced as a whole and only its owner reads it', () => {
	const path = join(home, 'deep', 'file');
	expect(writeFile('file', path, 'one')).toBe(path);
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

test('A write that cannot be made is told, and any other error is a bug', () => {
	const told: Error[] = [];
	guarded(
		() => {
			throw new CannotKeep('No room.');
		},
		error => void told.push(error),
	)();
	expect(told.map(({message}) => message)).toEqual(['No room.']);

	const bug = guarded(
		() => {
			throw new TypeError('bug');
		},
		error => void told.push(error),
	);
	expect(bug).toThrow('bug');
});
