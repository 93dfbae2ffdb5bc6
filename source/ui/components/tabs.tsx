import {Box} from 'ink';
import type {ReactNode} from 'react';
import stringWidth from 'string-width';
import {useSession, useSize, useTexts, useUi} from '../context.ts';
import {useHolder} from '../holder.ts';
import {keyOf} from '../keys.ts';
import {useMouse} from '../use-mouse.ts';
import {views, viewsOf} from '../views.ts';
import {Say} from './say.tsx';

/** A space before and after a name, and one between two. */
const loose = 3;

/** The session's screens on one line, each with its key. What does not fit is left out whole; the palette has them all. */
export const Tabs = (): ReactNode => {
	const texts = useTexts();
	const session = useSession();
	const shown = useHolder(session.view, view => view);
	const {columns} = useSize();
	const {keyboard} = useUi();
	const all = viewsOf(session);
	const box = useMouse({click: child => all[child] && keyboard.act(views[all[child]])});
	const tight =
		all.reduce((sum, view) => sum + stringWidth(`${keyOf(views[view])} ${texts.views[view]}`) + loose, 0) > columns;
	const pad = tight ? '' : ' ';
	return (
		<Box ref={box} height={1} flexShrink={0} overflow="hidden" flexWrap="wrap" columnGap={1}>
			{all.map(view => (
				<Box key={view} flexShrink={0}>
					<Say
						tone={view === shown ? 'chosen' : 'quiet'}
						heard={`${keyOf(views[view])}: ${view === shown ? texts.app.shown(texts.views[view]) : texts.views[view]};`}
					>
						{pad}
						{keyOf(views[view])} {texts.views[view]}
						{pad}
					</Say>
				</Box>
			))}
		</Box>
	);
};
