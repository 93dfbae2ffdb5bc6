import {expect, test} from 'vitest';
import {exitCodes} from '../../source/commands/exit-codes.ts';

test('Exit codes are those that scripts around kubewalk rely on', () => {
	expect(exitCodes).toEqual({done: 0, failed: 1, usage: 2, unreachable: 3, stopped: 4, held: 5});
});
