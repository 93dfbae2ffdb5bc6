import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useDesk, useLanguage, useProgress, useSession, useTexts, useWalk} from '../context.ts';
import type {Action} from '../keys.ts';
import {plain} from '../plain.ts';
import {nextOf, statusOf, todoOf, workingHosts, workingOf, type Entry} from '../progress.ts';
import {Hints} from './hints.tsx';
import {NextKey} from './next-key.tsx';
import {Say} from './say.tsx';

const calm: readonly Action[] = ['all', 'stage', 'help', 'quit', 'edit', 'skip'];
const afterTrouble: readonly Action[] = ['help', 'quit', 'edit', 'skip', 'mark'];
const atWork: readonly Action[] = ['stop', 'output', 'pane', 'help', 'quit'];
const lookingOn: readonly Action[] = ['pane', 'previousTask', 'nextTask', 'help', 'quit'];
const atEnd: readonly Action[] = ['undoAll', 'language', 'help', 'quit'];

const keys = (actions: readonly Action[], above: ReactNode): ReactNode => (
	<>
		{above}
		<Hints actions={actions} />
	</>
);

/** Where Enter's line stands otherwise: what runs, and on which hosts. */
const Working = ({entries}: {readonly entries: readonly Entry[]}): ReactNode => {
	const texts = useTexts();
	const language = useLanguage();
	const state = useProgress();
	const [entry] = workingOf(state, entries);
	return (
		<Box height={1} flexShrink={0}>
			<Say tone="quiet">
				{entry
					? `${texts.walk.on(plain(workingHosts(state, entry).join(' ')))} · ${entry.task.title[language]}`
					: ' '}
			</Say>
		</Box>
	);
};

/** The keys that matter now, the next one first and in full. */
export const WalkFooter = ({entries}: {readonly entries: readonly Entry[]}): ReactNode => {
	const {engine, watching} = useSession();
	const texts = useTexts();
	const language = useLanguage();
	const state = useProgress();
	const busy = useWalk(walk => walk.busy);
	const waiting = useDesk(desk => desk.waiting[0]?.sheet.host);
	if (watching) return keys(lookingOn, <Working entries={entries} />);
	if (busy && waiting)
		return keys(atWork, <NextKey action="byHand" label={texts.byHand.waits(plain(waiting.name))} />);
	if (busy) return keys(atWork, <Working entries={entries} />);
	const next = nextOf(engine, state, entries);
	if (!next) return keys(atEnd, <NextKey action="next" label={texts.walk.toReport} />);
	const status = statusOf(state, next);
	const trouble = ['failed', 'unreachable', 'cancelled'].includes(status);
	const again = status === 'cancelled' ? texts.walk.goOn : texts.walk.retry;
	const label = (trouble ? again : texts.walk.run)(next.task.title[language], todoOf(state, next).length);
	return keys(trouble ? afterTrouble : calm, <NextKey action="next" label={label} />);
};
