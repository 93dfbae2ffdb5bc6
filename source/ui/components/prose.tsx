import {Box, useIsScreenReaderEnabled} from 'ink';
import type {ReactNode} from 'react';
import type {Language} from '../../texts/texts.ts';
import {useLanguage} from '../context.ts';
import type {Tone} from '../theme.ts';
import {Say} from './say.tsx';

const segmenter = new Intl.Segmenter('zh', {granularity: 'word'});

const opens = (word: string | undefined): boolean => /^[“‘（《「[(`]$/.test(word ?? '');
const closes = (word: string): boolean => /^[\s，。、；：！？）》」”’,.;:!?)\]`…]/.test(word);

/** An address, a path or a name goes on: `10.0.0.100:9443` is one word. */
const goesOn = (before: string | undefined, word: string): boolean =>
	/[!-~]$/.test(before ?? '') && /^[!-~]/.test(word);

/** The pieces that stay whole. Chinese has no spaces to break at: the segmenter's words, none beginning with punctuation. */
export const wordsOf = (text: string, language: Language): readonly string[] => {
	if (language === 'en') return text.split(' ');
	const words: string[] = [];
	for (const {segment} of segmenter.segment(text)) {
		const before = words.at(-1);
		if (before !== undefined && (closes(segment) || opens(before) || goesOn(before, segment)))
			words[words.length - 1] += segment;
		else words.push(segment);
	}
	return words;
};

/** Longer lines are hard to read. */
const legible = 100;

type Props = {readonly tone?: Tone; readonly children: string};

/** A sentence or two over as many lines as they need, broken where the language breaks. */
export const Prose = ({tone = 'plain', children}: Props): ReactNode => {
	const language = useLanguage();
	if (useIsScreenReaderEnabled()) return <Say tone={tone}>{children}</Say>;
	return (
		<Box flexWrap="wrap" flexShrink={0} maxWidth={legible} columnGap={language === 'en' ? 1 : 0}>
			{wordsOf(children, language).map((word, index) => (
				// oxlint-disable-next-line react/no-array-index-key -- words repeat, and stand still
				<Box key={index} flexShrink={0}>
					<Say tone={tone}>{word}</Say>
				</Box>
			))}
		</Box>
	);
};
