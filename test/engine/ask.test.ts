import {expect, test} from 'vitest';
import {gist} from '../../source/engine/ask.ts';

test('The gist of an answer is its last word, of complaint if there is one', () => {
	expect(gist({exit: 1, stdout: 'some\n', stderr: 'first\n  last \n\n'})).toBe('last');
	expect(gist({exit: 1, stdout: 'some\nmore\n', stderr: '\n'})).toBe('more');
	expect(gist({exit: 7, stdout: '', stderr: ''})).toBe('exit code 7');
});

test('Noise is never the gist', () => {
	const answer = {exit: 1, stdout: '', stderr: 'error: the disk is full\nTo see more, use --v=5\n'};

	expect(gist(answer, [/^To see more/])).toBe('error: the disk is full');
	expect(gist({...answer, stderr: 'To see more, use --v=5\n'}, [/^To see more/])).toBe('exit code 1');
});
