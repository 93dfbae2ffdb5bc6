// What a terminal makes of what a program writes: its rows before and after each frame. Knows the sequences that Ink and
// kubewalk write, and throws at any other, so that nothing is counted wrong in silence.
import stringWidth from 'string-width';
import type {Written} from './terminal.ts';

export type Frames = {
	readonly frames: number;
	readonly bytes: number;
	/** Frames in the busiest second. */
	readonly most: number;
	/** How often the whole screen was cleared. */
	readonly clears: number;
	/** Rows that were written or erased and then said the same as before. */
	readonly rewritten: number;
};

// oxlint-disable-next-line no-control-regex -- escape sequences are what is read
const sequence = /\u001B\[([?>=]?)([\d;]*)([A-Za-z])|\u001B\][^\u0007]*\u0007|\u001B[78=>]/y;
/** A frame of many bytes is written between these two, one of few by itself. */
const begin = '\u001B[?2026h';
const end = '\u001B[?2026l';
/** The first half of a sequence, whose rest has not been read yet. */
// oxlint-disable-next-line no-control-regex -- as above
const half = /\u001B(?:\[[?>=]?[\d;]*|\][^\u0007]*)?$/;

/** What has been read, in frames, and what is no whole frame yet. */
const framesIn = (text: string): {frames: readonly string[]; rest: string} => {
	const frames: string[] = [];
	let rest = text;
	while (rest !== '') {
		const from = rest.indexOf(begin);
		if (from !== 0) {
			const alone = from < 0 ? rest.replace(half, '') : rest.slice(0, from);
			if (alone === '') break;
			frames.push(alone);
			rest = rest.slice(alone.length);
			continue;
		}
		const stop = rest.indexOf(end);
		if (stop < 0) break;
		frames.push(rest.slice(0, stop + end.length));
		rest = rest.slice(stop + end.length);
	}
	return {frames, rest};
};

const ends: Readonly<Record<string, RegExp>> = {
	22: /^[12]$/,
	23: /^3$/,
	24: /^4$/,
	27: /^7$/,
	29: /^9$/,
	39: /^(?:3[0-8]|9\d)/,
	49: /^(?:4[0-8]|10\d)/,
};

/** The codes that are on after one more, each once, so that two rows that look the same are the same. */
const styleAfter = (style: string, code: string): string => {
	if (code === '' || code === '0') return '';
	const end = ends[code];
	const same = end ?? Object.values(ends).find(kind => kind.test(code) && !/^[12]$/.test(code));
	const left = style.split(' ').filter(one => one !== '' && one !== code && !same?.test(one));
	return [...left, ...(end ? [] : [code])].toSorted().join(' ');
};

const createGrid = (columns: number, rows: number) => {
	const empty = (): string[] => Array.from({length: columns}, () => ' ');
	const cells = Array.from({length: rows}, empty);
	const touched = new Set<number>();
	let row = 0;
	let column = 0;
	let style = '';
	let clears = 0;
	const erase = (at: number, from: number): void => {
		touched.add(at);
		cells[at]!.fill(' ', from);
	};
	const put = (character: string): void => {
		const width = stringWidth(character);
		// A terminal wraps when more comes; a frame that is as wide as the terminal says nothing more on that row.
		if (column + width > columns) throw new Error(`“${character}” is beyond column ${columns}.`);
		touched.add(row);
		cells[row]![column] = style === '' ? character : `${style} ${character}`;
		if (width === 2) cells[row]![column + 1] = '';
		column += width;
	};
	const lineFeed = (): void => {
		if (row === rows - 1) throw new Error('The screen would scroll.');
		row += 1;
	};
	const move = (letter: string, words: string): void => {
		const count = Number(words.split(';')[0] || 1);
		if (letter === 'A') row = Math.max(0, row - count);
		else if (letter === 'B') row = Math.min(rows - 1, row + count);
		else if (letter === 'C') column = Math.min(columns - 1, column + count);
		else if (letter === 'E') [row, column] = [Math.min(rows - 1, row + count), 0];
		else if (letter === 'G') column = count - 1;
		else if (letter === 'H') [row, column] = [count - 1, Number(words.split(';')[1] || 1) - 1];
		else if (letter === 'K' && words === '') erase(row, column);
		else if (letter === 'K') erase(row, 0);
		else if (letter === 'J') {
			if (words === '2' || words === '3' || (row === 0 && column === 0)) clears += 1;
			for (let at = row; at < rows; at += 1) erase(at, at === row ? column : 0);
		} else if (letter === 'm') style = styleAfter(style, words);
		else throw new Error(`The sequence ${words}${letter} is not known.`);
	};
	return {
		write: (text: string): void => {
			for (let at = 0; at < text.length;) {
				sequence.lastIndex = at;
				const found = sequence.exec(text);
				if (found) {
					const [whole, mark, words = '', letter] = found;
					if (letter !== undefined && mark === '') move(letter, words);
					at += whole.length;
					continue;
				}
				const character = String.fromCodePoint(text.codePointAt(at)!);
				if (character === '\n') lineFeed();
				else if (character === '\r') column = 0;
				else put(character);
				at += character.length;
			}
		},
		row: (at: number): string => cells[at]!.join('|'),
		touched,
		clears: () => clears,
	};
};

/** `written` begins with the program, or the terminal's first rows would not be known. Counts only from `since` on. */
export const countFrames = (written: readonly Written[], since = 0, columns = 80, rows = 24): Frames => {
	const grid = createGrid(columns, rows);
	const times: number[] = [];
	let bytes = 0;
	let rewritten = 0;
	let clearsBefore = 0;
	let rest = '';
	for (const {at, text} of written) {
		const counts = at >= since;
		if (counts) bytes += Buffer.byteLength(text);
		else clearsBefore = grid.clears();
		const read = framesIn(rest + text);
		rest = read.rest;
		for (const frame of read.frames) {
			const before = Array.from({length: rows}, (_, index) => grid.row(index));
			grid.touched.clear();
			grid.write(frame);
			if (!counts) continue;
			times.push(at);
			rewritten += [...grid.touched].filter(index => grid.row(index) === before[index]).length;
		}
		if (!counts) clearsBefore = grid.clears();
	}
	const most = Math.max(0, ...times.map(first => times.filter(at => at >= first && at < first + 1000).length));
	return {frames: times.length, bytes, most, clears: grid.clears() - clearsBefore, rewritten};
};
