import {expect, test} from 'vitest';
import {word} from '../../../source/transport/lab/word.ts';

test('values are told as they are written', () => {
	expect([word('a'), word(3), word(false), word({a: 1}), word([1, 2])]).toEqual([
		'a',
		'3',
		'false',
		'{"a":1}',
		'[1,2]',
	]);
});

test('nothing is told as it was agreed', () => {
	expect([word(undefined, '<none>'), word(null, '<none>'), word('', '<none>')]).toEqual([
		'<none>',
		'<none>',
		'<none>',
	]);
});
