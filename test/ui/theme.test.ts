import {expect, test} from 'vitest';
import {lookOf, marks} from '../../source/ui/theme.ts';

test('Without colours the marks still differ, but for the two kinds of asking', () => {
	const signs = Object.entries(marks).filter(([status]) => status !== 'verifying');

	expect(new Set(signs.map(([, {sign}]) => sign)).size).toBe(signs.length);
});

test('Under NO_COLOR colours go and emphasis stays', () => {
	expect(lookOf('bad', true)).toEqual({bold: true, color: 'red'});
	expect(lookOf('bad', false)).toEqual({bold: true});
});
