// What the session knows of its hosts, for people to see: read from rows, facts and badges.
import type {Book, Badge, Text} from '../engine/declare.ts';
import type {Status} from '../engine/event.ts';
import type {State} from '../engine/state.ts';
import {statusOn, worstOf, type Entry} from './progress.ts';

export type Contact =
	| {readonly kind: 'none'}
	/** Times are milliseconds since 1970; left out when nobody knows them any more. */
	| {readonly kind: 'answered' | 'away'; readonly at?: number};

/** Whether it answered when it was last asked; when it does not, since when. */
export const contactOf = (state: State, host: string): Contact => {
	const rows = Object.values(state.rows).flatMap(byHost => byHost[host] ?? []);
	const answered = rows.filter(({status}) => !['pending', 'skipped', 'unreachable'].includes(status));
	const last = answered.reduce((latest, {since}) => Math.max(latest, since), 0);
	const silent = rows.filter(({status, since}) => status === 'unreachable' && since >= last);
	if (silent.length > 0) return {kind: 'away', at: Math.min(...silent.map(({since}) => since))};
	if (last > 0) return {kind: 'answered', at: last};
	return state.facts[host] ? {kind: 'answered'} : {kind: 'none'};
};

export type Shown = {
	readonly id: string;
	readonly title: Text;
	readonly text: Text;
	readonly tone: Badge['words'][string]['tone'];
	readonly at: number;
	readonly quiet: boolean;
};

/** The badges of a host that are worth showing, in the book's order. */
export const badgesOf = ({badges = []}: Book, state: State, host: string): readonly Shown[] =>
	badges.flatMap(({id, title, words, quiet = false}) => {
		const told = state.badges[host]?.[id];
		const word = told && words[told.word];
		return word ? [{id, title, ...word, at: told.at, quiet}] : [];
	});

export type ShownFact = {readonly id: string; readonly title: Text; readonly text: string | undefined};

export const factsOf = ({facts = {}}: Book, state: State, host: string): readonly ShownFact[] =>
	Object.entries(facts).flatMap(([id, {shown}]) => {
		const value = state.facts[host]?.[id];
		return shown ? [{id, title: shown.title, text: value === undefined ? undefined : shown.brief(value)}] : [];
	});

/** The tasks of one host alone. */
export const entriesOn = (entries: readonly Entry[], host: string): readonly Entry[] =>
	entries.filter(({hosts}) => hosts.includes(host)).map(entry => ({...entry, hosts: [host]}));

/** What a host is at: work or trouble. Undefined: it is at rest. */
export const atWork = (state: State, entries: readonly Entry[], host: string): Status | undefined => {
	const status = worstOf(
		entries.filter(({hosts}) => hosts.includes(host)).map(entry => statusOn(state, entry, host)),
	);
	return ['pending', 'skipped', 'done', 'satisfied', 'undone'].includes(status) ? undefined : status;
};
