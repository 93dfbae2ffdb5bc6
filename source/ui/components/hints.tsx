import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useTexts} from '../context.ts';
import {keyOf, type Action} from '../keys.ts';
import {Say} from './say.tsx';

type Props = {
	readonly actions: readonly Action[];
};

/** The line of keys at the bottom. What does not fit is cut at the end. */
export const Hints = ({actions}: Props): ReactNode => {
	const texts = useTexts();
	return (
		<Box height={1} flexShrink={0} overflow="hidden" gap={2}>
			{actions.map(action => (
				<Box key={action} flexShrink={0}>
					<Say>
						<Say tone="key">{keyOf(action)}</Say> {texts.keys[action]}
					</Say>
				</Box>
			))}
		</Box>
	);
};
