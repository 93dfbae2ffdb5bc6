import type {Book} from '../../engine/declare.ts';
import {textsOf, type Language} from '../../texts/texts.ts';
import type {Plan} from '../../../steps/plan.ts';
import {assumedSystem, type SystemName} from '../../../steps/system.ts';
import {outline, type Block, type Entry} from './outline.ts';

/** A fence longer than any run of backticks in the script, so that nothing in it can end the block. */
const fence = (script: string): string => {
	const longest = Math.max(2, ...[...script.matchAll(/`+/g)].map(([run]) => run.length));
	const marks = '`'.repeat(longest + 1);
	return `${marks}bash\n${script}\n${marks}`;
};

/** Every command for every host as a document to read, review and file. */
export const planAsMarkdown = (
	book: Book,
	plan: Plan,
	language: Language,
	system: SystemName = assumedSystem,
): string => {
	const {planBook: words} = textsOf(language);
	const {title, head, chapters} = outline(book, plan, language, system);
	const block = ({hosts, reads, parts}: Block): readonly string[] => [
		`**${hosts}**`,
		...reads.map(({name, task}) => words.reads(`\`<${name}>\``, `\`${task}\``)),
		...parts.flatMap(part => [`${part.title}:`, fence(part.script)]),
	];
	const entry = (task: Entry): readonly string[] => [
		`### ${task.title}`,
		`\`${task.id}\` · ${task.manner}`,
		task.why,
		...task.blocks.flatMap(block),
	];
	const stages = chapters.flatMap(chapter => [
		`## ${chapter.number}. ${chapter.title}`,
		chapter.why,
		...chapter.entries.flatMap(entry),
	]);
	return `${[`# ${title}`, head, ...stages].join('\n\n')}\n`;
};
