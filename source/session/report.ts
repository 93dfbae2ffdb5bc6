// What was done, by whom, when, where and how it ended: written from the journal alone.
import type {Book} from '../engine/declare.ts';
import type {EngineEvent} from '../engine/event.ts';
import type {Language} from '../texts/texts.ts';
import {htmlOf} from './report/html.ts';
import {markdownOf} from './report/markdown.ts';
import {type CommandOf, recordOf} from './report/record.ts';
import {scriptOf} from './report/script.ts';

export type ReportFormat = 'md' | 'html' | 'json' | 'script';

export type ReportOptions = {
	readonly format: ReportFormat;
	readonly language: Language;
	/** The declared command of a task on a host with captured values left out; the front door has plan and steps. */
	readonly commandOf?: CommandOf;
};

export const report = (events: readonly EngineEvent[], book: Book, options: ReportOptions): string => {
	const {format, language, commandOf = () => undefined} = options;
	const record = recordOf(events, book, language, commandOf);
	switch (format) {
		case 'md':
			return markdownOf(record, language);
		case 'html':
			return htmlOf(record, language);
		case 'json':
			return `${JSON.stringify(record, undefined, '\t')}\n`;
		case 'script':
			return scriptOf(record, language);
	}
};
