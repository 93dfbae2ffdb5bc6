// The host x check matrix: a column for each host, as many blocks of columns as the terminal's width asks for.
import stringWidth from 'string-width';
import type {Book, Stage} from '../engine/declare.ts';
import type {Surveyed} from '../engine/engine.ts';
import type {Language} from '../texts/texts.ts';

export type Answered = Surveyed['answer'];

export type Look = {
	readonly language: Language;
	/** Columns of the terminal. */
	readonly width: number;
	/** Colours a mark, or a title; leaves it as it is where there are no colours. */
	readonly paint: (tone: Answered | 'title', text: string) => string;
};

export const marks = {yes: '✔', no: '✘', unknown: '?'} as const satisfies Record<Answered, string>;

const indent = 2;
const gap = 2;
const longestTitle = 40;
const longestName = 12;

/** Letters, not code units: a cut must not leave half an emoji. */
const letters = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
const lettersOf = (text: string): readonly string[] => [...letters.segment(text)].map(({segment}) => segment);

/** As many letters from the start as fit. */
const fitting = (all: readonly string[], width: number): readonly string[] => {
	let used = 0;
	const end = all.findIndex(letter => (used += stringWidth(letter)) > width);
	return end === -1 ? all : all.slice(0, end);
};

const cutEnd = (text: string, width: number): string =>
	stringWidth(text) <= width
		? text
		: `${fitting(lettersOf(text), width - 1)
				.join('')
				.trimEnd()}…`;

/** Names of hosts differ at their start (m1.example.com) or at their end (control-plane-1): the middle goes. */
const cutMiddle = (text: string, width: number): string => {
	if (stringWidth(text) <= width) return text;
	const all = lettersOf(text);
	const end = fitting(all.toReversed(), Math.ceil((width - 1) / 2)).toReversed();
	return `${fitting(all, Math.floor((width - 1) / 2)).join('')}…${end.join('')}`;
};

const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - stringWidth(text)));

/** Names that are the same when they are cut are not cut. */
const shownNames = (hosts: readonly string[]): readonly string[] => {
	const cut = hosts.map(host => cutMiddle(host, longestName));
	return new Set(cut).size === hosts.length ? cut : hosts;
};

/** Hosts in blocks of one size, so that none looks forgotten. */
const blocksOf = (hosts: readonly string[], most: number): readonly (readonly string[])[] => {
	const count = Math.ceil(hosts.length / Math.max(1, most));
	const size = Math.ceil(hosts.length / count);
	return Array.from({length: count}, (_, index) => hosts.slice(index * size, (index + 1) * size));
};

/** How hosts stand above their columns: side by side, or upright, one letter a line, when that takes fewer blocks. */
type Heads = {
	readonly blocks: readonly (readonly string[])[];
	readonly widthOf: (host: string) => number;
	readonly linesOf: (hosts: readonly string[]) => readonly string[];
};

const spaced = (cells: readonly string[]): string => cells.map(cell => `${' '.repeat(gap)}${cell}`).join('');

const headsOf = (hosts: readonly string[], room: number): Heads => {
	const shown = shownNames(hosts);
	const names = new Map(hosts.map((host, index) => [host, shown[index]!]));
	const longest = Math.max(...shown.map(name => stringWidth(name)));
	const flat = blocksOf(hosts, Math.floor(room / (longest + gap)));
	const upright = blocksOf(hosts, Math.floor(room / (1 + gap)));
	if (flat.length === 1 || flat.length === upright.length) {
		return {
			blocks: flat,
			widthOf: host => stringWidth(names.get(host)!),
			linesOf: block => [spaced(block.map(host => names.get(host)!))],
		};
	}
	return {
		blocks: upright,
		widthOf: () => 1,
		linesOf: block => {
			const stacks = block.map(host => lettersOf(names.get(host)!));
			const height = Math.max(...stacks.map(({length}) => length));
			return Array.from({length: height}, (_, line) =>
				spaced(stacks.map(name => name[line - height + name.length] ?? ' ')),
			);
		},
	};
};

type Cells = ReadonlyMap<string, Surveyed>;

const keyOf = (task: string, host: string): string => `${task}/${host}`;

const blockLines = (
	stages: readonly Stage[],
	hosts: readonly string[],
	{widthOf, linesOf}: Heads,
	cells: Cells,
	{language, paint}: Look,
	titles: number,
): readonly string[] => {
	const rows = stages.flatMap(stage => {
		const tasks = stage.tasks.filter(task => hosts.some(host => cells.has(keyOf(task.id, host))));
		if (tasks.length === 0) return [];
		return [
			paint('title', stage.title[language]),
			...tasks.map(task => {
				const row = hosts.map(host => {
					const cell = cells.get(keyOf(task.id, host));
					const mark = cell ? paint(cell.answer, marks[cell.answer]) : ' ';
					return `${mark}${' '.repeat(Math.max(0, widthOf(host) - 1))}`;
				});
				const title = pad(cutEnd(task.title[language], titles - indent), titles - indent);
				return `${' '.repeat(indent)}${title}${spaced(row)}`.trimEnd();
			}),
		];
	});
	return [...linesOf(hosts).map(line => `${' '.repeat(titles)}${line}`.trimEnd()), ...rows];
};

/** The lines of the matrix. A host that was not asked a check has no mark there. */
export const matrixLines = (book: Book, surveyed: readonly Surveyed[], look: Look): readonly string[] => {
	const hosts = [...new Set(surveyed.map(({host}) => host))];
	if (hosts.length === 0) return [];
	const cells: Cells = new Map(surveyed.map(cell => [keyOf(cell.task, cell.host), cell]));
	const asked = book.stages.flatMap(({tasks}) =>
		tasks.filter(({id}) => hosts.some(host => cells.has(keyOf(id, host)))),
	);
	const longest = Math.max(...asked.map(({title}) => stringWidth(title[look.language])));
	const width = Math.max(...shownNames(hosts).map(name => stringWidth(name))) + gap;
	const spare = look.width - indent - hosts.length * width;
	const titles = indent + Math.min(longest, Math.max(longestTitle, spare));
	const heads = headsOf(hosts, look.width - titles);
	return heads.blocks.flatMap((block, index) => [
		...(index === 0 ? [] : ['']),
		...blockLines(book.stages, block, heads, cells, look, titles),
	]);
};
