import {expect, test} from 'vitest';
import {duration} from '../../source/ui/duration.ts';

test('A time is as short as it can be', () => {
	expect([0, 42_900, 187_000, 3_765_000, -5].map(time => duration(time, 's'))).toEqual([
		'0 s',
		'42 s',
		'3:07',
		'1:02:45',
		'0 s',
	]);
});
