import {Box} from 'ink';
import type {ReactNode} from 'react';
import {plain} from '../plain.ts';
import {Say} from './say.tsx';

/** What has to be put right, a sentence each; the first ones are kept when there is not room for all. */
export const Problems = ({problems}: {readonly problems: readonly string[]}): ReactNode =>
	problems.map(problem => (
		<Box key={problem} flexDirection="column" flexShrink={0}>
			{problem.split('\n').map(line => (
				<Say key={line} wrap="words" tone="bad">
					{plain(line)}
				</Say>
			))}
		</Box>
	));
