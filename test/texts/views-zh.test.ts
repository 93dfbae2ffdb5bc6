import {expect, test} from 'vitest';
import {viewWords} from '../../source/texts/views-zh.ts';

test('What is inserted stands in the Chinese sentence', () => {
	expect(viewWords.list.place(2, 7)).toBe('第 2 行，共 7 行');
	expect(viewWords.values.expiresIn('5:00')).toBe('5:00 后过期');
	expect(viewWords.log.saved('/x')).toBe('已写入 /x');
});
