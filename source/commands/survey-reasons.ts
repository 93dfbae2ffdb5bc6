// Why checks are not so, and what makes them so: below the matrix, and in JSON with every cell that is not so.
import type {Book, Task, Text} from '../engine/declare.ts';
import type {Engine, Surveyed} from '../engine/engine.ts';
import {onlyAsks} from '../engine/only-asks.ts';
import {textsOf} from '../texts/texts.ts';
import type {Look} from './matrix.ts';

export const isAway = ({answer, detail}: Surveyed): boolean => answer === 'unknown' && detail !== '';

const tasksIn = ({stages}: Book): readonly Task[] => stages.flatMap(({tasks}) => tasks);

/** The commands that make a check so on its host, letter by letter; none where a person has to do it. */
const commandsOf = (engine: Engine, task: Task, host: string): readonly string[] =>
	onlyAsks(task) ? [] : engine.preview(task.id, host).script.trimEnd().split('\n');

/** A cell of JSON. `fix` is bash as root on that host, a line each; `advice` what a person does where there is none. */
export type Explained = Surveyed & {
	readonly title?: Text;
	readonly why?: Text;
	readonly fix?: readonly string[];
	readonly advice?: Text;
};

export const explain = (engine: Engine, surveyed: readonly Surveyed[]): readonly Explained[] => {
	const tasks = new Map(tasksIn(engine.book).map(task => [task.id, task]));
	return surveyed.map(cell => {
		const task = tasks.get(cell.task);
		if (!task || cell.answer === 'yes') return cell;
		const {title, why, fix} = task;
		const advice = onlyAsks(task) ? fix : undefined;
		return {...cell, title, why, fix: commandsOf(engine, task, cell.host), ...(advice && {advice})};
	});
};

/** `m1 m2: why`, once for all hosts that say the same. */
const together = (cells: readonly Surveyed[], wordsOf: (cell: Surveyed) => string): readonly string[] => {
	const hosts = Map.groupBy(cells, wordsOf);
	return [...hosts].map(([words, same]) => `${[...new Set(same.map(({host}) => host))].join(' ')}: ${words}`);
};

/** Whole manifests are written by some tasks: nobody reads them in a list of reasons. */
const most = 6;

/** What was seen, why it matters and what makes it so, under the check's title; a host that is away has one reason for all checks, and it comes first. */
export const reasonLines = (
	engine: Engine,
	surveyed: readonly Surveyed[],
	{language, paint}: Look,
): readonly string[] => {
	const texts = textsOf(language).survey;
	const away = together(surveyed.filter(isAway), ({detail}) => detail);
	const fixLines = (task: Task, host: string): readonly string[] => {
		const lines = commandsOf(engine, task, host);
		if (lines.length === 0) return task.fix ? [`    ${texts.advice(task.fix[language])}`] : [];
		const rest = lines.length - most;
		const shown = rest > 1 ? [...lines.slice(0, most), texts.more(rest)] : lines;
		return [`    ${texts.fix(host)}`, ...shown.map(line => `      ${line}`)];
	};
	const reasons = tasksIn(engine.book).flatMap(task => {
		const open = surveyed.filter(cell => cell.task === task.id && cell.answer !== 'yes' && !isAway(cell));
		if (open.length === 0) return [];
		return [
			`  ${task.title[language]}`,
			...together(open, ({answer, detail}) => (answer === 'unknown' ? texts.notYet : detail)).map(
				line => `    ${line}`,
			),
			`    ${texts.why(task.why[language])}`,
			...fixLines(task, open[0]!.host),
		];
	});
	return [
		...(away.length === 0 ? [] : ['', paint('title', texts.away), ...away.map(line => `  ${line}`)]),
		...(reasons.length === 0 ? [] : ['', paint('title', texts.reasons), ...reasons]),
	];
};
