import {expect, test} from 'vitest';
import {gist} from '../../source/engine/ask.ts';

test('The gist of an answer is its last word, of complaint if there is one', () => {
	expect(gist({exit: 1, stdout: 'some\n', stderr: 'first\n  last \n\n'})).toBe('last');
	expect(gist({exit: 1, stdout: 'some\nmore\n', stderr: '\n'})).toBe('more');
	expect(gist({exit: 7, stdout: '', stderr: ''})).toBe('exit code 7');
});
