import {expect, test} from 'vitest';
import {addPrinted, countOf, linesOf, outputLimit, printedOf, type Printed} from '../../source/engine/printed.ts';

const from = (task: string, text: string): Printed => printedOf({task, host: 'm1', stream: 'stdout', text, at: 1});
const numbered = (count: number, from = 0): string =>
	Array.from({length: count}, (_, index) => `line ${from + index}\n`).join('');
const fold = (...pieces: readonly Printed[]): readonly Printed[] => pieces.reduce(addPrinted, [] as readonly Printed[]);

test('Of more lines at once than are kept, the last ones are', () => {
	const lines = linesOf(fold(from('a', numbered(outputLimit + 5))), 'a', 'm1');

	expect(lines).toHaveLength(outputLimit);
	expect(lines[0]).toBe('line 5');
	expect(lines.at(-1)).toBe(`line ${outputLimit + 4}`);
});

test('A piece is kept while a line of it is among the last ones', () => {
	const part = outputLimit / 2;
	const two = fold(from('a', numbered(10)), from('a', numbered(part, 10)));
	const three = addPrinted(two, from('a', numbered(part - 1, 10 + part)));
	const four = addPrinted(three, from('a', 'the last\n'));

	expect(linesOf(three, 'a', 'm1')[0]).toBe('line 0');
	expect(linesOf(four, 'a', 'm1')[0]).toBe('line 10');
	expect(linesOf(four, 'a', 'm1')).toHaveLength(outputLimit);
});

test('Thousands of single lines are kept up to the limit', () => {
	const pieces = fold(...Array.from({length: outputLimit + 7}, (_, index) => from('a', `line ${index}\n`)));

	expect(pieces).toHaveLength(outputLimit);
	expect(linesOf(pieces, 'a', 'm1')[0]).toBe('line 7');
});

test('Empty lines are lines, also the first and the last', () => {
	expect(linesOf([from('a', '\n\na\n\n')], 'a', 'm1')).toEqual(['', '', 'a', '']);
	expect(from('a', '\n\na\n\n').lines).toBe(4);
	expect(linesOf([from('a', '\n'.repeat(outputLimit + 2))], 'a', 'm1')).toHaveLength(outputLimit);
});

test('A text without a newline at its end is a line', () => {
	expect(linesOf([from('a', 'half')], 'a', 'm1')).toEqual(['half']);
});

test('Each task has its own lines', () => {
	const pieces = fold(from('a', 'one\n'), from('b', 'two\n'), from('a', 'three\n'));

	expect(linesOf(pieces, 'a', 'm1')).toEqual(['one', 'three']);
	expect(linesOf(pieces, 'a', 'm2')).toEqual([]);
});

test('Only the lines that are shown are read', () => {
	const pieces = [from('a', numbered(3)), from('b', 'other\n'), from('a', numbered(3, 3)), from('a', numbered(3, 6))];

	expect(countOf(pieces, 'a', 'm1')).toBe(9);
	expect(linesOf(pieces, 'a', 'm1', 2, 5)).toEqual(['line 2', 'line 3', 'line 4']);
	expect(linesOf(pieces, 'a', 'm1', 6, 9)).toEqual(['line 6', 'line 7', 'line 8']);
	expect(linesOf(pieces, 'a', 'm1', 9, 9)).toEqual([]);
});
