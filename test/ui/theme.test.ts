import {expect, test} from 'vitest';
import {lookOf, marks, themeNames} from '../../source/ui/theme.ts';

test('Without colours the marks still differ, but for the two kinds of asking', () => {
	const signs = Object.entries(marks).filter(([status]) => status !== 'verifying');

	expect(new Set(signs.map(([, {sign}]) => sign)).size).toBe(signs.length);
});

test('Under NO_COLOR colours go and emphasis stays', () => {
	expect(lookOf('bad', true)).toEqual({bold: true, color: 'red'});
	expect(lookOf('bad', false)).toEqual({bold: true});
});

test('In every theme trouble and success differ by more than red and green, and without colour nothing is lost', () => {
	for (const theme of themeNames) {
		expect(lookOf('good', true, theme)).not.toEqual(lookOf('bad', true, theme));
		expect(lookOf('bad', false, theme)).toMatchObject({bold: true});
		expect(lookOf('bad', false, theme)).not.toHaveProperty('color');
	}
	const colours = (['good', 'bad'] as const).map(tone => lookOf(tone, true, 'colour-blind').color);
	expect(colours).not.toContain('green');
	expect(colours).not.toContain('red');
	expect(lookOf('quiet', true, 'light')).toEqual({});
});
