import {expect, test} from 'vitest';
import {loose, plainText} from '../../../../source/transport/lab/cluster/loose.ts';

test('What is no map becomes an empty one', () => {
	expect([loose(undefined), loose(['a']), loose('a'), loose({a: 1})]).toEqual([{}, {}, {}, {a: 1}]);
});

test('What is no text, number or boolean is substituted', () => {
	expect([plainText('a'), plainText(3), plainText(false), plainText({}, 'b'), plainText(undefined)]).toEqual([
		'a',
		'3',
		'false',
		'b',
		'',
	]);
});
