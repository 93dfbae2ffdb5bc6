import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useTexts} from '../context.ts';
import {smallest} from '../theme.ts';
import {Prose} from './prose.tsx';

/** One calm sentence instead of a screen that would not fit. What runs goes on. */
export const TooSmall = (): ReactNode => {
	const {app} = useTexts();
	return (
		<Box flexDirection="column">
			<Prose>{app.moreRoom(smallest.columns, smallest.rows)}</Prose>
			<Prose tone="quiet">{app.keepsRunning}</Prose>
		</Box>
	);
};
