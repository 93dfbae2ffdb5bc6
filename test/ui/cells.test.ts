import {expect, test} from 'vitest';
import {endOf, rowOf, same} from '../../source/ui/cells.ts';

const texts = (line: string, columns = 8): string =>
	rowOf(line, columns)
		.cells.map(({text}) => text || '<')
		.join('');

test('A row has a cell for each column, and a wide letter has two', () => {
	expect(texts('ab')).toBe('ab      ');
	expect(texts('a好b')).toBe('a好<b    ');
	expect(texts('much too long')).toBe('much too');
	expect(texts('好好好好好')).toBe('好<好<好<好<');
});

test('A letter that has no room on the last column is left out', () => {
	expect(texts('a好', 2)).toBe('a ');
});

test('Looks belong to cells, and a space keeps only what shows on it', () => {
	const {cells} = rowOf('\u001B[1;34ma b\u001B[22;39m\u001B[7m c\u001B[27m', 6);

	expect(cells.map(({look}) => look)).toEqual(['1;34', '', '1;34', '7', '7', '']);
	expect(same(cells[1]!, cells[5]!)).toBe(true);
});

test('A row ends where it shows nothing any more', () => {
	expect(endOf(rowOf('ab   ', 8))).toBe(2);
	expect(endOf(rowOf('ab \u001B[7m \u001B[27m', 8))).toBe(4);
	expect(endOf(rowOf('', 8))).toBe(0);
});

test('Of letters that terminals draw differently wide, a row says so', () => {
	expect(rowOf('plain, ✓ ✗ │ › … 中文，“引号”', 40).unsure).toBe(false);
	const letters = ['👍', '👨‍👩‍👧', 'e\u0301', '❤️', 'नमस्ते', 'مرحبا', '\u200B'];
	expect(letters.filter(letter => !rowOf(`a${letter}b`, 40).unsure)).toEqual([]);
});
