import {expect, test} from 'vitest';
import {hostColumns} from '../../source/ui/host-columns.ts';
import type {Entry} from '../../source/ui/progress.ts';

const entry = (...hosts: readonly string[]): Entry => ({hosts}) as unknown as Entry;
const many = Array.from({length: 40}, (_, index) => `host${index}`);

test('A few short names stand above their marks, in the plan’s order', () => {
	expect(hostColumns([entry('w1'), entry('m1', 'w1')], ['m1', 'm2', 'w1'], 52)).toEqual({
		kind: 'names',
		hosts: ['m1', 'w1'],
		width: 3,
	});
});

test('Long or wide names give way to their marks, and very many hosts to a count', () => {
	expect(hostColumns([entry('control-plane-one', 'm2')], [], 52)).toMatchObject({kind: 'signs', width: 2});
	expect(hostColumns([entry('主机')], [], 52)).toMatchObject({kind: 'signs'});
	expect(hostColumns([entry(...many)], many, 52)).toEqual({kind: 'count'});
});
