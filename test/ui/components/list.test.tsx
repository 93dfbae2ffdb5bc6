import {expect, test} from 'vitest';
import {severalValues} from '../../helpers/walk-book.ts';
import {walking} from '../../helpers/walking.tsx';

test.each([
	['en', '1 of 3', '/ narrow', 'Esc back'],
	['zh', '第 1 行，共 3 行', '/ 筛选', 'Esc 返回'],
] as const)('Below a list stands where one is in it, and its keys, in %s', async (language, ...words) => {
	const {press, text} = await walking({book: severalValues, language});
	await press('5');

	for (const word of words) expect(text()).toContain(word);
});

test('What is typed stands below the list while it narrows', async () => {
	const {press, type, lines} = await walking({book: severalValues});
	await press('5', '/');
	await type('se');

	expect(lines().some(line => line.startsWith('/ se'))).toBe(true);
	expect(lines().at(-1)).toContain('Enter keep');
});
