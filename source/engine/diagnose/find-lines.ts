// Finds the lines that patterns match, in a text that may be large, by many patterns. Each different line is read once; a
// pattern is tried only on lines that have the words it cannot do without.
import type {Bundle} from './bundle.ts';
import {waysToMatch, type Way} from './fixed-words.ts';

/** Where a line is: which passage of the bundle, which line of it. */
export type Place = {readonly passage: number; readonly line: number};

export type Found = {readonly text: string; readonly places: readonly Place[]; readonly value: string};

export type Finder = {
	/** The lines that match, with what the pattern's group holds (without one: the match). `within`: only these passages. */
	readonly find: (pattern: RegExp, within?: ReadonlySet<number>) => readonly Found[];
};

type Line = {readonly text: string; readonly places: Place[]};

/** Every different line once, and by passage which of them it has. */
const differentLines = (
	bundle: Bundle,
): {readonly lines: readonly Line[]; readonly ofPassage: readonly ReadonlySet<number>[]} => {
	const known = new Map<string, number>();
	const lines: Line[] = [];
	const ofPassage = bundle.map(({lines: texts}, passage) => {
		const own = new Set<number>();
		for (const [line, text] of texts.entries()) {
			const at = known.get(text) ?? lines.length;
			own.add(at);
			if (at < lines.length) lines[at]!.places.push({passage, line});
			else {
				known.set(text, at);
				lines.push({text, places: [{passage, line}]});
			}
		}
		return own;
	});
	return {lines, ofPassage};
};

const indexOf = (lines: readonly Line[], wanted: ReadonlySet<string>): ReadonlyMap<string, readonly number[]> => {
	const index = new Map<string, number[]>();
	for (const [at, {text}] of lines.entries()) {
		for (const word of text.match(/\w{3,}/g) ?? []) {
			const lower = word.toLowerCase();
			if (!wanted.has(lower)) continue;
			const before = index.get(lower);
			if (!before) index.set(lower, [at]);
			else if (before.at(-1) !== at) before.push(at);
		}
	}
	return index;
};

/** Below so many lines it is not worth thinking first. */
const few = 40;

/** `patterns` are all that will be looked for by their words; others are found too, but slowly. */
export const createFinder = (bundle: Bundle, patterns: readonly RegExp[]): Finder => {
	const {lines, ofPassage} = differentLines(bundle);
	const wanted = new Set(patterns.flatMap(pattern => waysToMatch(pattern).flatMap(({words}) => words)));
	const index = indexOf(lines, wanted);
	const everywhere = lines.map((_, at) => at);
	const whole = lines.map(({text}) => text).join('\n');
	const starts: number[] = [];
	let start = 0;
	for (const {text} of lines) {
		starts.push(start);
		start += text.length + 1;
	}
	const lineAt = (offset: number): number => {
		let low = 0;
		let high = starts.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if (starts[middle]! <= offset) low = middle;
			else high = middle - 1;
		}
		return low;
	};
	const linesWith = (text: string): readonly number[] => {
		const found: number[] = [];
		for (let offset = whole.indexOf(text); offset >= 0;) {
			const at = lineAt(offset);
			found.push(at);
			const next = starts[at + 1];
			offset = next === undefined ? -1 : whole.indexOf(text, next);
		}
		return found;
	};
	const linesFor = ({words, texts}: Way): readonly number[] => {
		const lists = words.filter(word => wanted.has(word)).map(word => index.get(word) ?? []);
		if (lists.length > 0) return lists.reduce((one, other) => (other.length < one.length ? other : one));
		const longest = texts.reduce((one, other) => (other.length > one.length ? other : one), '');
		return longest === '' ? everywhere : linesWith(longest);
	};
	const linesOf = (within: ReadonlySet<number>): readonly number[] => {
		const all = [...within].flatMap(passage => [...(ofPassage[passage] ?? [])]);
		return within.size === 1 ? all : [...new Set(all)];
	};
	const candidatesOf = (pattern: RegExp, within: ReadonlySet<number> | undefined): Iterable<number> => {
		const own = within && linesOf(within);
		if (own && own.length <= few) return own;
		const ways = waysToMatch(pattern).map(linesFor);
		if (own && ways.some(way => way.length >= own.length)) return own;
		return ways.length === 1 ? ways[0]! : new Set(ways.flat());
	};
	const seen = new Map<RegExp, Map<ReadonlySet<number> | undefined, readonly Found[]>>();
	const find = (pattern: RegExp, within: ReadonlySet<number> | undefined): readonly Found[] =>
		[...candidatesOf(pattern, within)]
			.toSorted((one, other) => one - other)
			.flatMap(at => {
				const {text, places} = lines[at]!;
				const match = pattern.exec(text);
				pattern.lastIndex = 0;
				if (!match) return [];
				const there = within ? places.filter(({passage}) => within.has(passage)) : places;
				return there.length === 0
					? []
					: [{text, places: there, value: match.slice(1).find(group => group !== undefined) ?? match[0]}];
			});
	return {
		find: (pattern, within) => {
			const known = seen.get(pattern) ?? new Map<ReadonlySet<number> | undefined, readonly Found[]>();
			seen.set(pattern, known);
			const before = known.get(within);
			if (before) return before;
			const found = find(pattern, within);
			known.set(within, found);
			return found;
		},
	};
};
