import type {Book} from '../../engine/declare.ts';
import {textsOf, type Language} from '../../texts/texts.ts';
import type {Plan} from '../../../steps/plan.ts';
import {assumedSystem, type SystemName} from '../../../steps/system.ts';
import {outline, type Block, type Entry} from './outline.ts';

const indent = (script: string): string =>
	script
		.split('\n')
		.map(line => (line === '' ? '' : `      ${line}`))
		.join('\n');

/** Every command for every host, for reading in a terminal. */
export const planAsText = (book: Book, plan: Plan, language: Language, system: SystemName = assumedSystem): string => {
	const {planBook: words} = textsOf(language);
	const {head, chapters} = outline(book, plan, language, system);
	const block = ({hosts, reads, parts}: Block): string =>
		[
			`  ${hosts}`,
			...reads.map(({name, task}) => `    ${words.reads(`<${name}>`, task)}`),
			...parts.map(({title, script}) => `    ${title}:\n${indent(script)}`),
		].join('\n');
	const entry = ({id, title, manner, blocks}: Entry): string =>
		[`${title}  [${id}; ${manner}]`, ...blocks.map(block)].join('\n');
	const stages = chapters.map(({number, id, title, entries}) =>
		[`${number}. ${title}  (${id})`, ...entries.map(entry)].join('\n\n'),
	);
	return `${[head, ...stages].join('\n\n\n')}\n`;
};
