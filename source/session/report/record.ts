// What a report tells, as plain data: only what the journal says, nothing concluded from it.
import type {Book} from '../../engine/declare.ts';
import type {Closing, EngineEvent, Status} from '../../engine/event.ts';
import type {Host} from '../../engine/given.ts';
import {initialState, reduce, type Note} from '../../engine/state.ts';
import type {Language} from '../../texts/texts.ts';
import {causesOf, curesOf, type FoundCause} from './findings.ts';

export type Entry = {
	readonly stage: string;
	readonly task: string;
	readonly title: string;
	readonly host: string;
	readonly status: Status;
	/** Milliseconds since 1970; left out when nothing was run. */
	readonly started?: number;
	readonly ended?: number;
	readonly attempts: number;
	readonly exit?: number;
	readonly note?: string;
	readonly byHand?: true;
	/** The command that the operator ran instead of the declared one. */
	readonly edited?: string;
	/** The declared command, secrets left out; missing when nothing was run, or when the plan is not at hand. */
	readonly command?: string;
};

export type CapturedName = {
	readonly name: string;
	readonly task: string;
	readonly host: string;
	readonly at: number;
	readonly expires?: number;
};

export type Record = {
	readonly session: string;
	readonly book: string;
	/** Who opened it, each time: user and machine, and when. */
	readonly openings: readonly {readonly by: string; readonly at: number}[];
	readonly hosts: readonly Host[];
	readonly closed?: number;
	readonly outcome?: Closing;
	/** What was found to be wrong; left out when it was never looked for. */
	readonly causes?: readonly FoundCause[];
	readonly entries: readonly Entry[];
	/** Names only: values do not belong into a document that is handed around. */
	readonly captured: readonly CapturedName[];
	readonly notes: readonly Note[];
};

export type CommandOf = (task: string, host: string) => string | undefined;

/** Statuses that say that a command ran on the host in this session. */
const hasRun = (status: Status, attempts: number): boolean => attempts > 0 && status !== 'satisfied';

const put = (map: Map<string, string>, row: string, script: string | undefined): void => {
	if (script === undefined) map.delete(row);
	else map.set(row, script);
};

/** What the operator had put in place of the declared command when a run began; an edit after the last run did not run. */
const editsThatRan = (events: readonly EngineEvent[]): ReadonlyMap<string, string> => {
	const edits = new Map<string, string>();
	const ran = new Map<string, string>();
	for (const event of events) {
		if (event.type !== 'edited' && event.type !== 'task') continue;
		const row = `${event.task}/${event.host}`;
		if (event.type === 'edited') put(edits, row, event.script);
		else if (event.status === 'running') put(ran, row, edits.get(row));
	}
	return ran;
};

export const recordOf = (
	events: readonly EngineEvent[],
	book: Book,
	language: Language,
	commandOf: CommandOf,
): Record => {
	const state = events.reduce(reduce, initialState);
	const edits = editsThatRan(events);
	const openings = events.filter(event => event.type === 'session-opened').map(({by, at}) => ({by, at}));
	const closed = events.findLast(event => event.type === 'session-closed');
	const cures = curesOf(events, language);
	const tasks = [
		...book.stages.flatMap(stage =>
			stage.tasks.map(({id, title}) => ({id, title: title[language], stage: stage.title[language]})),
		),
		...cures,
	];
	const scriptOf: CommandOf = (task, host) =>
		cures.find(cure => cure.id === task && cure.host === host)?.command ?? commandOf(task, host);
	const entries = tasks.flatMap(task =>
		Object.entries(state.rows[task.id] ?? {}).map(([host, row]): Entry => {
			const {status, started, ended, attempt, exit, note, byHand} = row;
			const edited = byHand ? undefined : edits.get(`${task.id}/${host}`);
			const command = hasRun(status, attempt) && !byHand ? scriptOf(task.id, host) : undefined;
			return {
				stage: task.stage,
				task: task.id,
				title: task.title,
				host,
				status,
				attempts: attempt,
				...(attempt > 0 && started !== undefined && {started}),
				...(ended !== undefined && {ended}),
				...(exit !== undefined && {exit}),
				...(note !== undefined && {note}),
				...(byHand && {byHand}),
				...(edited !== undefined && {edited}),
				...(edited === undefined && command !== undefined && {command}),
			};
		}),
	);
	const causes = causesOf(events, language);
	const captured = Object.entries(state.captured).flatMap(([name, byHost]) =>
		Object.values(byHost).map(({task, host, at, expires}) => ({
			name,
			task,
			host,
			at,
			...(expires !== undefined && {expires}),
		})),
	);
	return {
		session: state.session,
		book: book.title[language],
		openings,
		hosts: state.hosts,
		...(state.outcome !== undefined && {outcome: state.outcome}),
		...(state.outcome !== undefined && closed && {closed: closed.at}),
		...(causes.length > 0 && {causes}),
		entries,
		captured,
		notes: state.notes,
	};
};
