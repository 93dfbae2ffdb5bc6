// Looking on at a session that another process of this machine has open: its journal is read along.
import {resolve} from 'node:path';
import {sessionBooks} from '../../steps/books.ts';
import type {Plan} from '../../steps/plan.ts';
import {systemClock, type Clock} from '../engine/clock.ts';
import type {Engine} from '../engine/engine.ts';
import type {EngineEvent} from '../engine/event.ts';
import {createStore, type Store} from '../engine/store.ts';
import {createWatcher} from '../engine/watch.ts';
import {followJournal} from '../session/follow.ts';
import {holderOf, type Holder} from '../session/lock.ts';
import {findSession, listSessions, type Session} from '../session/sessions.ts';
import {textsOf, type Language} from '../texts/texts.ts';
import {sessionPlan} from './session-plan.ts';
import {home, self} from './state-home.ts';

export type Watched = {
	readonly id: string;
	readonly plan: Plan;
	readonly engine: Engine;
	readonly store: Store;
	readonly simulated: boolean;
	/** `user@machine` that has it now; undefined once it was let go of. */
	readonly by: () => string | undefined;
	/** Reads along until the session is let go of, or the signal is aborted. */
	readonly follow: (signal: AbortSignal) => Promise<void>;
};

const pause = 200;

export const holderOfSession = ({files}: Session): Holder | undefined => holderOf(files.lock, self());

export const nameOf = ({user, host}: Holder): string => `${user}@${host}`;

/** A session by its id, else the newest one that is held, of that plan when one is named; or a sentence. */
export const findHeld = (
	id: string | true,
	planPath: string | undefined,
	language: Language,
): Session | {readonly problem: string} => {
	const texts = textsOf(language);
	if (id === true) {
		const path = planPath && resolve(planPath);
		const held = listSessions(home()).find(
			session => (path === undefined || session.about.planPath === path) && holderOfSession(session),
		);
		return held ?? {problem: texts.lease.noneHeld};
	}
	const session = findSession(home(), id);
	if (!session) return {problem: texts.open.noSession(id)};
	return holderOfSession(session) ? session : {problem: texts.lease.notHeld(id)};
};

/** `later` as for a store. `onEvent` hears every event from the first on. */
export const watchSession = (
	session: Session,
	language: Language,
	later: (tell: () => void) => void,
	onEvent?: (event: EngineEvent) => void,
): Watched | {readonly problems: readonly string[]} => {
	const {id, about, files} = session;
	const found = sessionPlan(about, language);
	if ('problems' in found) return found;
	const simulated = about.lab !== undefined;
	const store = createStore(later);
	let at = 0;
	if (onEvent) store.listen(onEvent);
	store.listen(event => (at = event.at));
	// Simulated time is that of the other process, and it is known from what happens there.
	const clock: Clock = simulated ? {...systemClock, now: () => at} : systemClock;
	const {poll} = followJournal(files, store.emit);
	const engine = createWatcher({
		book: sessionBooks.find(({id}) => id === about.book)!,
		hosts: found.plan.hosts,
		settings: {plan: found.plan},
		store,
		clock,
	});
	const by = (): string | undefined => {
		const holder = holderOfSession(session);
		return holder && nameOf(holder);
	};
	return {
		id,
		plan: found.plan,
		engine,
		store,
		simulated,
		by,
		follow: async signal => {
			for (let held = true; held && !signal.aborted;) {
				// Asked first: what was written before it let go is read after.
				held = by() !== undefined;
				poll();
				await systemClock.sleep(pause, signal);
			}
		},
	};
};
