import {expect, test} from 'vitest';
import {rowKey, tasksOf} from '../../source/engine/context.ts';
import {bookOf, making} from '../helpers/fake-world.ts';

test('The tasks of a book come in its order', () => {
	expect(tasksOf(bookOf(making('a'), making('b'))).map(({id}) => id)).toEqual(['a', 'b']);
	expect(rowKey('a', 'm1')).toBe('a/m1');
});
