import type {Book} from '../../engine/declare.ts';
import type {Language} from '../../texts/texts.ts';
import type {Plan} from '../../../steps/plan.ts';
import {assumedSystem, type SystemName} from '../../../steps/system.ts';
import {expandBook, sourcesOf} from './expand-book.ts';
import {placeholder, readBy} from './placeholders.ts';

/** One entry for each task on each host, in the order of the book. */
export const planAsJson = (book: Book, plan: Plan, language: Language, system: SystemName = assumedSystem): string => {
	const sources = sourcesOf(book, plan);
	const entries = expandBook(book, plan, placeholder, system).map(step => ({
		stage: step.stage.id,
		task: step.task.id,
		host: step.host.name,
		title: step.task.title[language],
		risk: step.task.risk,
		pace: step.task.pace ?? 'together',
		check: step.check.text,
		run: step.run.text,
		verify: (step.verify ?? step.check).text,
		undo: step.undo?.text ?? null,
		captures: step.captures.map(({name}) => name),
		reads: readBy(step, sources),
	}));
	return `${JSON.stringify(entries, null, '\t')}\n`;
};
