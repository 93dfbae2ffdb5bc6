// What is printed of a book for a plan, in the words of one language: text and Markdown only lay it out.
import type {Book, Task} from '../../engine/declare.ts';
import {textsOf, type Language, type Texts} from '../../texts/texts.ts';
import type {Plan} from '../../../steps/plan.ts';
import {assumedSystem, systems, type SystemName} from '../../../steps/system.ts';
import {byTask, expandBook, groupsOf, sourcesOf, type Group, type Source, type Step} from './expand-book.ts';
import {placeholder, readBy} from './placeholders.ts';

/** The scripts of a task for hosts that all get the very same ones. */
export type Block = {
	readonly hosts: string;
	readonly reads: readonly {readonly name: string; readonly task: string}[];
	readonly parts: readonly {readonly title: string; readonly script: string}[];
};

export type Entry = {
	readonly id: string;
	readonly title: string;
	readonly why: string;
	/** Risk, and pace when it is one by one. */
	readonly manner: string;
	readonly blocks: readonly Block[];
};

export type Chapter = {
	readonly number: number;
	readonly id: string;
	readonly title: string;
	readonly why: string;
	readonly entries: readonly Entry[];
};

export type Outline = {readonly title: string; readonly head: string; readonly chapters: readonly Chapter[]};

const blockOf = ({hosts, step}: Group, sources: ReadonlyMap<string, Source>, {planBook: words}: Texts): Block => ({
	hosts: words.on(hosts.join(', ')),
	reads: readBy(step, sources),
	parts: [
		{title: words.check, script: step.check.text},
		{title: words.run, script: step.run.text},
		...(step.verify ? [{title: words.verify, script: step.verify.text}] : []),
		...(step.undo ? [{title: words.undo, script: step.undo.text}] : []),
	],
});

const mannerOf = (task: Task, {planBook: words}: Texts): string =>
	[words[task.risk], ...(task.pace === 'one-by-one' ? [words.oneByOne] : [])].join(', ');

export const outline = (book: Book, plan: Plan, language: Language, system: SystemName = assumedSystem): Outline => {
	const words = textsOf(language);
	const sources = sourcesOf(book, plan);
	const steps = expandBook(book, plan, placeholder, system);
	const entryOf = (alike: readonly Step[]): Entry => {
		const {task} = alike[0]!;
		return {
			id: task.id,
			title: task.title[language],
			why: task.why[language],
			manner: mannerOf(task, words),
			blocks: groupsOf(alike).map(group => blockOf(group, sources, words)),
		};
	};
	const chapters = book.stages.map((stage, index) => ({
		number: index + 1,
		id: stage.id,
		title: stage.title[language],
		why: stage.why[language],
		entries: byTask(steps.filter(step => step.stage.id === stage.id)).map(entryOf),
	}));
	const title = book.title[language];
	return {
		title,
		head: [
			words.planBook.head(plan.name, plan.kubernetes.version, plan.hosts.length, title),
			...(book.facts ? [words.planBook.assumed(system, Object.keys(systems).join(', '))] : []),
			...(book.settled ? [words.planBook.onlyNew] : []),
		].join('\n'),
		chapters: chapters.filter(({entries}) => entries.length > 0),
	};
};
