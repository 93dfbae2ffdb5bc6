import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useLanguage} from '../context.ts';
import type {Tone} from '../theme.ts';
import {Say} from './say.tsx';

const segmenter = new Intl.Segmenter('zh', {granularity: 'word'});

/** Chinese has no spaces to break lines at: words as the segmenter sees them, none beginning with punctuation. */
export const wordsOf = (text: string): readonly string[] => {
	const words: string[] = [];
	for (const {segment} of segmenter.segment(text)) {
		const opens = /^[“‘（《「[(]/.test(words.at(-1) ?? '');
		const closes = /^[\s，。、；：！？）》」”’,.;:!?)\]…]/.test(segment);
		if (words.length > 0 && (closes || opens)) words[words.length - 1] += segment;
		else words.push(segment);
	}
	return words;
};

type Props = {readonly tone?: Tone; readonly children: string};

/** A sentence or two over as many lines as they need, broken where the language breaks. */
export const Prose = ({tone = 'plain', children}: Props): ReactNode => {
	if (useLanguage() === 'en')
		return (
			<Box flexShrink={0}>
				<Say tone={tone} wrap="words">
					{children}
				</Say>
			</Box>
		);
	return (
		<Box flexWrap="wrap" flexShrink={0}>
			{wordsOf(children).map((word, index) => (
				// oxlint-disable-next-line react/no-array-index-key -- words repeat, and stand still
				<Box key={index} flexShrink={0}>
					<Say tone={tone}>{word}</Say>
				</Box>
			))}
		</Box>
	);
};
