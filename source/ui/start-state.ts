// What the start screen is doing: the list, a path being typed, or the form of a new plan.
import type {OpenSession} from './doors.ts';
import {formOf, type Form, type FormField} from './plan-form.ts';
import {emptyField, type TextField} from './text-field.ts';

/** What a host said of itself, in few words; its subnet as `10.77.0.11/24`. */
export type Looked = {readonly address: string; readonly text: string; readonly subnet?: string};

export type StartState = {
	readonly sessions: readonly OpenSession[];
	readonly plans: readonly string[];
	/** Key of the selected item. */
	readonly cursor: string;
	/** `broken`: the list of places where what is wrong can be looked for. */
	readonly mode: 'list' | 'broken' | 'path' | 'paste' | 'form' | 'review';
	readonly path: TextField;
	/** What a plan is asked for. */
	readonly wish: 'walk' | 'troubleshoot';
	readonly pasted: string;
	readonly form: Form;
	/** What hosts of the form have told, and for which answers they were asked. */
	readonly looked: readonly Looked[];
	readonly lookedAt: string;
	/** The plan file that the answers make. */
	readonly draft: string;
	readonly scroll: number;
	/** Something is being opened: keys wait. */
	readonly opening: boolean;
	readonly problems: readonly string[];
	readonly written?: string;
};

export type StartChange =
	| {readonly type: 'found'; readonly sessions: readonly OpenSession[]; readonly plans: readonly string[]}
	| {readonly type: 'moved'; readonly by: number}
	| {readonly type: 'pointed'; readonly at: string}
	| {readonly type: 'mode'; readonly mode: StartState['mode']; readonly wish?: StartState['wish']}
	| {readonly type: 'pasted'; readonly text: string}
	| {readonly type: 'path-typed'; readonly field: TextField}
	| {readonly type: 'form-typed'; readonly field: TextField}
	| {readonly type: 'form-moved'; readonly to: FormField}
	| {readonly type: 'looked'; readonly at: string; readonly looked: readonly Looked[]}
	| {readonly type: 'drafted'; readonly text: string}
	| {readonly type: 'draft-scrolled'; readonly by: number; readonly most: number}
	| {readonly type: 'opening'}
	| {readonly type: 'refused'; readonly problems: readonly string[]}
	| {readonly type: 'written'; readonly path: string};

export type StartItem =
	| {readonly kind: 'resume'; readonly key: string; readonly session: OpenSession}
	| {
			readonly kind: 'watch';
			readonly key: string;
			readonly session: OpenSession;
			readonly holder: Required<OpenSession>['holder'];
	  }
	| {readonly kind: 'rehearse'; readonly key: string}
	| {readonly kind: 'plan'; readonly key: string; readonly path: string}
	| {readonly kind: 'troubleshoot'; readonly key: string; readonly path?: string}
	| {readonly kind: 'broken' | 'path' | 'troubleshoot-path' | 'paste'; readonly key: string}
	| {readonly kind: 'create'; readonly key: string};

/** As many of each as fit beside each other on a small screen; older ones are found by `kubewalk sessions`. */
const most = 4;

const places = ({plans}: Pick<StartState, 'plans'>): readonly StartItem[] => [
	...plans.slice(0, most).map((path): StartItem => ({kind: 'troubleshoot', key: `troubleshoot ${path}`, path})),
	{kind: 'troubleshoot-path', key: 'troubleshoot-path'},
	{kind: 'paste', key: 'paste'},
	{kind: 'troubleshoot', key: 'troubleshoot'},
];

const beginnings = ({sessions, plans}: Pick<StartState, 'sessions' | 'plans'>): readonly StartItem[] => [
	...sessions
		.slice(0, most)
		.map((session): StartItem =>
			session.holder
				? {kind: 'watch', key: `watch ${session.id}`, session, holder: session.holder}
				: {kind: 'resume', key: `resume ${session.id}`, session},
		),
	{kind: 'rehearse', key: 'rehearse'},
	...plans.slice(0, most).map((path): StartItem => ({kind: 'plan', key: `plan ${path}`, path})),
	{kind: 'path', key: 'path'},
	{kind: 'create', key: 'create'},
	{kind: 'broken', key: 'broken'},
];

export const itemsOf = (state: Pick<StartState, 'sessions' | 'plans' | 'mode'>): readonly StartItem[] =>
	state.mode === 'broken' ? places(state) : beginnings(state);

export const initialStart: StartState = {
	sessions: [],
	plans: [],
	cursor: 'rehearse',
	mode: 'list',
	path: emptyField,
	wish: 'walk',
	pasted: '',
	form: formOf(),
	looked: [],
	lookedAt: '',
	draft: '',
	scroll: 0,
	opening: false,
	problems: [],
};

const moved = (state: StartState, by: number): StartState => {
	const items = itemsOf(state);
	const at = items.findIndex(({key}) => key === state.cursor);
	const to = items[Math.max(0, Math.min(items.length - 1, at + by))];
	return to ? {...state, cursor: to.key, problems: []} : state;
};

/** A long output may have to be copied piece by piece: each begins a line of its own. Backspace takes the last line away. */
const joined = (before: string, text: string): string => {
	if (text === '') return before.slice(0, Math.max(0, before.trimEnd().lastIndexOf('\n') + 1));
	return `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${text.replace(/\r\n?/g, '\n')}`;
};

export const reduceStart = (state: StartState, change: StartChange): StartState => {
	switch (change.type) {
		case 'found':
			return {...state, sessions: change.sessions, plans: change.plans};
		case 'moved':
			return moved(state, change.by);
		case 'pointed':
			return {...state, cursor: change.at, problems: []};
		case 'mode': {
			const next: StartState = {...state, mode: change.mode, wish: change.wish ?? state.wish, problems: []};
			if (change.mode === 'broken') return {...next, cursor: itemsOf(next)[0]!.key, pasted: ''};
			return state.mode === 'broken' && change.mode === 'list' ? {...next, cursor: 'broken'} : next;
		}
		case 'pasted':
			return {...state, pasted: joined(state.pasted, change.text), problems: []};
		case 'path-typed':
			return {...state, path: change.field, problems: []};
		case 'form-typed':
			return {...state, form: {...state.form, [state.form.at]: change.field}, problems: []};
		case 'form-moved':
			return {...state, form: {...state.form, at: change.to}, problems: []};
		case 'looked':
			return {...state, looked: change.looked, lookedAt: change.at};
		case 'drafted':
			return {...state, mode: 'review', draft: change.text, scroll: 0, problems: []};
		case 'draft-scrolled':
			return {...state, scroll: Math.max(0, Math.min(state.scroll + change.by, change.most))};
		case 'opening':
			return {...state, opening: true, problems: []};
		case 'refused':
			return {...state, opening: false, problems: change.problems};
		case 'written':
			return {
				...state,
				opening: false,
				mode: 'list',
				written: change.path,
				plans: [change.path, ...state.plans.filter(path => path !== change.path)],
				cursor: `plan ${change.path}`,
			};
	}
};
