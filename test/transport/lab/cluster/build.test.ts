import {expect, test} from 'vitest';
import {buildDateOf, commitOf} from '../../../../source/transport/lab/cluster/build.ts';

test('1.20.2 was built from the commit that the real one prints', () => {
	expect(commitOf('1.20.2')).toBe('faecb196815e248d3ecfb03c680a4507229c2a56');
	expect(buildDateOf('1.20.2')).toBe('2021-01-13T13:28:09Z');
});

test('A later patch was built later', () => {
	expect(buildDateOf('1.36.4') > buildDateOf('1.36.1')).toBe(true);
	expect(commitOf('1.36.4')).toMatch(/^[\da-f]{40}$/);
});
