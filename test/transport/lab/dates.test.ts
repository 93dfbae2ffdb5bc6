import {expect, test} from 'vitest';
import {ago, dateDate, longDate, shortDate} from '../../../source/transport/lab/dates.ts';

const moment = Date.UTC(2026, 10, 23, 9, 28, 39);

test('A moment is said as the journal, systemd and date say it', () => {
	expect(shortDate(moment)).toBe('Nov 23 09:28:39');
	expect(longDate(moment)).toBe('Mon 2026-11-23 09:28:39 UTC');
	expect(dateDate(Date.UTC(2026, 10, 3))).toBe('Tue Nov  3 00:00:00 UTC 2026');
});

test('How long ago is said with the two largest units', () => {
	expect(ago(313)).toBe('313ms ago');
	expect(ago(1000)).toBe('1s ago');
	expect(ago(192_000)).toBe('3min 12s ago');
	expect(ago(90_061_000)).toBe('1 day 1h ago');
});
