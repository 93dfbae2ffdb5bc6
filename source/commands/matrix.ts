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
const headsOf = (hosts: readonly string[]): ReadonlyMap<string, string> => {
	const cut = hosts.map(host => cutMiddle(host, longestName));
	const shown = new Set(cut).size === hosts.length ? cut : hosts;
	return new Map(hosts.map((host, index) => [host, shown[index]!]));
};

/** Hosts in blocks that fit beside the titles; blocks of one size, so that none looks forgotten. */
const blocksOf = (
	hosts: readonly string[],
	widths: readonly number[],
	room: number,
): readonly (readonly string[])[] => {
	const most = Math.max(1, Math.floor(room / (Math.max(...widths) + gap)));
	const count = Math.ceil(hosts.length / most);
	const size = Math.ceil(hosts.length / count);
	return Array.from({length: count}, (_, index) => hosts.slice(index * size, (index + 1) * size));
};

type Cells = ReadonlyMap<string, Surveyed>;

const keyOf = (task: string, host: string): string => `${task}/${host}`;

const blockLines = (
	stages: readonly Stage[],
	hosts: readonly string[],
	heads: ReadonlyMap<string, string>,
	cells: Cells,
	{language, paint}: Look,
	titles: number,
): readonly string[] => {
	const widthOf = (host: string): number => stringWidth(heads.get(host)!);
	const head = hosts.map(host => `${' '.repeat(gap)}${heads.get(host)!}`).join('');
	const rows = stages.flatMap(stage => {
		const tasks = stage.tasks.filter(task => hosts.some(host => cells.has(keyOf(task.id, host))));
		if (tasks.length === 0) return [];
		return [
			paint('title', stage.title[language]),
			...tasks.map(task => {
				const row = hosts.map(host => {
					const cell = cells.get(keyOf(task.id, host));
					const mark = cell ? paint(cell.answer, marks[cell.answer]) : ' ';
					return `${' '.repeat(gap)}${mark}${' '.repeat(Math.max(0, widthOf(host) - 1))}`;
				});
				const title = cutEnd(task.title[language], titles - indent);
				return `${' '.repeat(indent)}${pad(title, titles - indent)}${row.join('')}`.trimEnd();
			}),
		];
	});
	return [`${' '.repeat(titles)}${head}`, ...rows];
};

/** The lines of the matrix. A host that was not asked a check has no mark there. */
export const matrixLines = (book: Book, surveyed: readonly Surveyed[], look: Look): readonly string[] => {
	const hosts = [...new Set(surveyed.map(({host}) => host))];
	if (hosts.length === 0) return [];
	const cells: Cells = new Map(surveyed.map(cell => [keyOf(cell.task, cell.host), cell]));
	const heads = headsOf(hosts);
	const widths = hosts.map(host => stringWidth(heads.get(host)!));
	const asked = book.stages.flatMap(({tasks}) =>
		tasks.filter(({id}) => hosts.some(host => cells.has(keyOf(id, host)))),
	);
	const longest = Math.max(...asked.map(({title}) => stringWidth(title[look.language])));
	const spare = look.width - indent - hosts.length * (Math.max(...widths) + gap);
	const titles = indent + Math.min(longest, Math.max(longestTitle, spare));
	return blocksOf(hosts, widths, look.width - titles).flatMap((block, index) => [
		...(index === 0 ? [] : ['']),
		...blockLines(book.stages, block, heads, cells, look, titles),
	]);
};
