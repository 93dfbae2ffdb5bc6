import type {ReactNode} from 'react';
import {useLanguage, useProgress, useSession, useTexts, useWalk} from '../context.ts';
import type {Action} from '../keys.ts';
import {nextOf, statusOf, todoOf, type Entry} from '../progress.ts';
import {Hints} from './hints.tsx';
import {NextKey} from './next-key.tsx';
import {Say} from './say.tsx';

const calm: readonly Action[] = ['all', 'stage', 'help', 'quit', 'edit', 'skip'];
const afterTrouble: readonly Action[] = ['help', 'quit', 'edit', 'skip', 'mark'];
const atWork: readonly Action[] = ['stop', 'pane', 'help', 'quit'];
const atEnd: readonly Action[] = ['undoAll', 'language', 'help', 'quit'];

const keys = (actions: readonly Action[], label?: string): ReactNode => (
	<>
		{label === undefined ? <Say> </Say> : <NextKey action="next" label={label} />}
		<Hints actions={actions} />
	</>
);

/** The keys that matter now, the next one first and in full. */
export const WalkFooter = ({entries}: {readonly entries: readonly Entry[]}): ReactNode => {
	const {engine} = useSession();
	const texts = useTexts();
	const language = useLanguage();
	const state = useProgress();
	const busy = useWalk(walk => walk.busy);
	if (busy) return keys(atWork);
	const next = nextOf(engine, state, entries);
	if (!next) return keys(atEnd, texts.walk.toSummary);
	const trouble = ['failed', 'unreachable', 'cancelled'].includes(statusOf(state, next));
	const words = trouble ? texts.walk.retry : texts.walk.run;
	const label = words(next.task.title[language], todoOf(state, next).length);
	return keys(trouble ? afterTrouble : calm, label);
};
