// What stands on the terminal, and the fewest bytes from there to the next frame: a serial line carries 960 in a second.
import {blank, endOf, rowOf, same, type Row} from './cells.ts';
import {change, lookOfSpace, type Look} from './look.ts';
import type {Signs} from './signs.ts';

export type Painter = {
	/** The bytes that bring this frame onto the terminal, whose size may have changed. */
	readonly paint: (frame: string, columns: number, rows: number) => string;
	/** Somebody else has written on the terminal: what stands there is not known any more. */
	readonly forget: () => void;
};

/** Up to so many columns are written again rather than stepped over, which takes four bytes and more. */
const gap = 4;

/** A terminal's cursor, moved in as few bytes as it can be. */
const createPen = () => {
	let at: {readonly row: number; readonly column: number} | undefined;
	let look: Look = '';
	let bytes = '';
	const shortest = (row: number, column: number): string => {
		const anywhere = column === 0 ? `\u001B[${row === 0 ? '' : row + 1}H` : `\u001B[${row + 1};${column + 1}H`;
		if (!at) return anywhere;
		const [down, right] = [row - at.row, column - at.column];
		if (down === 0 && right === 0) return '';
		if (down === 0 && column === 0) return '\r';
		if (down === 0 && right > 0) return `\u001B[${right === 1 ? '' : right}C`;
		if (down === 0) return `\u001B[${column + 1}G`;
		if (right === 0 && down > 0) return `\u001B[${down === 1 ? '' : down}B`;
		return anywhere;
	};
	const wear = (next: Look): void => {
		bytes += change(look, next);
		look = next;
	};
	return {
		go: (row: number, column: number): void => {
			bytes += shortest(row, column);
			at = {row, column};
		},
		wear,
		look: () => look,
		write: (text: string): void => void (bytes += text),
		/** The cursor stands after what was written; undefined where terminals do not agree. */
		stands: (column: number | undefined): void => {
			at = at && column !== undefined ? {row: at.row, column} : undefined;
		},
		take: (): string => {
			const taken = bytes;
			bytes = '';
			return taken;
		},
		/** Where the cursor stands and how it writes is taken for granted from no frame to the next: others may write between. */
		lift: (): void => {
			at = undefined;
			wear('');
		},
	};
};

type Pen = ReturnType<typeof createPen>;

/** Where the stretch ends that is written in one go: columns that differ, and short gaps between them. */
const stretch = (before: Row, after: Row, from: number, end: number): number => {
	let stop = from;
	for (let column = from; column < end && column - stop <= gap; column += 1)
		if (!same(before.cells[column]!, after.cells[column]!)) stop = column + 1;
	while (stop < end && after.cells[stop]!.text === '') stop += 1;
	return stop;
};

const writeCells = (pen: Pen, {cells}: Row, from: number, to: number): void => {
	for (const {text, look} of cells.slice(from, to)) {
		// A space looks the same in any colour.
		const seen = text === ' ' ? lookOfSpace(pen.look()) : pen.look();
		if (seen !== look) pen.wear(look);
		pen.write(text);
	}
	// After the last column a terminal waits for the next letter before it wraps.
	pen.stands(to === cells.length ? undefined : to);
};

const eraseRest = (pen: Pen): void => {
	if (lookOfSpace(pen.look()) !== '') pen.wear('');
	pen.write('\u001B[K');
};

const paintRow = (pen: Pen, row: number, before: Row, after: Row): void => {
	const end = endOf(after);
	const all = before.unsure || after.unsure;
	if (all) {
		pen.go(row, 0);
		eraseRest(pen);
		writeCells(pen, after, 0, end);
		pen.stands(undefined);
		return;
	}
	const {length} = after.cells;
	for (let column = 0; column < length; column += 1) {
		if (same(before.cells[column]!, after.cells[column]!)) continue;
		pen.go(row, column);
		if (column >= end) {
			eraseRest(pen);
			return;
		}
		const stop = stretch(before, after, column, end);
		writeCells(pen, after, column, stop);
		column = stop - 1;
	}
};

export const createPainter = (signs?: Signs): Painter => {
	const pen = createPen();
	let shown: {columns: number; rows: Row[]; lines: string[]} | undefined;
	return {
		forget: () => void (shown = undefined),
		paint: (frame, columns, rows) => {
			if (shown?.columns !== columns || shown.rows.length !== rows) {
				pen.write('\u001B[m\u001B[H\u001B[J');
				const empty: Row = {cells: Array.from({length: columns}, () => blank), unsure: false};
				shown = {
					columns,
					rows: Array.from({length: rows}, () => empty),
					lines: Array.from({length: rows}, () => ''),
				};
			}
			const lines = frame.split('\n');
			for (let at = 0; at < rows; at += 1) {
				const line = lines[at] ?? '';
				if (line === shown.lines[at]) continue;
				const row = rowOf(line, columns, signs);
				paintRow(pen, at, shown.rows[at]!, row);
				shown.rows[at] = row;
				shown.lines[at] = line;
			}
			pen.lift();
			return pen.take();
		},
	};
};
