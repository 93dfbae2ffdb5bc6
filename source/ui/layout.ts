// How the walk screen shares out the terminal: plain arithmetic, so that nothing moves but with the terminal's size.
import {roomy, smallest, spacious} from './theme.ts';

export type Layout = {
	/** All panes at once; else one at a time. */
	readonly wide: boolean;
	readonly body: number;
	readonly stages: number;
	readonly main: number;
	/** Columns of the picture of the cluster at the right; 0 where there is no room for it. */
	readonly side: number;
	/** Lines of tasks, without the line above them. */
	readonly tasks: number;
	readonly why: number;
	readonly commands: number;
	readonly output: number;
	/** Lines of the one pane that is shown when there is no room for all. */
	readonly pane: number;
};

/** Header and its rule above; a rule, the status line, the next key and the other keys below. */
const around = 6;

export const isTooSmall = (columns: number, rows: number): boolean =>
	columns < smallest.columns || rows < smallest.rows;

export const layoutOf = (columns: number, rows: number, tasks: number): Layout => {
	const wide = columns >= roomy.columns && rows >= roomy.rows;
	const body = rows - around;
	const stages = wide ? 34 : columns >= 72 ? 25 : 20;
	const side = wide && columns >= spacious ? 32 : 0;
	const main = columns - stages - 2 - (side === 0 ? 0 : side + 2);
	// The list's own title, a rule, and a title for each pane.
	const room = body - (wide ? 5 : 3);
	const list = Math.max(3, Math.min(tasks, wide ? Math.floor(room / 3) : Math.floor(room * 0.45)));
	const rest = room - list;
	const why = 3;
	const commands = Math.floor((rest - why) * 0.45);
	return {wide, body, stages, main, side, tasks: list, why, commands, output: rest - why - commands, pane: rest};
};

/** The first line to draw so that the selected one is in sight, with the same answer for the same input: nothing jumps. */
export const firstLine = (length: number, selected: number, height: number): number =>
	Math.max(0, Math.min(selected - Math.floor(height / 2), length - height));

type Room = {readonly columns: number; readonly rows: number};

/** A list without the line of titles above it, and what is known of its selected row. */
export type Split = {readonly beside: boolean; readonly list: Room; readonly detail: Room};

/** So many columns are enough for two that stand beside each other. */
const twice = 160;
/** So many columns at most has a list: an eye finds the marks that belong to a title. */
export const longest = 96;

/** A space, a line and a space between the two. */
const apart = 3;

/** `rows` are for both, besides the titles and the line between them; `below` of them for what stands below the list. */
export const splitOf = (columns: number, rows: number, below: number): Split => {
	if (columns < twice)
		return {
			beside: false,
			list: {columns, rows: Math.max(1, rows - below)},
			detail: {columns, rows: below},
		};
	const list = Math.min(longest, Math.floor((columns - apart) / 2));
	return {
		beside: true,
		list: {columns: list, rows: rows + 1},
		detail: {columns: columns - list - apart, rows: rows + 2},
	};
};
