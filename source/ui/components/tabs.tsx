import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useSession, useTexts} from '../context.ts';
import {useHolder} from '../holder.ts';
import {keyOf} from '../keys.ts';
import {views, viewsOf} from '../views.ts';
import {Say} from './say.tsx';

/** The session's screens on one line, each with its key. What does not fit is left out whole; the palette has them all. */
export const Tabs = (): ReactNode => {
	const texts = useTexts();
	const session = useSession();
	const shown = useHolder(session.view, view => view);
	return (
		<Box height={1} flexShrink={0} overflow="hidden" flexWrap="wrap" columnGap={1}>
			{viewsOf(session).map(view => (
				<Box key={view} flexShrink={0}>
					<Say
						tone={view === shown ? 'chosen' : 'quiet'}
						heard={`${keyOf(views[view])}: ${view === shown ? texts.app.shown(texts.views[view]) : texts.views[view]};`}
					>
						{' '}
						{keyOf(views[view])} {texts.views[view]}{' '}
					</Say>
				</Box>
			))}
		</Box>
	);
};
