import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useTexts} from '../context.ts';
import type {Line} from '../finding-lines.ts';
import {keyOf, type Action} from '../keys.ts';
import {useMouse} from '../use-mouse.ts';
import {Say} from './say.tsx';

type Props = {
	readonly lines: readonly Line[];
	readonly height: number;
	/** The first line to draw. */
	readonly from: number;
	/** The key that scrolls down; its name stands where lines are left. */
	readonly action: Action;
	/** By so many lines down, or up. */
	readonly scroll: (lines: number) => void;
};

/** As much of it as there is room for. What is below is said, with the key that shows it. */
export const Scrolled = ({lines, height, from, action, scroll}: Props): ReactNode => {
	const texts = useTexts();
	const box = useMouse({wheel: scroll});
	const left = lines.length - from - height;
	const shown = lines.slice(from, from + (left > 0 ? height - 1 : height));
	return (
		<Box ref={box} flexDirection="column" height={height} flexShrink={0} overflow="hidden">
			{shown.map(({tone, text}, index) => (
				<Box key={from + index} height={1} flexShrink={0}>
					<Say tone={tone}>{text || ' '}</Say>
				</Box>
			))}
			{left > 0 && (
				<Say tone="quiet">
					<Say tone="key">{keyOf(action)}</Say> {texts.walk.newLines(left + 1)}
				</Say>
			)}
		</Box>
	);
};
