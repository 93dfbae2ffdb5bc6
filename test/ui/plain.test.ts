import {expect, test} from 'vitest';
import {plain, plainLines} from '../../source/ui/plain.ts';

test('Nothing in a line can move the cursor or hide letters', () => {
	expect(plain('a\tb')).toBe('a    b');
	expect(plain('\u001B[2Jgone\rover')).toBe('�[2Jgone�over');
	expect(plain('rm \u202Ehidden')).toBe('rm �hidden');
	expect(plain('主机 m1')).toBe('主机 m1');
});

test('Lines are split at any line end, and the last one is no empty line', () => {
	expect(plainLines('one\r\ntwo\n')).toEqual(['one', 'two']);
});
