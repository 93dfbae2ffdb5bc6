import {expect, test} from 'vitest';
import {lengthOf, momentOf} from '../../../source/session/report/moment.ts';
import {start} from '../story.ts';

test('A moment reads the same in every time zone', () => {
	expect(momentOf(start)).toBe('2026-11-23 14:00:00 UTC');
});

test.each([
	[0, '0 s'],
	[440, '0.4 s'],
	[12_300, '12 s'],
	[59_700, '1 min 0 s'],
	[200_000, '3 min 20 s'],
])('%i ms is %s', (milliseconds, text) => {
	expect(lengthOf(milliseconds)).toBe(text);
});
