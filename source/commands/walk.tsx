// kubewalk walk: the screen. Without a terminal the same is run as lines.
import type {Engine} from '../engine/engine.ts';
import type {Present, Sheet} from '../engine/sheet.ts';
import {readPreferences, savePreferences} from '../session/preferences.ts';
import {textsOf, type Language} from '../texts/texts.ts';
import type {Ask, Doors, Opened, Problems} from '../ui/doors.ts';
import {signsFor} from '../ui/signs.ts';
import {askInTerminal} from './ask-in-terminal.ts';
import {createBeat} from './beat.ts';
import {exitCodes} from './exit-codes.ts';
import {guarded, stopHere} from './guard-terminal.ts';
import {endpointText, wayOf} from './host-ways.ts';
import {editText} from './edit-text.ts';
import {languageOf} from './language.ts';
import {lookOn} from './look-on.ts';
import type {Wanted} from './open-session.ts';
import type {Presenter, WriteSheet} from './sheet-files.ts';
import {screenReaderOf} from './screen-reader.ts';
import {home} from './state-home.ts';

export type WalkOptions = {
	readonly plan?: string;
	readonly lab?: string | true;
	readonly lang?: Language;
	readonly book: string;
	/** Simulated hosts as they come from the factory, not as the last session left them. */
	readonly fresh?: true;
	/** Only looks on at a session that another process has. */
	readonly watch?: string | true;
	/** The new plan's form, past the list. */
	readonly first?: 'form';
	/** A session by its id, else the one that was worked on last. */
	readonly resume?: string | true;
	/** What the findings are narrowed to. */
	readonly about?: string;
	/** Lines instead of a screen. */
	readonly plain?: true;
	/** The screen in words, for a screen reader. Left out: as it was said last. */
	readonly screenReader?: boolean;
};

/** Simulated seconds pass so many times as fast on the screen: a person can follow, and nobody waits. */
const pace = 40;
/** Nobody reads faster, and a key's answer is the first frame of its beat more often than not. */
const later = createBeat(100);
const troubleshooting = 'diagnose';

const say = (sentence: string): void => void process.stderr.write(`${sentence}\n`);

/** What cannot be said while the screen is up. */
const afterwards: string[] = [];

/** How the record of the session that was opened last hides its secrets. */
let redact: Engine['redact'] | undefined;

/** What is being opened when the person leaves is given up, and let go of before the program ends. */
const leaving = new AbortController();
const openings = new Set<Promise<Opened | Problems>>();

/** The session is opened before the screen is there that shows what is to be run by hand. */
const createHands = () => {
	let shown: Present | undefined;
	let write: WriteSheet | undefined;
	const presenter: Presenter = writeSheet => {
		write = writeSheet;
		return async (sheet, signal) => shown?.(sheet, signal);
	};
	return {
		presenter,
		presentWith: (present: Present): void => void (shown = present),
		writeSheet: (sheet: Sheet): string => write!(sheet),
	};
};

// The rooms behind this door are loaded when it opens: the first frame does not wait for them.
const openNow = async (wanted: Wanted, language: Language, ask: Ask): Promise<Opened | Problems> => {
	const [{openSession}, {createDoctor}] = await Promise.all([
		import('./open-session.ts'),
		import('./diagnose/doctor.ts'),
	]);
	let engine: Engine | undefined;
	const hands = createHands();
	const left = new Promise<undefined>(resolve => {
		leaving.signal.addEventListener('abort', () => resolve(undefined), {once: true});
	});
	const session = await openSession(wanted, {
		language,
		ask: question => Promise.race([ask(question), left]),
		until: leaving.signal,
		presenter: hands.presenter,
		pace,
		later,
		onTrouble: sentence => {
			afterwards.push(sentence);
			engine?.stop();
		},
	});
	if ('problems' in session) return session;
	engine = session.engine;
	redact = engine.redact;
	return {
		engine,
		store: session.store,
		name: session.plan.name,
		simulated: session.simulated,
		...(session.notice !== undefined && {notice: session.notice}),
		report: `kubewalk report ${session.id}`,
		presentWith: hands.presentWith,
		writeSheet: hands.writeSheet,
		keepText: session.keepText,
		doctor: createDoctor(session),
		wayOf: wayOf(session.plan, session.simulated),
		endpoint: endpointText(session.plan),
		shell: session.shell,
		leave: finished => session.leave(finished ? 'done' : undefined),
	};
};

const open = (wanted: Wanted, language: Language, ask: Ask): Promise<Opened | Problems> => {
	const opening = openNow(wanted, language, ask);
	openings.add(opening);
	const forget = (): void => void openings.delete(opening);
	opening.then(forget, forget);
	return opening;
};

const giveUp = async (): Promise<void> => {
	leaving.abort();
	for (const opened of await Promise.allSettled(openings))
		if (opened.status === 'fulfilled' && 'leave' in opened.value) await opened.value.leave(false);
};

const doorsOf = ({book}: WalkOptions, language: Language): Doors => ({
	sessions: async () => (await import('./open-sessions.ts')).openSessions(),
	plans: async () => (await import('./open-sessions.ts')).plansNear(process.cwd()),
	rehearse: ask => open({kind: 'lab', lab: true, book, fresh: true}, language, ask),
	resume: (session, ask) => open({kind: 'resume', session}, language, ask),
	watch: session => lookOn(session, undefined, language, later),
	openPlan: (path, ask) => open({kind: 'plan', path, book}, language, ask),
	troubleshoot: (path, ask) =>
		open(
			path === undefined
				? {kind: 'lab', lab: true, book: troubleshooting}
				: {kind: 'plan', path, book: troubleshooting},
			language,
			ask,
		),
	readText: async text => (await import('./diagnose/open-text.ts')).openText(text, language),
	newPlan: async (answers, language) => (await import('./answered-plan.ts')).writeAnsweredPlan(answers, language),
	draftPlan: async (answers, language) => (await import('./answered-plan.ts')).draftAnsweredPlan(answers, language),
	lookAt: async answers => (await import('./look-at-hosts.ts')).lookAtHosts(answers),
	remember: liked => void savePreferences(home().preferences, liked),
	suspend: stopHere,
	editor: editText,
});

/** A session named by flags is opened before the screen, so that its trouble is a sentence and an exit code. */
const openNamed = async (
	{plan, lab, book, fresh, watch, resume}: WalkOptions,
	language: Language,
): Promise<Opened | Problems | undefined> => {
	if (watch !== undefined) return lookOn(watch, plan, language, later);
	const ask = askInTerminal(process.stdin, process.stderr);
	if (resume !== undefined) {
		const {sessionToResume} = await import('./open-sessions.ts');
		const session = sessionToResume(resume, book === troubleshooting ? 'troubleshooting' : 'any');
		if (session === undefined) return {problems: [textsOf(language).open.noOpenSession]};
		return open({kind: 'resume', session}, language, ask);
	}
	if (plan !== undefined)
		return open(
			lab === undefined ? {kind: 'plan', path: plan, book} : {kind: 'own-lab', lab, path: plan, book},
			language,
			ask,
		);
	if (lab !== undefined) return open({kind: 'lab', lab, book, ...(fresh && {fresh})}, language, ask);
	return undefined;
};

const runAsLines = async (options: WalkOptions): Promise<number> => {
	const {run} = await import('./run.ts');
	const rest = {...options, stage: [], skip: []};
	return run(options.plan === undefined && options.watch === undefined ? {...rest, lab: options.lab ?? true} : rest);
};

/** There is a terminal on both ends that can show more than lines. */
export const hasScreen = (): boolean => process.stdin.isTTY && process.stdout.isTTY && process.env['TERM'] !== 'dumb';

export const walk = async (options: WalkOptions): Promise<number> => {
	if (options.plain || !hasScreen()) return runAsLines(options);
	const language = languageOf(options.lang);
	const stop = (): void => leaving.abort();
	process.once('SIGINT', stop);
	const opened = await openNamed(options, language);
	process.off('SIGINT', stop);
	if (leaving.signal.aborted && opened && 'leave' in opened) await opened.leave(false);
	if (leaving.signal.aborted) return 4;
	if (opened && 'problems' in opened) {
		// Hosts that a session of another machine has: there is no journal here to show on a screen.
		if (options.watch === true && options.plan !== undefined) return runAsLines(options);
		opened.problems.forEach(say);
		return 'code' in opened ? Number(opened.code) : 2;
	}
	const {startApp} = await import('../ui/app.tsx');
	const left = await guarded(
		async () =>
			startApp({
				...readPreferences(home().preferences),
				doors: doorsOf(options, language),
				language,
				colour: !process.env['NO_COLOR'],
				screenReader: await screenReaderOf(options.screenReader),
				stdin: process.stdin,
				stdout: process.stdout,
				terminal: {signs: signsFor(process.env), isScreen: process.env['STY'] !== undefined},
				...(opened && {opened: {...opened, ...(options.about !== undefined && {about: options.about})}}),
				...(options.first && {first: options.first}),
			}),
		language,
		() => redact,
	);
	if (left === undefined) return exitCodes.failed;
	await giveUp();
	afterwards.forEach(say);
	// It may have been switched on the screen.
	const texts = textsOf(languageOf(options.lang)).open;
	for (const running of left.running) say(texts.goesOn(running));
	if (left.session !== undefined) say(left.finished ? texts.finished(left.session) : texts.comeBack(left.session));
	const code = left.session === undefined || left.finished ? 0 : 4;
	// Who still follows a command here would reconnect to it until it ends, and nobody would write down what it says.
	if (left.running.length > 0) process.exit(code);
	return code;
};
