// A row of a frame as the columns of a terminal show it.
import stringWidth from 'string-width';
import {lookAfter, lookOfSpace, type Look} from './look.ts';
import type {Signs} from './signs.ts';

/** A wide letter stands in the first of its two columns, and the second one is empty. */
export type Cell = {readonly text: string; readonly look: Look};

export type Row = {
	readonly cells: readonly Cell[];
	/** Holds letters of which terminals do not agree how wide they are: where the next one stands is not known. */
	readonly unsure: boolean;
};

export const blank: Cell = {text: ' ', look: ''};

const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
// oxlint-disable-next-line no-control-regex -- the terminal's own sequences are what is read
const pieces = /\u001B\[([\d;]*)m|[ -~]+|[^ -~\u001B]+|\u001B/g;
/** Letters of one width everywhere: Latin, punctuation, arrows, lines, the two marks, and what Chinese is written with. */
const sure =
	/^[\u00A1-\u00AC\u00AE-\u02FF\u2010-\u2027\u2030-\u205E\u2190-\u21FF\u2500-\u259F\u2713\u2717\u3000-\u302F\u3041-\u3096\u30A0-\u30FF\u3400-\u9FFF\uAC00-\uD7A3\uFF01-\uFF60\uFFFD]$/;

/** One line of what Ink writes, which is letters and looks, cut or filled to so many columns. */
export const rowOf = (line: string, columns: number, signs: Signs = {}): Row => {
	const cells: Cell[] = [];
	let look: Look = '';
	let space: Look = '';
	let unsure = false;
	const put = (text: string, width: number): void => {
		if (width === 0) unsure = true;
		else if (cells.length + width <= columns) {
			cells.push({text, look: text === ' ' ? space : look});
			for (let more = 1; more < width; more += 1) cells.push({text: '', look});
		}
	};
	for (const [piece, parameters] of line.matchAll(pieces)) {
		if (parameters !== undefined) {
			look = lookAfter(look, parameters);
			space = lookOfSpace(look);
		} else if (piece === '\u001B') unsure = true;
		else if (piece <= '~') for (const letter of piece) put(letter, 1);
		else
			for (const {segment: meant} of segmenter.segment(piece)) {
				const segment = signs[meant] ?? meant;
				if (segment > '~' && !sure.test(segment)) unsure = true;
				put(segment, stringWidth(segment));
			}
	}
	while (cells.length < columns) cells.push(blank);
	return {cells, unsure};
};

export const same = (one: Cell, other: Cell): boolean => one.text === other.text && one.look === other.look;

/** The column after the last one that shows something. */
export const endOf = ({cells}: Row): number => cells.findLastIndex(cell => !same(cell, blank)) + 1;
