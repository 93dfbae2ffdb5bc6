// What a regular expression cannot do without: words that must be in a line for it to match, so that most patterns are
// never tried on most lines. It is cautious: what it does not understand counts as "could be anything".

/** A way to match: every word of it must be there, in lower case, and every text, letter by letter. */
export type Way = {readonly words: readonly string[]; readonly texts: readonly string[]};

/** Stands for something that is no part of a word, and for something of which nothing is known. */
const edge = '\u0000';
const gap = '\u0001';

const mostWays = 48;

/** Alternatives, each the pattern's letters with marks between them. */
type Branches = readonly string[];

const anything: Branches = [gap];

const join = (left: Branches, right: Branches): Branches =>
	left.length * right.length > mostWays
		? left.map(text => text + gap)
		: left.flatMap(text => right.map(next => text + next));

type Reader = {readonly source: string; at: number};

const escapes: Readonly<Record<string, string>> = {
	s: edge,
	b: edge,
	B: gap,
	t: edge,
	n: edge,
	r: edge,
	d: gap,
	D: gap,
	w: gap,
	W: edge,
	S: gap,
};

const readEscape = (reader: Reader): string => {
	const letter = reader.source[reader.at + 1] ?? '';
	reader.at += 2;
	const known = escapes[letter];
	if (known !== undefined) return known;
	return /\w/.test(letter) ? gap : letter;
};

/** Whether a class such as `[ :"]` holds nothing that could be part of a word. */
const readClass = (reader: Reader): string => {
	const from = reader.at;
	reader.at += 1;
	while (reader.at < reader.source.length && reader.source[reader.at] !== ']')
		reader.at += reader.source[reader.at] === '\\' ? 2 : 1;
	reader.at += 1;
	const inside = reader.source.slice(from + 1, reader.at - 1);
	return inside.startsWith('^') || /[\w-]|\\[^\]["'.()[\\/s|]/.test(inside.replaceAll('\\s', ' ')) ? gap : edge;
};

const readGroup = (reader: Reader): Branches => {
	reader.at += 1;
	const ahead = /^\?(?:<?[=!]|:|<\w+>)/.exec(reader.source.slice(reader.at))?.[0] ?? '';
	reader.at += ahead.length;
	const inside = readBranches(reader);
	reader.at += 1;
	return /[=!]$/.test(ahead) ? anything : inside;
};

type Times = {readonly least: number; readonly most: number};

const readTimes = (reader: Reader): Times | undefined => {
	const found = /^(?:[?*+]|\{(\d+)(,?)(\d*)\})\??/.exec(reader.source.slice(reader.at));
	if (!found) return undefined;
	reader.at += found[0].length;
	const [text, least, comma, most] = found;
	if (text.startsWith('?')) return {least: 0, most: 1};
	if (text.startsWith('*')) return {least: 0, most: Number.POSITIVE_INFINITY};
	if (text.startsWith('+')) return {least: 1, most: Number.POSITIVE_INFINITY};
	if (comma === '') return {least: Number(least), most: Number(least)};
	return {least: Number(least), most: most === '' ? Number.POSITIVE_INFINITY : Number(most)};
};

const repeated = (branches: Branches, {least, most}: Times): Branches => {
	if (least === 1 && most === 1) return branches;
	if (least === 0) return most === 1 ? ['', ...branches] : anything;
	if (branches.every(text => text === edge)) return branches;
	return branches.map(text => text + gap);
};

const readAtom = (reader: Reader): Branches => {
	const character = reader.source[reader.at]!;
	if (character === '(') return readGroup(reader);
	if (character === '[') return [readClass(reader)];
	if (character === '\\') return [readEscape(reader)];
	reader.at += 1;
	if (character === '.') return anything;
	return [character === '^' || character === '$' ? edge : character];
};

const readBranches = (reader: Reader): Branches => {
	const all: string[] = [];
	let branch: Branches = [''];
	while (reader.at < reader.source.length && reader.source[reader.at] !== ')') {
		if (reader.source[reader.at] === '|') {
			reader.at += 1;
			all.push(...branch);
			branch = [''];
			continue;
		}
		const atom = readAtom(reader);
		const times = readTimes(reader);
		branch = join(branch, times ? repeated(atom, times) : atom);
	}
	all.push(...branch);
	return all.length > mostWays ? anything : all;
};

/** A word of two letters is in every other line. */
const shortest = 3;

// oxlint-disable-next-line no-control-regex -- the marks
const wholeWord = /(?<![\w\u0001])\w{3,}(?![\w\u0001])/g;
// oxlint-disable-next-line no-control-regex -- the marks
const marks = /[\u0000\u0001]/;

const waysOf = ({source, flags}: RegExp): readonly Way[] => {
	const branches = readBranches({source, at: 0});
	return branches.map(text => ({
		words: [...new Set(`${gap}${text}${gap}`.match(wholeWord) ?? [])].map(word => word.toLowerCase()),
		texts: flags.includes('i') ? [] : text.split(marks).filter(part => part.trim().length >= shortest),
	}));
};

const known = new WeakMap<RegExp, readonly Way[]>();

/** The ways in which a pattern can match; a line that has what none of them needs does not match. */
export const waysToMatch = (pattern: RegExp): readonly Way[] => {
	const before = known.get(pattern);
	if (before) return before;
	const ways = waysOf(pattern);
	known.set(pattern, ways);
	return ways;
};

const specificities = new WeakMap<RegExp, number>();

/** How many letters a line must have in common with the pattern at least: much is specific. */
export const specificity = (pattern: RegExp): number => {
	const before = specificities.get(pattern);
	if (before !== undefined) return before;
	const letters = readBranches({source: pattern.source, at: 0}).map(
		text => text.replace(/[^\p{L}\p{N}]/gu, '').length,
	);
	const least = Math.min(...letters);
	specificities.set(pattern, least);
	return least;
};
