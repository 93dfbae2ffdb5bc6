import {expect, test} from 'vitest';
import {ago, size, table} from '../../../../source/transport/lab/crictl/table.ts';

test.each([
	[500, 'Less than a second ago'],
	[42_000, '42 seconds ago'],
	[70_000, 'About a minute ago'],
	[600_000, '10 minutes ago'],
	[4_000_000, 'About an hour ago'],
	[20_000_000, '5 hours ago'],
	[400_000_000, '4 days ago'],
])('%i milliseconds are %s', (milliseconds, words) => {
	expect(ago(milliseconds)).toBe(words);
});

test('Sizes have three figures, columns are at least twenty wide', () => {
	expect([size(31_838_158), size(298_689)]).toEqual(['31.8MB', '299kB']);
	expect(
		table([
			['A', 'B'],
			['1', '2'],
		]),
	).toBe(`A${' '.repeat(19)}B\n1${' '.repeat(19)}2\n`);
});
