// kubewalk run --watch: what another process does, as lines; from another machine what its lock tells.
import {systemClock} from '../engine/clock.ts';
import type {Outcome} from '../engine/event.ts';
import {lookAt} from '../engine/lease.ts';
import {hostsFor} from '../engine/target.ts';
import {HostUnreachable} from '../engine/transport.ts';
import {jsonLine, runWithLines} from '../headless.ts';
import type {Session} from '../session/sessions.ts';
import {textsOf, type Language} from '../texts/texts.ts';
import {leaseWords} from '../ui/lease-words.ts';
import {exitCodes, type ExitCode} from './exit-codes.ts';
import {loadPlan} from './load-plan.ts';
import {openHosts} from './open-hosts.ts';
import type {Ask} from './open-ssh.ts';
import {findHeld, watchSession} from './watch-session.ts';

export type WatchWish = {
	readonly watch: string | true;
	readonly plan?: string;
	readonly json?: true;
};

const say = (sentence: string): void => void process.stderr.write(`${sentence}\n`);

const never = new AbortController().signal;

const codes = {
	done: exitCodes.done,
	failed: exitCodes.failed,
	unreachable: exitCodes.unreachable,
	stopped: exitCodes.stopped,
} as const;

/** Ends when the session was let go of: with the code it was closed with, or as stopped when it can be gone on with. */
const watchHere = async (session: Session, language: Language, json: boolean): Promise<ExitCode> => {
	const texts = textsOf(language);
	const watched = watchSession(
		session,
		language,
		tell => tell(),
		json ? event => void process.stdout.write(jsonLine(event)) : undefined,
	);
	if ('problems' in watched) {
		watched.problems.forEach(say);
		return exitCodes.usage;
	}
	const {engine, store, follow, by} = watched;
	const who = by() ?? '';
	say(texts.lease.watching(who));
	const toTheEnd = async (): Promise<Outcome> => {
		await follow(never);
		return store.getState().outcome ?? 'stopped';
	};
	if (json) await toTheEnd();
	else await runWithLines({engine, store, texts, language, clock: systemClock}, toTheEnd);
	say(texts.lease.left(who));
	return codes[store.getState().outcome ?? 'stopped'];
};

const refresh = 5000;

/** Without the journal: who has the hosts and what it is at, a line whenever that changes, until nobody has them. */
const watchHosts = async (path: string, language: Language, json: boolean, ask: Ask): Promise<ExitCode> => {
	const texts = textsOf(language);
	const loaded = loadPlan(path, language);
	if ('problems' in loaded) {
		loaded.problems.forEach(say);
		return exitCodes.usage;
	}
	const {plan} = loaded;
	const opened = await openHosts(plan, ask, language);
	if ('problems' in opened) {
		opened.problems.forEach(say);
		return exitCodes.unreachable;
	}
	const {transport} = opened;
	const [keeper] = hostsFor('first-control-plane', plan.hosts);
	try {
		for (let before = ''; ; await systemClock.sleep(refresh)) {
			const holder = keeper && (await lookAt(transport, keeper, plan.name, systemClock.now, never));
			if (holder === undefined || holder === 'free') {
				say(holder === 'free' ? texts.lease.free : texts.lease.noLease);
				return exitCodes.done;
			}
			const {by, session, doing, gone} = holder;
			const now = JSON.stringify([by, session, doing, gone]);
			if (before === '') say(texts.lease.elsewhere(by));
			if (now !== before) {
				const line = json
					? jsonLine({type: 'lease', at: systemClock.now(), holder})
					: `${texts.lease.sees(leaseWords(holder, texts))}\n`;
				process.stdout.write(line);
			}
			before = now;
		}
	} catch (error) {
		if (!(error instanceof HostUnreachable)) throw error;
		say(error.message);
		return exitCodes.unreachable;
	} finally {
		await transport.close();
	}
};

/** Changes nothing, neither here nor on a host. */
export const watch = async (wish: WatchWish, language: Language, ask: Ask): Promise<ExitCode> => {
	const {json = false} = wish;
	const session = findHeld(wish.watch, wish.plan, language);
	if (!('problem' in session)) return watchHere(session, language, json);
	if (wish.watch === true && wish.plan !== undefined) return watchHosts(wish.plan, language, json, ask);
	say(session.problem);
	return exitCodes.usage;
};
