// kubewalk run: the book without a screen.
import {systemClock} from '../engine/clock.ts';
import {tasksOf} from '../engine/context.ts';
import type {Book} from '../engine/declare.ts';
import type {Selection} from '../engine/engine.ts';
import type {Outcome, Status} from '../engine/event.ts';
import {rowOf, type State} from '../engine/state.ts';
import {jsonLine, runWithLines} from '../headless.ts';
import {textsOf, type Language} from '../texts/texts.ts';
import {askHere} from './ask-in-terminal.ts';
import {exitCodes, type ExitCode} from './exit-codes.ts';
import {openSession, type OpenedSession, type Wanted} from './open-session.ts';
import {sessionToResume} from './open-sessions.ts';
import {hostsHeld} from './held.ts';
import {languageOf} from './language.ts';
import {presentInTerminal} from './present-in-terminal.ts';
import {listenForStops, type Stops} from './signals.ts';

export type RunOptions = {
	readonly plan?: string;
	readonly lab?: string | true;
	readonly lang?: Language;
	readonly book: string;
	readonly yes?: true;
	readonly stage: readonly string[];
	readonly from?: string;
	readonly until?: string;
	readonly skip: readonly string[];
	readonly json?: true;
	readonly resume?: string | true;
	/** Takes the hosts from a session that has given no sign of life for long. */
	readonly takeOver?: true;
	/** Only looks on at a session, or at who has the plan's hosts. */
	readonly watch?: string | true;
	/** Simulated hosts as they come from the factory, not as the last session left them. */
	readonly fresh?: true;
};

const codes = {
	done: exitCodes.done,
	failed: exitCodes.failed,
	unreachable: exitCodes.unreachable,
	stopped: exitCodes.stopped,
	held: exitCodes.held,
} as const satisfies Record<Outcome, ExitCode>;

const say = (sentence: string): void => void process.stderr.write(`${sentence}\n`);

/** What the flags ask for, or a sentence. */
export const wantedOf = ({plan, lab, book, resume, fresh}: RunOptions, language: Language): Wanted | string => {
	const texts = textsOf(language).open;
	if (resume !== undefined) {
		const session = sessionToResume(resume, 'walk');
		return session === undefined ? texts.noOpenSession : {kind: 'resume', session};
	}
	if (plan !== undefined)
		return lab === undefined ? {kind: 'plan', path: plan, book} : {kind: 'own-lab', lab, path: plan, book};
	if (lab !== undefined) return {kind: 'lab', lab, book, ...(fresh && {fresh})};
	return texts.planOrLab;
};

/** A stage's tasks, or the one task of that name; undefined when the book has neither. */
const tasksNamed = (book: Book, id: string): readonly string[] | undefined => {
	const tasks = book.stages.flatMap(stage => stage.tasks);
	const stage = book.stages.find(stage => stage.id === id);
	if (stage) return stage.tasks.map(task => task.id);
	return tasks.some(task => task.id === id) ? [id] : undefined;
};

type Chosen = {readonly selection: Selection; readonly skipped: readonly string[]};

/** The tasks that --stage, --from and --until leave, and those that --skip names; or the name that the book does not know. */
export const selectionOf = (book: Book, options: RunOptions): Chosen | {readonly unknown: string} => {
	const {stage, from, until, skip} = options;
	const named = [...stage, ...skip, ...(from === undefined ? [] : [from]), ...(until === undefined ? [] : [until])];
	const unknown = named.find(id => tasksNamed(book, id) === undefined);
	if (unknown !== undefined) return {unknown};
	const all = book.stages.flatMap(({tasks}) => tasks.map(({id}) => id));
	const first = from === undefined ? 0 : all.indexOf(tasksNamed(book, from)![0]!);
	const last = until === undefined ? all.length : all.indexOf(tasksNamed(book, until)!.at(-1)!) + 1;
	const staged = new Set(stage.flatMap(id => tasksNamed(book, id)!));
	const tasks = all.slice(first, last).filter(id => staged.size === 0 || staged.has(id));
	return {selection: {tasks}, skipped: skip.flatMap(id => tasksNamed(book, id)!)};
};

const countOf = (state: State, ...statuses: readonly Status[]): number =>
	Object.values(state.rows)
		.flatMap(rows => Object.values(rows))
		.filter(({status}) => statuses.includes(status)).length;

const settled: ReadonlySet<Status> = new Set<Status>(['done', 'satisfied', 'skipped']);

/** A part of the book may be done while the rest is not: then the session stays open. */
const isFinished = ({engine, store}: OpenedSession): boolean =>
	tasksOf(engine.book).every(({id}) =>
		engine.hostsOf(id).every(host => settled.has(rowOf(store.getState(), id, host).status)),
	);

/** Not even asked a host: there is nothing to go on with. */
const hasDoneNothing = ({store}: OpenedSession): boolean =>
	Object.values(store.getState().rows).every(rows => Object.values(rows).every(({status}) => status === 'skipped'));

const summarise = (session: OpenedSession, language: Language, finished: boolean, began: number): void => {
	const texts = textsOf(language).headless;
	const state = session.store.getState();
	const counts = {
		done: countOf(state, 'done'),
		satisfied: countOf(state, 'satisfied'),
		skipped: countOf(state, 'skipped'),
		failed: countOf(state, 'failed', 'unreachable'),
		unknown: countOf(state, 'cancelled'),
	};
	say(texts.summary(counts, Math.round((Date.now() - began) / 100) / 10));
	say(finished ? texts.session(session.id) : texts.resume(session.id));
};

/** Someone who can run a command by hand and paste what it printed. What is shown goes to stderr: stdout may have a reader. */
const hasPerson = (): boolean => process.stdin.isTTY && process.stderr.isTTY;

const runEngine = (
	session: OpenedSession,
	options: RunOptions,
	language: Language,
	{selection, skipped}: Chosen,
	stops: Stops,
): Promise<Outcome> => {
	const {engine, store} = session;
	const start = async (): Promise<Outcome> => {
		if (skipped.length > 0) engine.skip(skipped, textsOf(language).headless.skippedByFlag);
		if (stops.isAsked()) return 'stopped';
		const taken = options.takeOver ? await engine.takeOver() : 'done';
		// A host that is away is told by its tasks.
		return taken === 'held' || taken === 'stopped' ? taken : engine.start(selection);
	};
	if (options.json) return start();
	return runWithLines({engine, store, texts: textsOf(language), language, clock: systemClock}, start);
};

/** Opens, runs, and lets go again; what stops it from outside is handed in. */
const runWanted = async (wanted: Wanted, options: RunOptions, language: Language, stops: Stops): Promise<number> => {
	const texts = textsOf(language);
	const began = Date.now();
	let trouble = false;
	const opening = new AbortController();
	const giveUp = (): void => opening.abort();
	stops.attach({stop: giveUp, abort: giveUp});
	const session = await openSession(wanted, {
		language,
		ask: askHere(options.yes ?? false),
		until: opening.signal,
		...(hasPerson() && {
			presenter: presentInTerminal({texts, write: text => void process.stderr.write(text)}),
		}),
		...(options.json && {onEvent: event => void process.stdout.write(jsonLine(event))}),
		onTrouble: sentence => {
			if (!trouble) say(sentence);
			trouble = true;
			stops.ask();
		},
	});
	if ('problems' in session) {
		session.problems.forEach(say);
		return opening.signal.aborted ? exitCodes.stopped : session.code;
	}
	if (session.notice !== undefined) say(session.notice);
	const {engine} = session;
	const chosen = selectionOf(engine.book, options);
	if ('unknown' in chosen) {
		say(texts.headless.noSuchPart(chosen.unknown, engine.book.stages.map(({id}) => id).join(', ')));
		await session.leave();
		if (wanted.kind !== 'resume') session.forget();
		return exitCodes.usage;
	}
	stops.attach(engine);
	const outcome = await runEngine(session, options, language, chosen, stops);
	const finished = outcome === 'done' && isFinished(session);
	const {holder} = session.store.getState();
	if (outcome === 'held' && holder) {
		hostsHeld(holder, language, options.takeOver ?? false).forEach(say);
		if (wanted.kind !== 'resume' && hasDoneNothing(session)) {
			await session.leave();
			session.forget();
			return exitCodes.held;
		}
	}
	if (outcome === 'failed' && !stops.isAsked()) {
		const {lookAfterFailure} = await import('./diagnose/after-failure.ts');
		await lookAfterFailure(session, language, say);
	}
	summarise(session, language, finished, began);
	await session.leave(finished ? 'done' : undefined);
	return trouble ? exitCodes.failed : codes[outcome];
};

/** Runs the book to its end or to the first failure. */
export const run = async (options: RunOptions): Promise<number> => {
	const language = languageOf(options.lang);
	const texts = textsOf(language);
	const {watch: watching} = options;
	if (watching !== undefined) {
		const {watch} = await import('./watch.ts');
		return watch({...options, watch: watching}, language, askHere(options.yes ?? false));
	}
	const wanted = wantedOf(options, language);
	if (typeof wanted === 'string') {
		say(wanted);
		return exitCodes.usage;
	}
	if (!options.yes && wanted.kind !== 'lab' && wanted.kind !== 'own-lab') {
		say(texts.open.needsYes);
		return exitCodes.usage;
	}
	const stops = listenForStops(texts, say);
	try {
		return await runWanted(wanted, options, language, stops);
	} finally {
		stops.release();
	}
};
