// What the screen of findings is doing.
import type {Text} from '../engine/declare.ts';
import {emptyField, type TextField} from './text-field.ts';

/** The remedy that is to be confirmed, and what was typed for it. */
export type AskedCure = {readonly finding: string; readonly remedy: string; readonly field: TextField};

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
	| {readonly type: 'typed'; readonly field: TextField}
	| {readonly type: 'declined'}
	| {readonly type: 'suspected'; readonly suspicion: Suspicion};

export const initialFindings: FindingsState = {looking: false};

export const reduceFindings = (state: FindingsState, change: FindingsChange): FindingsState => {
	const {asked, ...rest} = state;
	switch (change.type) {
		case 'looking':
			return {...state, looking: change.now};
		case 'asked':
			return {...state, asked: {finding: change.finding, remedy: change.remedy, field: emptyField}};
		case 'scrolled':
			return {...state, scroll: {at: change.at, line: change.line}};
		case 'typed':
			return asked ? {...state, asked: {...asked, field: change.field}} : state;
		case 'declined':
			return rest;
		case 'suspected':
			return {...state, suspicion: change.suspicion};
	}
};
