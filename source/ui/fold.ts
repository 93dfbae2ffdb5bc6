// Lines cut to a width at any character, so that a command stays letter by letter and its lines can be counted.
import {charactersOf} from './text-field.ts';

// oxlint-disable-next-line no-control-regex
const ascii = /^[\u0000-\u007F]*$/;

/** Columns of a character as terminals draw it: wide for Chinese letters and full-width signs. */
export const columnsOf = (character: string): number =>
	/[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFF00-\uFF60\u{1F300}-\u{1FAFF}]/u.test(character) ? 2 : 1;

export const fold = (line: string, width: number): readonly string[] => {
	if (ascii.test(line) && line.length <= width) return [line];
	const rows: string[] = [];
	let row = '';
	let used = 0;
	for (const character of charactersOf(line)) {
		const columns = columnsOf(character);
		if (used + columns > width) {
			rows.push(row);
			row = '';
			used = 0;
		}
		row += character;
		used += columns;
	}
	return [...rows, row];
};

/** The first character to draw, so that the one at `at` is among those that fit into the width. */
export const firstInSight = (characters: readonly string[], at: number, width: number): number => {
	let from = at;
	let used = columnsOf(characters[at] ?? ' ');
	while (from > 0) {
		used += columnsOf(characters[from - 1]!);
		if (used > width) break;
		from--;
	}
	return from;
};
