import {expect, test} from 'vitest';
import {parseDate} from '../../../source/transport/lab/date-text.ts';

const now = Date.UTC(2026, 10, 23, 9, 0, 0);

test.each([
	['@1793696887', 1_793_696_887_000],
	['now', now],
	['2026-11-23 08:00:00', now - 3_600_000],
	['2026-11-23T08:00:00Z', now - 3_600_000],
	['2026-11-23 10:00:00 +0200', now - 3_600_000],
	['5 minutes ago', now - 300_000],
	['-1h', now - 3_600_000],
	['+2 days', now + 172_800_000],
	['yesterday', Date.UTC(2026, 10, 22)],
	['08:30', Date.UTC(2026, 10, 23, 8, 30)],
	['Mon, 23 Nov 2026 09:28:39 GMT', Date.UTC(2026, 10, 23, 9, 28, 39)],
	['Nov 23 09:28:39 2027 GMT', Date.UTC(2027, 10, 23, 9, 28, 39)],
])('%s is understood', (text, moment) => {
	expect(parseDate(text, now)).toBe(moment);
});

test('What nobody understands is not a number', () => {
	expect(parseDate('the day after', now)).toBeNaN();
	expect(parseDate('5 parsecs ago', now)).toBeNaN();
});
