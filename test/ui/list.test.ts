import {expect, test} from 'vitest';
import {initialList, narrow, openQuery, reduceList, type ListChange} from '../../source/ui/list.ts';
import {fieldOf} from '../../source/ui/text-field.ts';

const after = (...changes: readonly ListChange[]) => changes.reduce(reduceList, initialList);
const rows = ['m1 Join token', 'm1 Certificate key', 'w1 join'];
const shown = (...changes: readonly ListChange[]) => narrow(rows, after(...changes), row => row);

test('Every word narrows the list at once, in any order and case', () => {
	expect(shown()).toEqual(rows);
	expect(shown({type: 'typed', field: fieldOf('JOIN m1')})).toEqual(['m1 Join token']);
	expect(shown({type: 'typed', field: fieldOf('join')}, {type: 'narrowed'})).toEqual(['m1 Join token', 'w1 join']);
});

test('A query is opened as it was, and dropped as a whole', () => {
	const narrowed = after({type: 'typed', field: fieldOf(' key ')}, {type: 'narrowed'});

	expect(openQuery(narrowed)).toEqual({type: 'typed', field: {text: 'key', at: 3}});
	expect(reduceList(narrowed, {type: 'widened'})).toEqual(initialList);
});

test('The natural place is followed until a row is chosen, and again when asked', () => {
	const moved = after({type: 'moved', to: 'b'});

	expect(moved.at).toBe('b');
	expect(reduceList(moved, {type: 'followed'}).at).toBeUndefined();
});
