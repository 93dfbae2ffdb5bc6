// The screens of an open session, in the order of their keys.
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
