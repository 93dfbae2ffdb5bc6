import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useTexts} from '../context.ts';
import {keyOf, type Action} from '../keys.ts';
import {Say} from './say.tsx';

type Props = {
	readonly actions: readonly Action[];
};

/** The line of keys at the bottom. What does not fit wraps below its end, out of sight: no key is shown by half. */
export const Hints = ({actions}: Props): ReactNode => {
	const texts = useTexts();
	return (
		<Box height={1} flexShrink={0} overflow="hidden" flexWrap="wrap" columnGap={2}>
			{actions.map(action => (
				<Box key={action} flexShrink={0}>
					<Say heard={`${keyOf(action)}: ${texts.keys[action]};`}>
						<Say tone="key">{keyOf(action)}</Say> {texts.keys[action]}
					</Say>
				</Box>
			))}
		</Box>
	);
};
