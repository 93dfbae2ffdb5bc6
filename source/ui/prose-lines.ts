// Sentences cut to a width between words, where the language breaks, so that their lines can be counted and scrolled.
import type {Language} from '../texts/texts.ts';
import {wordsOf} from './components/prose.tsx';
import {columnsOf, fold} from './fold.ts';

const widthOf = (text: string): number => Array.from(text).reduce((sum, character) => sum + columnsOf(character), 0);

export const proseLines = (text: string, width: number, language: Language): readonly string[] => {
	const space = language === 'en' ? ' ' : '';
	const lines: string[] = [];
	let line = '';
	for (const word of wordsOf(text, language)) {
		const longer = line === '' ? word : `${line}${space}${word}`;
		if (widthOf(longer) <= width) line = longer;
		else {
			const pieces = fold(word, width);
			lines.push(...(line === '' ? [] : [line]), ...pieces.slice(0, -1));
			line = pieces.at(-1) ?? '';
		}
	}
	return [...lines, line];
};
