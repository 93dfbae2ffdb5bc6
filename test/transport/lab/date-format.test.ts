import {expect, test} from 'vitest';
import {formatDate} from '../../../source/transport/lab/date-format.ts';

const moment = Date.UTC(2026, 10, 3, 9, 8, 7, 45);

test('The letters of strftime that scripts use are known', () => {
	expect(formatDate('%FT%TZ', moment)).toBe('2026-11-03T09:08:07Z');
	expect(formatDate('%s %s%3N', moment)).toBe('1793696887 1793696887045');
	expect(formatDate('%Y%m%d-%H%M%S', moment)).toBe('20261103-090807');
	expect(formatDate('%a %b %e %j', moment)).toBe('Tue Nov  3 307');
});

test('Padding can be taken away, and an unknown letter stays', () => {
	expect(formatDate('%-d %_d %:z %Q %%', moment)).toBe('3  3 +00:00 %Q %');
});
