// From a plan, a lab or an earlier session to an engine that is ready: the one place where the rooms are joined.
import {existsSync, readFileSync} from 'node:fs';
import {hostname, userInfo} from 'node:os';
import {books} from '../../steps/books.ts';
import type {Plan} from '../../steps/plan.ts';
import {systemClock, type Clock} from '../engine/clock.ts';
import type {Book} from '../engine/declare.ts';
import {createEngine, type Engine} from '../engine/engine.ts';
import type {EngineEvent, Outcome} from '../engine/event.ts';
import {initialState, reduce} from '../engine/state.ts';
import {createStore, type Store} from '../engine/store.ts';
import type {Transport} from '../engine/transport.ts';
import {pathsOf, type SessionPaths} from '../session/home.ts';
import {openJournal, type Journal} from '../session/journal.ts';
import {takeLock} from '../session/lock.ts';
import {forgetSecrets, openSecrets} from '../session/secrets.ts';
import {createSession, findSession, removeSession, writeWhole, type Card, type Listed} from '../session/sessions.ts';
import {textsOf, type Language} from '../texts/texts.ts';
import {complain, loadPlan, parsePlan} from './load-plan.ts';
import {findLab, labNames, planOfLab} from './lab-plan.ts';
import {openSsh, type Ask} from './open-ssh.ts';
import {home} from './state-home.ts';

export type Wanted =
	| {readonly kind: 'plan'; readonly path: string; readonly book: string}
	| {readonly kind: 'lab'; readonly lab: string | true; readonly book: string}
	| {readonly kind: 'resume'; readonly session: string};

export type OpenOptions = {
	readonly language: Language;
	readonly ask: Ask;
	/** Simulated seconds become real ones, so many times as fast; left out: no waiting at all. */
	readonly pace?: number;
	/** Told one sentence when the record cannot be written any more. */
	readonly onTrouble: (sentence: string) => void;
	/** Calls back after a frame's time; left out: at once. */
	readonly later?: (tell: () => void) => void;
	/** Hears every event from the first on. */
	readonly onEvent?: (event: EngineEvent) => void;
};

export type OpenedSession = {
	readonly id: string;
	readonly plan: Plan;
	readonly engine: Engine;
	readonly store: Store;
	readonly simulated: boolean;
	/** Lets go of the session. With an outcome it is closed for good, without one it can be resumed. */
	readonly leave: (outcome?: Outcome) => Promise<void>;
	/** Removes what was remembered of the session, after `leave`. */
	readonly forget: () => void;
};

/** Sentences, and the exit code of the contract that goes with them. */
export type Refusal = {readonly problems: readonly string[]; readonly code: 2 | 3 | 5};

const refuse = (code: Refusal['code'], ...problems: readonly string[]): Refusal => ({problems, code});

const readText = (path: string): string => readFileSync(path, 'utf8');

type Found = {readonly card: Card; readonly plan: Plan; readonly earlier?: Listed};

/** The card of a new session, with the plan's text beside it so that a resume does not depend on the file. */
const cardOf = (wanted: Exclude<Wanted, {kind: 'resume'}>, language: Language): Found | Refusal => {
	const texts = textsOf(language);
	if (!books.some(({id}) => id === wanted.book)) {
		return refuse(2, texts.open.noBook(wanted.book, books.map(({id}) => id).join(', ')));
	}
	const common = {book: wanted.book, created: Date.now()};
	if (wanted.kind === 'lab') {
		const lab = findLab(wanted.lab);
		if (!lab) return refuse(2, texts.open.noLab(String(wanted.lab), labNames));
		const plan = planOfLab(lab);
		const written = {path: `lab ${lab.id}`, text: lab.plan};
		return {card: createSession(home(), {...common, name: plan.name, plan: written, lab: lab.id}), plan};
	}
	const loaded = loadPlan(wanted.path, language);
	if ('problems' in loaded) return refuse(2, ...loaded.problems);
	const card = createSession(home(), {
		...common,
		name: loaded.plan.name,
		plan: {path: wanted.path, text: readText(wanted.path)},
	});
	return {card, plan: loaded.plan};
};

const cardOfEarlier = (session: string, language: Language): {card: Card; plan: Plan; earlier: Listed} | Refusal => {
	const texts = textsOf(language);
	const earlier = findSession(home(), session);
	if (!earlier) return refuse(2, texts.open.noSession(session));
	if (!earlier.open) return refuse(2, texts.open.sessionClosed(session));
	const parsed = parsePlan(earlier.plan.text, earlier.plan.path, path =>
		existsSync(path) ? readText(path) : undefined,
	);
	if (!('plan' in parsed)) return refuse(2, ...complain(earlier.plan.path, parsed.complaints, language));
	return {card: earlier, plan: parsed.plan, earlier};
};

type Ground = {readonly transport: Transport; readonly clock: Clock; readonly keep: () => void};

/** Simulated hosts, as they were when the session was last seen. */
const openLab = async (plan: Plan, paths: SessionPaths, pace: number | undefined): Promise<Ground> => {
	const {createLab} = await import('../transport/lab/lab.ts');
	const {endpoint} = plan;
	const backends = plan.hosts.filter(({role}) => role === 'control-plane').map(({address}) => address);
	const lab = createLab({
		hosts: plan.hosts,
		...(existsSync(paths.lab) && {saved: readText(paths.lab)}),
		...(endpoint.kind === 'external' && {loadBalancer: {address: endpoint.address, port: endpoint.port, backends}}),
		...(pace !== undefined && {pace: {clock: systemClock, factor: pace}}),
	});
	return {transport: lab.transport, clock: lab.clock, keep: () => writeWhole(paths.lab, lab.save())};
};

const openHosts = async (plan: Plan, paths: SessionPaths, options: OpenOptions): Promise<Ground | Refusal> => {
	const opened = await openSsh(plan, paths, options.ask, options.language);
	return 'problems' in opened
		? refuse(3, ...opened.problems)
		: {transport: opened.transport, clock: systemClock, keep: () => undefined};
};

const keepEvery = 300;

/**
 * The journal hears every event. Simulated hosts are saved now and then, and always before a captured value is written
 * down: a value must not outlive the host that gave it.
 */
const record = (store: Store, journal: Journal, ground: Ground): (() => void) => {
	let kept = 0;
	return store.listen(event => {
		const isChange = event.type === 'task' && event.status === 'done' && Date.now() - kept > keepEvery;
		if (event.type === 'captured' || isChange) {
			ground.keep();
			kept = Date.now();
		}
		journal.append(event);
	});
};

const bookOf = (card: Card): Book => books.find(({id}) => id === card.book)!;

/** Opens a session for this process alone. */
export const openSession = async (wanted: Wanted, options: OpenOptions): Promise<OpenedSession | Refusal> => {
	const found =
		wanted.kind === 'resume' ? cardOfEarlier(wanted.session, options.language) : cardOf(wanted, options.language);
	if ('problems' in found) return found;
	const {card, plan} = found;
	const earlier = 'earlier' in found ? found.earlier : undefined;
	const paths = pathsOf(home(), card.id);
	const lock = takeLock(paths.lock, Date.now());
	if ('holder' in lock) return refuse(5, textsOf(options.language).open.held(card.id, lock.holder));
	const ground =
		card.lab === undefined ? await openHosts(plan, paths, options) : await openLab(plan, paths, options.pace);
	if ('problems' in ground) {
		lock.release();
		if (wanted.kind !== 'resume') removeSession(home(), card.id);
		return ground;
	}
	const from = earlier ? earlier.events.reduce(reduce, initialState) : initialState;
	const store = createStore(options.later ?? (tell => tell()), from);
	const journal = openJournal(paths, options.onTrouble);
	const unlisten = record(store, journal, ground);
	if (options.onEvent) store.listen(options.onEvent);
	const engine = createEngine({
		session: card.id,
		book: bookOf(card),
		hosts: plan.hosts,
		settings: {plan},
		transport: ground.transport,
		store,
		clock: ground.clock,
		secrets: openSecrets(paths.secrets),
		by: `${userInfo().username}@${hostname()}`,
		resumed: earlier !== undefined,
	});
	return {
		id: card.id,
		plan,
		engine,
		store,
		simulated: card.lab !== undefined,
		leave: async outcome => {
			if (outcome === undefined) await ground.transport.close();
			else {
				await engine.close(outcome);
				forgetSecrets(paths.secrets);
			}
			ground.keep();
			unlisten();
			journal.close();
			lock.release();
		},
		forget: () => removeSession(home(), card.id),
	};
};
