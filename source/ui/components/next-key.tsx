import {Box} from 'ink';
import type {ReactNode} from 'react';
import {keyOf, type Action} from '../keys.ts';
import {Say} from './say.tsx';

type Props = {readonly action: Action; readonly label: string};

/** The obvious next key, with what it will do in full: it has a line of its own. */
export const NextKey = ({action, label}: Props): ReactNode => (
	<Box height={1} flexShrink={0} overflow="hidden">
		<Say heard={`${keyOf(action)}: ${label}`}>
			<Say tone="key">{keyOf(action)}</Say> {label}
		</Say>
	</Box>
);
