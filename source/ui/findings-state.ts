// What the screen of findings is doing.
import type {Text} from '../engine/declare.ts';

/** The remedy that is to be confirmed, and how often it was. */
export type AskedCure = {readonly finding: string; readonly remedy: string; readonly times: number};

/** What the output of a slow command pointed to, at that time and after so many lines; no title: to nothing known. */
export type Suspicion = {
	readonly task: string;
	readonly host: string;
	readonly at: number;
	readonly lines: number;
	readonly title?: Text;
};

export type FindingsState = {
	readonly looking: boolean;
	readonly asked?: AskedCure;
	readonly suspicion?: Suspicion;
	/** How far what stands below the list is scrolled, and of which row it is. */
	readonly scroll?: {readonly at: string; readonly line: number};
};

export type FindingsChange =
	| {readonly type: 'looking'; readonly now: boolean}
	| {readonly type: 'asked'; readonly finding: string; readonly remedy: string}
	| {readonly type: 'scrolled'; readonly at: string; readonly line: number}
	| {readonly type: 'confirmed'}
	| {readonly type: 'declined'}
	| {readonly type: 'suspected'; readonly suspicion: Suspicion};

export const initialFindings: FindingsState = {looking: false};

export const reduceFindings = (state: FindingsState, change: FindingsChange): FindingsState => {
	const {asked, ...rest} = state;
	switch (change.type) {
		case 'looking':
			return {...state, looking: change.now};
		case 'asked':
			return {...state, asked: {finding: change.finding, remedy: change.remedy, times: 0}};
		case 'scrolled':
			return {...state, scroll: {at: change.at, line: change.line}};
		case 'confirmed':
			return asked ? {...state, asked: {...asked, times: asked.times + 1}} : state;
		case 'declined':
			return rest;
		case 'suspected':
			return {...state, suspicion: change.suspicion};
	}
};
