// Every command that was started in the session, as rows of a screen, oldest first.
import type {Text} from '../engine/declare.ts';
import type {Ran} from '../engine/ran.ts';
import type {State} from '../engine/state.ts';
import type {Language, Texts} from '../texts/texts.ts';
import {duration} from './duration.ts';
import type {Entry} from './progress.ts';

/** A task of the book, or a cure. */
type Command = {readonly id: string; readonly title: Text};

export type LogRow = {readonly task: Command; readonly host: string; readonly ran: Ran};

export const logRows = (
	ran: State['ran'],
	entries: readonly Entry[],
	offered: State['causes']['offered'] = {},
): readonly LogRow[] =>
	[...entries.map(({task}) => task), ...Object.entries(offered).map(([id, {title}]): Command => ({id, title}))]
		.flatMap(task =>
			Object.entries(ran[task.id] ?? {}).flatMap(([host, all]) => all.map(one => ({task, host, ran: one}))),
		)
		.toSorted((one, other) => one.ran.began - other.ran.began);

export const keyOfLog = ({task, host, ran}: LogRow): string =>
	`${task.id} ${host} ${ran.undo ? 'undo' : 'run'} ${ran.attempt}`;

const two = (value: number): string => String(value).padStart(2, '0');

/** The operator's own time of day, to the second. */
export const timeOfDay = (at: number): string => {
	const date = new Date(at);
	return [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
};

export const exitOf = ({exit}: Ran): string => (exit === undefined ? '' : String(exit));

export const lengthOf = ({began, ended}: Ran, second: string): string =>
	ended === undefined ? '' : duration(ended - began, second);

/** The log as text for a file: one line a command, in columns that a person and a program can read. */
export const logText = (rows: readonly LogRow[], texts: Texts, language: Language): string =>
	rows
		.map(({task, host, ran}) =>
			[
				new Date(ran.began).toISOString(),
				host,
				ran.undo ? texts.log.undo : texts.log.run,
				texts.status[ran.status],
				ran.exit ?? '-',
				lengthOf(ran, texts.walk.second) || '-',
				`${task.id}#${ran.attempt}`,
				task.title[language],
			].join('\t'),
		)
		.join('\n')
		.concat('\n');
