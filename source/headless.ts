// The same events as lines, for pipes, CI and terminals that are none. listr2 prints; it owns nothing.
import {
	Listr,
	ListrLogger,
	LISTR_LOGGER_STDERR_LEVELS,
	type ListrLogLevels,
	type ListrTaskWrapper,
	type SimpleRenderer,
	type SilentRenderer,
} from 'listr2';
import type {Clock} from './engine/clock.ts';
import {rowKey} from './engine/context.ts';
import type {Engine} from './engine/engine.ts';
import type {EngineEvent, Outcome} from './engine/event.ts';
import {rowOf, type Row} from './engine/state.ts';
import type {Store} from './engine/store.ts';
import type {Language, Texts} from './texts/texts.ts';

export type HeadlessOptions = {
	readonly engine: Engine;
	readonly store: Store;
	readonly texts: Texts;
	readonly language: Language;
	/** The person's time, not the lab's: for telling that something is still running. */
	readonly clock: Clock;
};

type Item = ListrTaskWrapper<unknown, typeof SimpleRenderer, typeof SilentRenderer>;
type Place = {
	readonly task: string;
	readonly host: string;
	readonly title: string;
	/** What a person does when it fails. */
	readonly fix: string | undefined;
};

const heartbeat = 30_000;

const isSettled = ({status}: Row): boolean =>
	status !== 'pending' &&
	status !== 'checking' &&
	status !== 'running' &&
	status !== 'verifying' &&
	status !== 'undoing';

/** The hosts of each task. */
const placesOf = (engine: Engine, language: Language): readonly (readonly Place[])[] =>
	engine.book.stages.flatMap(stage =>
		stage.tasks.map(task =>
			engine.hostsOf(task.id).map(host => ({
				task: task.id,
				host,
				title: `${host}  ${task.title[language]}`,
				fix: task.fix?.[language],
			})),
		),
	);

const seconds = (row: Row): number => Math.round(((row.ended ?? row.since) - (row.started ?? row.since)) / 100) / 10;

type Watch = (place: Place, onChange: (row: Row) => void) => () => void;

/** Calls back with every row that an event of this run changed. One listener for all: 200 hosts of 100 tasks are many rows. */
const watchRows = (store: Store): Watch => {
	const watchers = new Map<string, (row: Row) => void>();
	store.listen(event => {
		if (event.type === 'task')
			watchers.get(rowKey(event.task, event.host))?.(rowOf(store.getState(), event.task, event.host));
	});
	return ({task, host}, onChange) => {
		watchers.set(rowKey(task, host), onChange);
		return () => void watchers.delete(rowKey(task, host));
	};
};

/** A title is given only when there is something to say: listr2's simple renderer prints nothing without one. */
const follow = (
	options: HeadlessOptions,
	watch: Watch,
	place: Place,
	item: Item,
	over: Promise<void>,
): Promise<void> => {
	const {texts, clock, engine} = options;
	return new Promise((resolve, reject) => {
		const quiet = new AbortController();
		const beat = async (): Promise<void> => {
			await clock.sleep(heartbeat, quiet.signal);
			if (quiet.signal.aborted) return;
			const stall = engine.stallOf(place.task, place.host);
			if (stall)
				item.output = texts.headless.stillRunning(
					place.title,
					Math.round(stall.elapsed),
					stall.usually,
					stall.waitingFor?.[options.language],
				);
			void beat();
		};
		const settle = (row: Row): void => {
			unwatch();
			quiet.abort();
			const isGood = row.status === 'done' || row.status === 'satisfied';
			const word = texts.status[row.status];
			const ended = row.status === 'done' ? texts.headless.took(word, seconds(row)) : word;
			const advice = row.status === 'failed' && place.fix ? [texts.survey.advice(place.fix)] : [];
			const why = isGood || row.note === undefined ? undefined : [row.note, ...advice].join(' ');
			item.title = texts.headless.ended(place.title, ended, why);
			if (row.status === 'skipped') item.skip(item.title);
			if (isGood || row.status === 'skipped') return resolve();
			reject(new Error(item.title));
		};
		const unwatch = watch(place, row => {
			if (row.status === 'running') {
				item.output = texts.headless.running(place.title);
				void beat();
			}
			if (isSettled(row)) settle(row);
		});
		const leave = async (): Promise<void> => {
			await over;
			unwatch();
			quiet.abort();
			resolve();
		};
		void leave();
	});
};

/** The title says how the task ended, in the person's language; listr2 would add an English word of its own. */
const createLogger = (): ListrLogger<ListrLogLevels> => {
	const logger = new ListrLogger<ListrLogLevels>({useIcons: true, toStderr: LISTR_LOGGER_STDERR_LEVELS});
	const log = logger.log.bind(logger);
	logger.log = (level, message) => log(level, message);
	return logger;
};

/** Runs the book and prints one line for each task and host as it ends. */
export const runWithLines = async (options: HeadlessOptions, run: () => Promise<Outcome>): Promise<Outcome> => {
	const {promise: over, resolve: end} = Promise.withResolvers<void>();
	const {promise: listening, resolve: listen} = Promise.withResolvers<void>();
	const groups = placesOf(options.engine, options.language);
	const rows = groups.flat().length;
	const watch = watchRows(options.store);
	let following = 0;
	// A list for each task: what listr2 does when a row begins takes as long as its list has rows.
	const lists = groups.map(
		places =>
			new Listr<unknown, 'simple', 'silent'>(
				places.map(place => ({
					task: (_, item) => {
						const ended = follow(options, watch, place, item, over);
						following += 1;
						if (following === rows) listen();
						return ended;
					},
				})),
				{
					concurrent: true,
					exitOnError: false,
					renderer: 'simple',
					rendererOptions: {logger: createLogger()},
					registerSignalListeners: false,
					collectErrors: false,
				},
			),
	);
	if (rows === 0) listen();
	const printed = Promise.all(lists.map(list => list.run()));
	// listr2 starts its tasks a few turns later; what happened before would not be printed.
	await listening;
	const outcome = await run();
	end();
	await printed;
	return outcome;
};

/** An event as one line of JSON. */
export const jsonLine = (event: EngineEvent): string => `${JSON.stringify(event)}\n`;
