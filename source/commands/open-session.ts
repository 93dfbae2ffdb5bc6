// From a plan, a lab or an earlier session to an engine that is ready: the one place where the rooms are joined.
import {readFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {sessionBooks as ownBooks} from '../../steps/books.ts';
import type {Plan} from '../../steps/plan.ts';
import type {Book} from '../engine/declare.ts';
import {createEngine, type Engine} from '../engine/engine.ts';
import type {Closing, EngineEvent} from '../engine/event.ts';
import {initialState} from '../engine/state.ts';
import {createStore, type Store} from '../engine/store.ts';
import {openJournal, type Journal} from '../session/journal.ts';
import {SessionHeld, takeLock} from '../session/lock.ts';
import {openSecrets} from '../session/secrets.ts';
import {createSession, findSession, removeSession, stateOf, type About, type Session} from '../session/sessions.ts';
import {keepSummary} from '../session/summary.ts';
import {CannotKeep, guarded, writeFile} from '../session/write-file.ts';
import {textsOf, type Language} from '../texts/texts.ts';
import {findLab, labNames, ownLabOn, planOfLab} from './lab-plan.ts';
import {loadPlan} from './load-plan.ts';
import {findNewcomers, firstToKnockAt} from './newcomers.ts';
import {openGround, type Ground} from './ground.ts';
import {refuseCoreFiles} from './no-core-file.ts';
import {sessionHeld} from './held.ts';
import type {Ask} from './open-ssh.ts';
import {clearSheets, presentWithFiles, type Presenter} from './sheet-files.ts';
import {hostsOfLast} from './saved-lab.ts';
import {sessionPlan} from './session-plan.ts';
import {home, self} from './state-home.ts';

export type Wanted =
	| {readonly kind: 'plan'; readonly path: string; readonly book: string}
	/** Without a name it is the first lab. Its hosts are as the last session left them, unless they are to be fresh. */
	| {readonly kind: 'lab'; readonly lab: string | true; readonly book: string; readonly fresh?: true}
	/** One's own plan on simulated hosts, on the systems of a lab when it is named. */
	| {
			readonly kind: 'own-lab';
			readonly lab: string | true;
			readonly path: string;
			readonly book: string;
			readonly fresh?: true;
	  }
	| {readonly kind: 'resume'; readonly session: string};

export type OpenOptions = {
	readonly language: Language;
	readonly ask: Ask;
	/** Gives up what is being opened. */
	readonly until?: AbortSignal;
	/** Shows what is to be run by hand; left out: hosts that are reached so are unreachable. */
	readonly presenter?: Presenter;
	/** Simulated seconds take real time, so many times as fast; left out: none. */
	readonly pace?: number;
	/** Told one sentence when something cannot be written any more. */
	readonly onTrouble: (sentence: string) => void;
	/** Calls back after a frame's time; left out: at once. */
	readonly later?: (tell: () => void) => void;
	/** Hears every event from the first on. */
	readonly onEvent?: (event: EngineEvent) => void;
	/** Left out: kubewalk's own. */
	readonly books?: readonly Book[];
};

export type OpenedSession = {
	readonly id: string;
	readonly plan: Plan;
	readonly engine: Engine;
	readonly store: Store;
	readonly simulated: boolean;
	readonly notice: string | undefined;
	/** Writes a text into the session's directory, and gives its path. Throws CannotKeep. */
	readonly keepText: (name: string, text: string) => string;
	readonly shell: (host: string) => ReturnType<Ground['shell']>;
	/** In the session's own time: simulated hosts wait for nothing. */
	readonly wait: (milliseconds: number) => Promise<void>;
	/** Lets go of the session. With an outcome it is closed for good, without one it can be resumed. */
	readonly leave: (outcome?: Closing) => Promise<void>;
	/** Removes what was remembered of it, after `leave`. */
	readonly forget: () => void;
};

/** Sentences, and the exit code of the contract that goes with them. */
export type Refusal = {readonly problems: readonly string[]; readonly code: 1 | 2 | 3 | 5};

type Found = {readonly about: About; readonly plan: Plan; readonly earlier?: Session; readonly labFrom?: string};

const refuse = (code: Refusal['code'], ...problems: readonly string[]): Refusal => ({problems, code});

const findNew = (
	wanted: Exclude<Wanted, {kind: 'resume'}>,
	{language, books = ownBooks}: OpenOptions,
): Found | Refusal => {
	const texts = textsOf(language).open;
	const {book} = wanted;
	if (!books.some(({id}) => id === book)) return refuse(2, texts.noBook(book, books.map(({id}) => id).join(', ')));
	if (wanted.kind === 'lab') {
		const lab = findLab(wanted.lab);
		if (!lab) return refuse(2, texts.noLab(String(wanted.lab), labNames));
		const about = {book, planText: lab.plan, lab: lab.id, language};
		return {about, plan: planOfLab(lab), ...hostsOfLast(about, wanted.fresh)};
	}
	const loaded = loadPlan(wanted.path, language);
	if ('problems' in loaded) return refuse(2, ...loaded.problems);
	const planText = readFileSync(wanted.path, 'utf8');
	const about = {book, planPath: resolve(wanted.path), planText, language};
	if (wanted.kind === 'plan') return {about, plan: loaded.plan};
	if (!findLab(wanted.lab)) return refuse(2, texts.noLab(String(wanted.lab), labNames));
	const simulated = {...about, lab: ownLabOn(wanted.lab)};
	return {about: simulated, plan: loaded.plan, ...hostsOfLast(simulated, wanted.fresh)};
};

const findEarlier = (id: string, language: Language): Found | Refusal => {
	const texts = textsOf(language).open;
	const earlier = findSession(home(), id);
	if (!earlier) return refuse(2, texts.noSession(id));
	const {about} = earlier;
	const found = sessionPlan(about, language);
	return 'plan' in found ? {about, plan: found.plan, earlier} : refuse(2, ...found.problems);
};

const keepEvery = 300;
/**
 * The journal hears every event. Simulated hosts are saved now and then, and always before a captured value is written
 * down: a value must not outlive the host that gave it.
 */
const record = (store: Store, journal: Journal, keep: () => void): (() => void) => {
	let kept = 0;
	return store.listen(event => {
		const isChange = event.type === 'task' && event.status === 'done' && Date.now() - kept > keepEvery;
		if (event.type === 'captured' || isChange) {
			keep();
			kept = Date.now();
		}
		journal.add(event);
	});
};

const begin = async (found: Found, session: Session, options: OpenOptions): Promise<OpenedSession | Refusal> => {
	const {about, plan, earlier, labFrom} = found;
	const {id, identity, files} = session;
	refuseCoreFiles();
	const lock = takeLock(id, files.lock, self(), Date.now());
	const abandon = (): void => {
		lock.release();
		if (!earlier) removeSession(home(), id);
	};
	const giveUp = (error: unknown): never => {
		abandon();
		throw error;
	};
	// Once, because it may be long, and under the lock, because whoever had the session may have closed it.
	const from = await (async () => (earlier ? stateOf(earlier) : initialState))().catch(giveUp);
	if (from.outcome !== undefined) {
		abandon();
		return refuse(2, textsOf(options.language).open.sessionClosed(id));
	}
	const {presenter, ...rest} = options;
	const sheets = join(files.directory, 'by-hand');
	const book = (options.books ?? ownBooks).find(({id}) => id === about.book)!;
	const first = firstToKnockAt(book, plan.hosts);
	const ground = await openGround(plan, about.lab, files, {
		...rest,
		...(presenter && {present: presentWithFiles(presenter, sheets)}),
		...(labFrom !== undefined && {labFrom}),
		...(first && {first}),
	}).catch(giveUp);
	if ('problems' in ground) {
		abandon();
		return refuse(3, ...ground.problems);
	}
	const newcomers = await findNewcomers(book, plan.hosts, {plan}, ground, from, options.language);
	if ('problems' in newcomers) {
		await ground.transport.close();
		abandon();
		return refuse(newcomers.code, ...newcomers.problems);
	}
	const store = createStore(options.later ?? (tell => tell()), from);
	const onError = ({message}: Error): void => options.onTrouble(message);
	const journal = openJournal(files, onError);
	const secrets = openSecrets(files.secrets, onError);
	const keep = guarded(ground.keep, onError);
	const unlisten = record(store, journal, keep);
	if (options.onEvent) store.listen(options.onEvent);
	const {user, host: machine, pid} = self();
	const by = `${user}@${machine}`;
	const engine = createEngine({
		session: id,
		identity,
		book,
		hosts: plan.hosts,
		settings: {plan},
		...newcomers,
		transport: ground.transport,
		store,
		clock: ground.clock,
		secrets,
		hidden: ground.secrets,
		by,
		lease: {name: plan.name, tenant: {identity, session: id, by, pid}},
		resumed: earlier !== undefined,
	});
	return {
		id,
		plan,
		engine,
		store,
		simulated: about.lab !== undefined,
		notice: ground.notice,
		keepText: (name, text) => writeFile(name, join(files.directory, name), text),
		shell: name => ground.shell(plan.hosts.find(host => host.name === name)!),
		wait: milliseconds => ground.clock.sleep(milliseconds),
		leave: async outcome => {
			await engine.close(outcome);
			if (outcome !== undefined) secrets.remove();
			clearSheets(sheets);
			keep();
			unlisten();
			if (journal.close()) keepSummary(files, store.getState());
			lock.release();
		},
		forget: () => removeSession(home(), id),
	};
};

/** Opens a session for this process alone. */
export const openSession = async (wanted: Wanted, options: OpenOptions): Promise<OpenedSession | Refusal> => {
	try {
		const found =
			wanted.kind === 'resume' ? findEarlier(wanted.session, options.language) : findNew(wanted, options);
		if ('problems' in found) return found;
		const session = found.earlier ?? createSession(home(), found.plan.name, found.about, new Date());
		return await begin(found, session, options);
	} catch (error) {
		if (error instanceof SessionHeld) return refuse(5, sessionHeld(error, options.language));
		if (error instanceof CannotKeep) return refuse(1, error.message);
		throw error;
	}
};
