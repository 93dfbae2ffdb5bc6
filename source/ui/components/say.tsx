import {Text} from 'ink';
import {use, type ReactNode} from 'react';
import {ThemeContext, useUi} from '../context.ts';
import {lookOf, type Tone} from '../theme.ts';

type Props = {
	readonly tone?: Tone;
	/** `cut` keeps to one line; `fold` breaks lines at any character, so that a command stays letter by letter. */
	readonly wrap?: 'cut' | 'fold' | 'words';
	/** What a screen reader is told instead; nothing, when empty. */
	readonly heard?: string;
	readonly children: ReactNode;
};

const wraps = {cut: 'truncate', fold: 'hard', words: 'wrap'} as const;

/** Text in one of the theme's tones. */
export const Say = ({tone = 'plain', wrap = 'cut', heard, children}: Props): ReactNode => {
	const {colour} = useUi();
	const theme = use(ThemeContext);
	return (
		<Text
			{...lookOf(tone, colour, theme)}
			wrap={wraps[wrap]}
			{...(heard && {'aria-label': heard})}
			aria-hidden={heard === ''}
		>
			{children}
		</Text>
	);
};
