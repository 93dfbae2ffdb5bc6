import {expect, test} from 'vitest';
import {failed, said} from '../../../source/transport/lab/command.ts';

test('A command that said something did well unless it says otherwise', () => {
	expect(said('x\n')).toEqual({stdout: 'x\n', exit: 0});
	expect(said('no\n', 3).exit).toBe(3);
	expect(failed('bad\n')).toEqual({stdout: '', stderr: 'bad\n', exit: 1});
	expect(failed('bad\n', 2, 'part\n')).toEqual({stdout: 'part\n', stderr: 'bad\n', exit: 2});
});
