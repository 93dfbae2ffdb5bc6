// What commands printed last, in the pieces that it came in. A command may print a million lines a second; an object for
// each of them would live just long enough to be garbage that only a look at all of the memory finds. Lines are made when
// somebody reads them.
import type {Stream} from './transport.ts';

/** Whole lines of one command, as they came together. */
export type Printed = {
	readonly task: string;
	readonly host: string;
	readonly stream: Stream;
	readonly text: string;
	/** How many lines the text has. */
	readonly lines: number;
	readonly at: number;
};

/** So many of the last lines are kept, and of the oldest piece all. */
export const outputLimit = 2000;

const endOf = (text: string): number => (text.endsWith('\n') ? text.length - 1 : text.length);

const countLines = (text: string): number => {
	const end = endOf(text);
	let count = 1;
	for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count += 1;
	return count;
};

/** Where the last so many lines begin. */
const startOfLast = (text: string, lines: number): number => {
	let at = endOf(text);
	for (let count = 0; count < lines; count += 1) at = text.lastIndexOf('\n', at - 1);
	return at + 1;
};

/** A piece with no more lines than are kept. */
export const printedOf = (piece: Omit<Printed, 'lines'>): Printed => {
	const lines = countLines(piece.text);
	if (lines <= outputLimit) return {...piece, lines};
	return {...piece, text: piece.text.slice(startOfLast(piece.text, outputLimit)), lines: outputLimit};
};

/** The pieces with one more, without those that are no longer needed. */
export const addPrinted = (pieces: readonly Printed[], next: Printed): readonly Printed[] => {
	let first = pieces.length;
	for (let room = outputLimit - next.lines; room > 0 && first > 0; room -= pieces[first]!.lines) first -= 1;
	return [...pieces.slice(first), next];
};

const isOf = (task: string, host: string) => (piece: Printed) => piece.task === task && piece.host === host;

/** How many lines of what the task printed on the host are kept. */
export const countOf = (pieces: readonly Printed[], task: string, host: string): number =>
	pieces.filter(isOf(task, host)).reduce((count, {lines}) => count + lines, 0);

/** Those of them from one number on, up to another. */
export const linesOf = (
	pieces: readonly Printed[],
	task: string,
	host: string,
	from = 0,
	to = Number.POSITIVE_INFINITY,
): readonly string[] => {
	let next = 0;
	return pieces.filter(isOf(task, host)).flatMap(({text, lines}) => {
		const at = next;
		next += lines;
		if (next <= from || at >= to) return [];
		return text
			.slice(0, endOf(text))
			.split('\n')
			.slice(Math.max(0, from - at), to - at);
	});
};
