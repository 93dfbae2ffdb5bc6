// The screens of an open session, in the order of their keys.
import type {Opened} from './doors.ts';
import type {Action, Place} from './keys.ts';

/** Each with the key that shows it. The walk is where a session opens. */
export const views = {
	walk: 'showWalk',
	survey: 'showSurvey',
	findings: 'showFindings',
	hosts: 'showHosts',
	values: 'showValues',
	log: 'showLog',
	report: 'showReport',
} as const satisfies Record<string, Action>;

export type View = keyof typeof views;

const all = Object.keys(views) as View[];
const withoutTasks: readonly View[] = ['findings', 'hosts', 'log', 'report'];

/** The screens that there are: a book without tasks is about what is wrong, pasted text about nothing else. */
export const viewsOf = ({engine, pasted}: Pick<Opened, 'engine' | 'pasted'>): readonly View[] => {
	if (pasted) return ['findings'];
	return engine.book.stages.length === 0 ? withoutTasks : all;
};

/** What can be done in no screen of this session: neither help nor the palette names it. */
export const hiddenIn = (session: Pick<Opened, 'engine' | 'pasted'>): readonly Action[] => {
	const shown = viewsOf(session);
	const hidden: readonly Action[] = all.filter(view => !shown.includes(view)).map(view => views[view]);
	return session.pasted ? [...hidden, 'takeNote', 'lookAgain'] : hidden;
};

/** Where its keys are in the key table, for help. */
export const placesOf = (view: View): readonly Place[] => [
	view,
	...(view === 'hosts' ? (['host'] as const) : []),
	...(listViews.some(one => one === view) ? (['list'] as const) : []),
	'session',
];

/** Those that are a list of rows. */
export const listViews = ['survey', 'findings', 'hosts', 'values', 'log'] as const satisfies readonly View[];

export type ListView = (typeof listViews)[number];
