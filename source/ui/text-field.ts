// A text that is being typed, on one line or several. Positions count characters as people see them, never halves of one.
import type {Press} from './keyboard.ts';

export type TextField = {readonly text: string; readonly at: number};

const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
export const charactersOf = (text: string): readonly string[] => [...segmenter.segment(text)].map(part => part.segment);

export const fieldOf = (text: string): TextField => ({text, at: charactersOf(text).length});

export const emptyField = fieldOf('');

const splice = ({text, at}: TextField, back: number, forward: number, insert: string): TextField => {
	const characters = charactersOf(text);
	const before = characters.slice(0, Math.max(0, at - back)).join('') + insert;
	return {text: before + characters.slice(at + forward).join(''), at: charactersOf(before).length};
};

const lineOf = ({text, at}: TextField): {start: number; end: number} => {
	const characters = charactersOf(text);
	const start = characters.lastIndexOf('\n', at - 1) + 1;
	const end = characters.indexOf('\n', at);
	return {start: at === 0 ? 0 : start, end: end === -1 ? characters.length : end};
};

const vertical = (field: TextField, step: 1 | -1): TextField => {
	const {start, end} = lineOf(field);
	const column = field.at - start;
	const target = step === -1 ? start - 1 : end + 1;
	if (target < 0 || target > charactersOf(field.text).length) return field;
	const line = lineOf({...field, at: target});
	return {...field, at: Math.min(line.start + column, line.end)};
};

const moves: Readonly<Record<string, (field: TextField) => TextField>> = {
	backspace: field => splice(field, 1, 0, ''),
	delete: field => splice(field, 0, 1, ''),
	left: field => ({...field, at: Math.max(0, field.at - 1)}),
	right: field => ({...field, at: Math.min(charactersOf(field.text).length, field.at + 1)}),
	home: field => ({...field, at: lineOf(field).start}),
	end: field => ({...field, at: lineOf(field).end}),
	up: field => vertical(field, -1),
	down: field => vertical(field, 1),
	'ctrl+a': field => ({...field, at: lineOf(field).start}),
	'ctrl+e': field => ({...field, at: lineOf(field).end}),
	'ctrl+u': field => splice(field, field.at - lineOf(field).start, 0, ''),
	'ctrl+k': field => splice(field, 0, lineOf(field).end - field.at, ''),
};

/**
 * What a key does to the text; Enter and Tab type something only where several lines are allowed. In a secret every
 * space counts, and the line's end that was copied with it does not.
 */
export const type = (field: TextField, press: Press, lines: 'one' | 'many' | 'secret'): TextField => {
	const move = moves[press.name];
	if (move) return move(field);
	if (lines === 'many' && press.name === 'return') return splice(field, 0, 0, '\n');
	if (lines === 'many' && press.name === 'tab') return splice(field, 0, 0, '\t');
	const text = press.text.replace(/\r\n?/g, '\n');
	const spaces = {one: ' ', secret: ''} as const;
	const typed = lines === 'many' ? text : text.replace(lines === 'one' ? /\s+/g : /\n/g, spaces[lines]);
	return typed === '' ? field : splice(field, 0, 0, typed);
};
