import {expect, test} from 'vitest';
import type {Lack} from '../../source/engine/sheet.ts';
import {textsOf} from '../../source/texts/texts.ts';
import {lackIn, sheetWhy, titleOf} from '../../source/ui/sheet-words.ts';
import {jobOn, lookOn, questionsOn} from '../helpers/sheets.ts';

const lacks: readonly (readonly [Lack, string])[] = [
	[{kind: 'nothing'}, 'Nothing pasted yet: run the text there, and paste what it printed.'],
	[{kind: 'end'}, 'The end is missing: copy down to --- kubewalk m2 7f3a1c end ---'],
	[{kind: 'parts', parts: [2, 3], of: 5}, 'Part 2, 3 of 5 is missing: copy everything, or run it again.'],
	[
		{kind: 'lines', part: 1, of: 1, wanted: 120, found: 80},
		'Part 1 of 1 is not whole (40 lines missing): copy from the top, or run it again.',
	],
	[
		{kind: 'lines', part: 1, of: 1, wanted: 2, found: 3},
		'Part 1 of 1 has more lines than were printed: copy it once more, in a wider terminal.',
	],
	[{kind: 'other-host', host: 'm3'}, 'This is from m3; paste what m2 printed.'],
	[{kind: 'not-root'}, 'That shell on m2 is not root’s, and nothing was run: sudo -i there, then paste again.'],
	[{kind: 'damaged'}, 'The text did not reach m2 whole, and nothing was run: paste it there again, or use w.'],
];

test.each(lacks)('%j is a sentence with the way out, in both languages', (lack, sentence) => {
	expect(lackIn(textsOf('en'), jobOn, lack)).toBe(sentence);
	expect(lackIn(textsOf('zh'), jobOn, lack)).toMatch(/[\u4E00-\u9FFF]/);
});

test('A sheet says what it is, and one that was shown before says not to run it again', () => {
	const texts = textsOf('en');
	expect(titleOf(texts, questionsOn('a', 'b'), '')).toBe('2 questions for m2, by hand');
	expect(titleOf(texts, jobOn, 'Join')).toBe('On m2, by hand: Join');
	expect(titleOf(texts, lookOn, 'Join')).toBe('Asked before on m2: Join');
	expect(sheetWhy(texts, lookOn)).toContain('if you ran it, paste its output, do not run it again');
	expect(sheetWhy(textsOf('zh'), lookOn)).toContain('若已执行，请粘贴其输出，不要再次执行');
});
