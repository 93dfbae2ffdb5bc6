// What came back through a terminal and a clipboard: with Windows line ends, wrapped lines, prompts and the echoed
// command around it, or without its beginning or its end. What is missing is named; nothing is guessed.
import type {Answer} from '../engine/declare.ts';
import type {Lack, Reading} from '../engine/sheet.ts';
import {cleanText} from './clean-text.ts';

export type Expected = {
	readonly host: string;
	readonly tag: string;
	/** How many parts there are; of a job that failed only the first comes. */
	readonly of: number;
	readonly kind: 'questions' | 'job' | 'look';
	/** The one command, when there is only one: then text without markers is taken for its output. */
	readonly command?: string;
};

type Marker = {readonly host: string; readonly tag: string; readonly words: string};

const marker = /--- kubewalk (\S+) ([\da-f]{6}) (.+?) ---/;
const partWords = /^(\d+)\/\d+ exit (\d+) lines (\d+)$/;
/** A sign, a plus when the line goes on, and the text; a terminal may have lost the space at the end. */
const content = /^\s*([|!])(\+?)(?: (.*))?$/;

/** No terminal is narrower. */
const narrow = 30;

type Part = {readonly exit: number; readonly wanted: number; readonly found: number; readonly answer: Answer};

type Line = {readonly stream: 'stdout' | 'stderr'; text: string};

const textOf = (lines: readonly Line[], stream: Line['stream']): string =>
	lines
		.filter(line => line.stream === stream)
		.map(({text}) => `${text}\n`)
		.join('');

/** Gathers signed lines until the marker that ends their part. */
const createLines = () => {
	let lines: Line[] = [];
	let found = 0;
	let wraps = false;
	return {
		/** An unsigned line after a long one is its rest, which a narrow terminal has wrapped; after others it is not ours. */
		add: (row: string): void => {
			const signed = content.exec(row);
			const last = lines.at(-1);
			if (!signed) {
				if (last && wraps) last.text += row.trimEnd();
				return;
			}
			wraps = row.trimEnd().length >= narrow;
			found += 1;
			const stream = signed[1] === '|' ? 'stdout' : 'stderr';
			const before = signed[2] === '+' ? lines.findLast(line => line.stream === stream) : undefined;
			if (before) before.text += signed[3] ?? '';
			else lines.push({stream, text: signed[3] ?? ''});
		},
		take: (exit: number, wanted: number): Part => {
			const answer = {exit, stdout: textOf(lines, 'stdout'), stderr: textOf(lines, 'stderr')};
			const part = {exit, wanted, found, answer};
			lines = [];
			found = 0;
			return part;
		},
	};
};

const markerIn = (row: string): Marker | undefined => {
	if (content.test(row)) return undefined;
	const found = marker.exec(row);
	return found ? {host: found[1]!, tag: found[2]!, words: found[3]!} : undefined;
};

const lacking = (lack: Lack): Reading => ({state: 'lacking', lack});

const refusals: Readonly<Record<string, Lack['kind'] & ('damaged' | 'not-root' | 'no-room' | 'running')>> = {
	damaged: 'damaged',
	'not root': 'not-root',
	'no room': 'no-room',
	running: 'running',
};

const prompt = /^[^|!]*[#$%>] ?$/;

/** The output alone: without the command as the shell echoed it, and without the next prompt. */
const withoutShell = (rows: readonly string[], command: string): string => {
	const last = command.trim().split('\n').at(-1)!.trim();
	const echoed = rows.findLastIndex(row => row.trimEnd().endsWith(last) && /[#$%>]\s/.test(row));
	const rest = rows.slice(echoed + 1);
	while (rest.length > 0 && (rest.at(-1)!.trim() === '' || prompt.test(rest.at(-1)!))) rest.pop();
	return rest.map(row => `${row}\n`).join('');
};

const readParts = (rows: readonly string[], tag: string) => {
	const parts = new Map<number, Part>();
	const lines = createLines();
	let ended = false;
	for (const row of rows) {
		const found = markerIn(row);
		if (found?.tag === tag) {
			const part = partWords.exec(found.words);
			if (part) parts.set(Number(part[1]), lines.take(Number(part[2]), Number(part[3])));
			if (found.words === 'end') ended = true;
		} else if (!ended) lines.add(row);
	}
	return {parts, ended};
};

/** Reads a paste for what it was asked for. */
export const readPaste = (pasted: string, {host, tag, of, kind, command}: Expected): Reading => {
	const rows = cleanText(pasted.replaceAll(/\r\n?/g, '\n')).split('\n');
	if (rows.every(row => row.trim() === '')) return lacking({kind: 'nothing'});
	const markers = rows.map(markerIn).filter(found => found !== undefined);
	if (markers.length === 0 && rows.every(row => row.trim() === '' || content.test(row)))
		return lacking({kind: 'end'});
	if (markers.length === 0) {
		return command === undefined ? lacking({kind: 'unmarked'}) : {state: 'free', text: withoutShell(rows, command)};
	}
	const own = markers.filter(found => found.tag === tag);
	const words = own.at(-1)?.words;
	if (words === undefined) {
		const other = markers.at(-1)!.host;
		return lacking(other === host ? {kind: 'other'} : {kind: 'other-host', host: other});
	}
	if (words === 'not run') return {state: 'not-run'};
	const refusal = refusals[words];
	if (refusal) return lacking({kind: refusal});

	// A text that was run twice is there twice: the last time counts.
	const begin = rows.findLastIndex(row => markerIn(row)?.tag === tag && markerIn(row)?.words === 'begin');
	const {parts, ended} = readParts(rows.slice(begin + 1), tag);
	if (!ended) return lacking({kind: 'end'});
	const needed = kind === 'look' || (kind === 'job' && parts.get(1)?.exit !== 0) ? 1 : of;
	const numbers = Array.from({length: needed}, (_, index) => index + 1);
	const missing = numbers.filter(number => !parts.has(number));
	if (missing.length > 0) return lacking({kind: 'parts', parts: missing, of});
	const short = numbers.find(number => parts.get(number)!.found !== parts.get(number)!.wanted);
	if (short !== undefined) {
		const {wanted, found} = parts.get(short)!;
		return lacking({kind: 'lines', part: short, of, wanted, found});
	}
	return {state: 'whole', answers: numbers.map(number => parts.get(number)!.answer)};
};
