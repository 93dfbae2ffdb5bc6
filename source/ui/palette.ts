// Everything that can be done or gone to, found by a few letters of its name in either language.
import {go} from 'fuzzysort';
import type {Entry} from './progress.ts';
import type {Language, Texts} from '../texts/texts.ts';
import {textsOf} from '../texts/texts.ts';
import {actionsIn, keysOf, places, type Action, type Place} from './keys.ts';
import {emptyField, type TextField} from './text-field.ts';

export type PaletteItem = {
	readonly key: string;
	readonly title: string;
	/** What it is called otherwise: its id, its name in the other language. */
	readonly other: string;
	/** At the right: the key that does the same, or where a task belongs. */
	readonly hint: string;
} & (
	| {readonly kind: 'action'; readonly action: Action}
	| {readonly kind: 'task' | 'stage'; readonly task: string}
	| {readonly kind: 'host'; readonly host: string}
);

export type PaletteState = {readonly field: TextField; readonly at: number};

export const initialPalette: PaletteState = {field: emptyField, at: 0};

/** Moving on a list is no command, and what only a dialog does is not to be had from here. */
const isOffered = (place: Place): boolean => place !== 'list' && place !== 'host' && !places[place].alone;

const actionItems = (
	from: readonly Place[],
	hidden: readonly Action[],
	texts: Texts,
	others: Texts,
): readonly PaletteItem[] =>
	from.filter(isOffered).flatMap(place =>
		actionsIn(place)
			.filter(action => action !== 'palette' && !hidden.includes(action))
			.map((action): PaletteItem => ({
				kind: 'action',
				key: `action ${action}`,
				action,
				title: texts.keys[action],
				other: `${texts.places[place]} ${others.keys[action]}`,
				hint: keysOf(action),
			})),
	);

const taskItems = (entries: readonly Entry[], language: Language, other: Language): readonly PaletteItem[] =>
	entries.flatMap(({task, stage}, index): readonly PaletteItem[] => {
		const first = entries[index - 1]?.stage !== stage;
		const own: PaletteItem = {
			kind: 'task',
			key: `task ${task.id}`,
			task: task.id,
			title: task.title[language],
			other: `${task.id} ${task.title[other]}`,
			hint: stage.title[language],
		};
		const opening: PaletteItem = {
			kind: 'stage',
			key: `stage ${stage.id}`,
			task: task.id,
			title: stage.title[language],
			other: `${stage.id} ${stage.title[other]}`,
			hint: '',
		};
		return first ? [opening, own] : [own];
	});

/** The actions of the screen first, then stages and tasks in the order of the book, then hosts. */
export const paletteItems = (
	language: Language,
	from: readonly Place[],
	entries: readonly Entry[],
	hosts: readonly {readonly name: string; readonly address: string}[],
	hidden: readonly Action[] = [],
): readonly PaletteItem[] => {
	const other: Language = language === 'en' ? 'zh' : 'en';
	return [
		...actionItems(from, hidden, textsOf(language), textsOf(other)),
		...taskItems(entries, language, other),
		...hosts.map(({name, address}): PaletteItem => ({
			kind: 'host',
			key: `host ${name}`,
			host: name,
			title: name,
			other: address,
			hint: address,
		})),
	];
};

/** The best matches first; all of them in their order while nothing is typed. */
export const search = (items: readonly PaletteItem[], query: string): readonly PaletteItem[] => {
	const wanted = query.trim();
	if (wanted === '') return items;
	return go(wanted, items, {keys: ['title', 'other'], limit: 0, threshold: 0.3}).map(({obj}) => obj);
};
