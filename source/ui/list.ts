// A list that a person moves through and narrows down; every screen with rows works the same way.
import {emptyField, type TextField} from './text-field.ts';

export type ListState = {
	/** Key of the selected row. Undefined: the natural place, which is the first row, or in a list that grows the last. */
	readonly at?: string;
	/** Only rows with all of these words are shown. */
	readonly query: string;
	/** The query while it is being typed; it narrows the list at once. */
	readonly typing?: TextField;
};

export type ListChange =
	| {readonly type: 'moved'; readonly to: string}
	| {readonly type: 'followed'}
	| {readonly type: 'typed'; readonly field: TextField}
	| {readonly type: 'narrowed'}
	| {readonly type: 'widened'};

export const initialList: ListState = {query: ''};

const without = <Name extends 'at' | 'typing'>(list: ListState, name: Name): Omit<ListState, Name> => {
	const {[name]: _, ...rest} = list;
	return rest;
};

export const reduceList = (list: ListState, change: ListChange): ListState => {
	switch (change.type) {
		case 'moved':
			return {...list, at: change.to};
		case 'followed':
			return without(list, 'at');
		case 'typed':
			return {...list, typing: change.field};
		case 'narrowed':
			return {...without(list, 'typing'), query: list.typing?.text.trim() ?? list.query};
		case 'widened':
			return {...without(list, 'typing'), query: ''};
	}
};

/** The change that opens the query for typing, with what it was. */
export const openQuery = ({query}: ListState): ListChange => ({
	type: 'typed',
	field: query === '' ? emptyField : {text: query, at: query.length},
});

/** Rows whose text has every word of the query, in any order; letters' case does not matter. */
export const narrow = <Row>(rows: readonly Row[], list: ListState, textOf: (row: Row) => string): readonly Row[] => {
	const words = (list.typing?.text ?? list.query).toLowerCase().split(/\s+/).filter(Boolean);
	if (words.length === 0) return rows;
	return rows.filter(row => {
		const text = textOf(row).toLowerCase();
		return words.every(word => text.includes(word));
	});
};
