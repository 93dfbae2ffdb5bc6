// Bash in pieces, so that a person sees what is what: quoted text, comments, variables, here-documents. It need not know
// all of bash: what it does not know is plain.

import type {CommandTone} from './theme.ts';

type PieceKind = 'plain' | CommandTone;
type Piece = {readonly text: string; readonly kind: PieceKind};
export type Line = readonly Piece[];

/** What is open: the script itself, "…" or $(…); `depth` counts the brackets in it. */
type Open = {readonly kind: 'script' | 'double' | 'command'; depth: number};

const variable = /\$(?:\{[^}]*\}|[A-Za-z_]\w*|[0-9?@*#!$-])/y;
const document = /<<(?!<)(-?)[ ]*(?:'([^']+)'|"([^"]+)"|\\?(\w+))/y;
const plainRun = /[^\\'"$#<()\n]+/y;

const at = (pattern: RegExp, text: string, index: number): RegExpExecArray | null => {
	pattern.lastIndex = index;
	return pattern.exec(text);
};

/** Ends of the here-documents that begin with the next line. */
type Document = {readonly end: string; readonly indented: boolean};

const pieces = (script: string): readonly Piece[] => {
	const found: Piece[] = [];
	const open: Open[] = [{kind: 'script', depth: 0}];
	let waiting: Document[] = [];
	let index = 0;
	const take = (length: number, kind: PieceKind): void => {
		const text = script.slice(index, index + length);
		index += text.length;
		const last = found.at(-1);
		if (last?.kind === kind) found[found.length - 1] = {text: last.text + text, kind};
		else if (text !== '') found.push({text, kind});
	};
	const takeDocuments = (): void => {
		for (const {end, indented} of waiting) {
			while (index < script.length) {
				const next = script.indexOf('\n', index);
				const line = script.slice(index, next === -1 ? undefined : next);
				take(line.length + 1, 'document');
				if ((indented ? line.replace(/^\t+/, '') : line) === end) break;
			}
		}
		waiting = [];
	};
	while (index < script.length) {
		const here = open.at(-1)!;
		const quoted = here.kind === 'double';
		const kind = quoted ? 'string' : 'plain';
		const character = script[index]!;
		const name = at(variable, script, index);
		const begins = quoted ? null : at(document, script, index);
		if (character === '\n') {
			take(1, kind);
			if (waiting.length > 0 && !quoted) takeDocuments();
		} else if (character === '\\') take(2, kind);
		else if (name) take(name[0].length, 'variable');
		else if (script.startsWith('$(', index)) {
			take(2, 'plain');
			open.push({kind: 'command', depth: 1});
		} else if (quoted) {
			if (character === '"') open.pop();
			take(1, 'string');
		} else if (character === '"') {
			take(1, 'string');
			open.push({kind: 'double', depth: 0});
		} else if (character === "'") {
			const end = script.indexOf("'", index + 1);
			take((end === -1 ? script.length : end + 1) - index, 'string');
		} else if (character === '#' && /(?:^|[\s;(])$/.test(script.slice(Math.max(0, index - 1), index))) {
			const end = script.indexOf('\n', index);
			take((end === -1 ? script.length : end) - index, 'comment');
		} else if (begins) {
			waiting.push({end: begins[2] ?? begins[3] ?? begins[4]!, indented: begins[1] === '-'});
			take(begins[0].length, 'plain');
		} else if (script.startsWith('<<<', index)) take(3, 'plain');
		else if (character === '(' || character === ')') {
			here.depth += character === '(' ? 1 : -1;
			if (here.kind === 'command' && here.depth === 0) open.pop();
			take(1, 'plain');
		} else take(at(plainRun, script, index)?.[0].length ?? 1, 'plain');
	}
	return found;
};

const escaped = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);

/** The longest value comes first, and no value is found inside of a longer word. */
const patternOf = (values: readonly string[]): RegExp | undefined =>
	values.length === 0
		? undefined
		: new RegExp(
				// A version stands behind a v: v1.36.
				`(?<![A-Za-uw-z0-9_.-])(?:${values.map(escaped).join('|')})(?![\\w-]|\\.\\d)`,
				'g',
			);

const withValues = ({text, kind}: Piece, pattern: RegExp | undefined): readonly Piece[] => {
	if (!pattern || kind === 'comment') return [{text, kind}];
	const found: Piece[] = [];
	let from = 0;
	for (const {0: value, index} of text.matchAll(pattern)) {
		if (index > from) found.push({text: text.slice(from, index), kind});
		found.push({text: value, kind: 'value'});
		from = index + value.length;
	}
	return from === 0 ? [{text, kind}] : from < text.length ? [...found, {text: text.slice(from), kind}] : found;
};

const linesOf = (all: readonly Piece[]): readonly Line[] => {
	const lines: Piece[][] = [[]];
	for (const {text, kind} of all) {
		for (const [index, part] of text.split('\n').entries()) {
			if (index > 0) lines.push([]);
			if (part !== '') lines.at(-1)!.push({text: part, kind});
		}
	}
	return lines;
};

/** The scripts that were shown last: a key that scrolls must not read thousands of lines anew. */
const kept = new Map<string, {readonly values: readonly string[]; readonly lines: readonly Line[]}>();
const most = 16;

/** The lines of a script in their pieces; together they are the script, letter by letter. */
export const bashLines = (script: string, values: readonly string[]): readonly Line[] => {
	const before = kept.get(script);
	if (before && before.values === values) return before.lines;
	const pattern = patternOf(values);
	const lines = linesOf(pieces(script).flatMap(piece => withValues(piece, pattern)));
	kept.delete(script);
	kept.set(script, {values, lines});
	const [oldest] = kept.keys();
	if (kept.size > most && oldest !== undefined) kept.delete(oldest);
	return lines;
};
