import {expect, test} from 'vitest';
import {age, duration} from '../../../../source/transport/lab/kubectl/age.ts';

test.each([
	[6_000, '6s'],
	[119_000, '119s'],
	[230_000, '3m50s'],
	[120_000, '2m'],
	[1_560_000, '26m'],
	[11_100_000, '3h5m'],
	[100 * 3_600_000, '4d4h'],
	[40 * 86_400_000, '40d'],
])('%d milliseconds are %s', (milliseconds, words) => {
	expect(duration(milliseconds)).toBe(words);
});

test('an object without a time has an unknown age', () => {
	expect(age(0, undefined)).toBe('<unknown>');
	expect(age(Date.parse('2026-11-23T10:00:41Z'), '2026-11-23T10:00:00Z')).toBe('41s');
});
