// The right to change the hosts: one session at a time has it. It is kept on the first control plane and good for a
// while only, so that one who lost the link, or died, does not have it for ever.
import type {Clock} from './clock.ts';
import type {Seconds} from './declare.ts';
import type {Host} from './given.ts';
import {HostUnreachable, type LeaseAnswer, type LeaseWish, type Transport} from './transport.ts';

/** A session as others on the same hosts are told of it. */
export type Tenant = {
	/** Of this session alone, on whatever machine it goes on. Only [A-Za-z0-9._-]. */
	readonly identity: string;
	readonly session: string;
	/** `user@machine`. */
	readonly by: string;
	readonly pid: number;
};

export type Holder = Omit<Tenant, 'identity'> & {
	/** Milliseconds since 1970 on this machine's clock; the host counts in seconds gone by, because clocks differ. */
	readonly since: number;
	/** How long ago it last gave sign of life. */
	readonly quiet: Seconds;
	/** What it was at then, such as `swap-now (m1 m2)`; empty between two commands. */
	readonly doing: string;
	/** It has been quiet for so long that others may take over. */
	readonly gone: boolean;
};

/** Another session has the hosts. Beside HostUnreachable the one trouble that is thrown: nothing more may be started. */
export class HostsHeld extends Error {
	constructor({by, pid, session}: Holder) {
		super(`Not run: ${by} (process ${pid}) has these hosts, in session ${session}.`);
	}
}

/** Between two signs of life. */
const beat: Seconds = 20;
const firstBeat: Seconds = 3;
/** A link that is down must not keep a person from leaving. */
const leavePatience: Seconds = 5;
/** So long after a sign of life the lease is good without asking. */
const good: Seconds = 60;
/** So long without one, and others may take over; well beyond `good`, so that two never believe they have it. */
export const goneAfter: Seconds = 90;

export type Lease = {
	/** At the beginning of a run: takes it. Answers with who has it instead. Throws HostUnreachable. */
	readonly enter: (signal: AbortSignal, wish?: 'take' | 'take-over') => Promise<Holder | undefined>;
	/** Before each change to a host. Throws HostsHeld when another has it by now, HostUnreachable when that cannot be told. */
	readonly admit: (signal: AbortSignal) => Promise<void>;
	/** Another was found to have it, since it was taken. */
	readonly isLost: () => boolean;
	/** No more signs of life. `free`: gives it back at once; else, and where that cannot be said, it runs out. */
	readonly leave: (free: boolean) => Promise<void>;
};

export type LeaseOptions = {
	readonly transport: Transport;
	/** Where it is kept. */
	readonly host: Host;
	/** What it is for: the cluster's name. */
	readonly name: string;
	readonly tenant: Tenant;
	readonly doing: () => string;
	readonly clock: Clock;
	/** Told when it was taken, and when another was found to have it. */
	readonly onChange: (holder: Holder | undefined) => void;
	/** Told one sentence when nothing can be kept there, such as on a host that only a person reaches. */
	readonly onUnkept: (sentence: string) => void;
};

/** For hosts that nobody else can reach. */
export const noLease: Lease = {
	enter: async () => undefined,
	admit: async () => undefined,
	isLost: () => false,
	leave: async () => undefined,
};

type Theirs = Extract<LeaseAnswer, {state: 'theirs'}>;

const holderOf = ({tenant: {session, by, pid}, held, quiet, doing}: Theirs, now: number): Holder => ({
	session,
	by,
	pid,
	since: now - held * 1000,
	quiet,
	doing,
	gone: quiet >= goneAfter,
});

const nobody: Tenant = {identity: '', session: '', by: '', pid: 0};

/** Who has it now; nothing is changed. Undefined: no lease can be kept there. Throws HostUnreachable. */
export const lookAt = async (
	transport: Transport,
	host: Host,
	name: string,
	now: () => number,
	signal: AbortSignal,
): Promise<Holder | 'free' | undefined> => {
	const request = {name, wish: 'look', number: 0, tenant: nobody, doing: '', goneAfter, good} as const;
	const answer = await transport.lease?.(host, request, signal);
	return answer?.state === 'theirs' ? holderOf(answer, now()) : answer && 'free';
};

export const createLease = ({transport, host, name, tenant, doing, clock, onChange, onUnkept}: LeaseOptions): Lease => {
	let ours: {readonly number: number; readonly until: number} | undefined;
	let holder: Holder | undefined;
	let unkept = false;
	let asking: Promise<void> | undefined;
	let heart: AbortController | undefined;

	const ask = async (wish: LeaseWish, signal: AbortSignal): Promise<void> => {
		const sent = clock.now();
		const request = {name, wish, number: ours?.number ?? 0, tenant, doing: doing(), goneAfter, good};
		const answer = await transport.lease?.(host, request, signal);
		if (answer?.state === 'problem') {
			throw new HostUnreachable(host.name, `The cluster's lock cannot be kept on ${host.name}: ${answer.why}`);
		}
		if (answer === undefined) {
			unkept = true;
			return onUnkept(
				`No lock is kept on ${host.name}: see to it that nobody else changes these hosts meanwhile.`,
			);
		}
		const had = ours !== undefined;
		holder = answer.state === 'theirs' ? holderOf(answer, clock.now()) : undefined;
		ours = answer.state === 'ours' ? {number: answer.number, until: sent + good * 1000} : undefined;
		if (holder ?? !had) onChange(holder);
	};
	const isOurs = (): boolean => ours !== undefined;
	const beatOn = async (life: AbortSignal): Promise<void> => {
		for (let pause = firstBeat; isOurs(); pause = beat) {
			await clock.sleep(pause * 1000, life);
			if (life.aborted) return;
			try {
				await once('keep', life);
			} catch (error) {
				// The link is down: the next beat tries again, and until then the lease runs out by itself.
				if (!(error instanceof HostUnreachable)) throw error;
			}
		}
		heart = undefined;
	};
	/** Many hosts' tasks ask at the same time; one round trip answers them all. */
	const once = (wish: LeaseWish, signal: AbortSignal): Promise<void> => {
		asking ??= ask(wish, signal).finally(() => (asking = undefined));
		return asking;
	};
	const take = async (wish: 'take' | 'take-over', signal: AbortSignal): Promise<void> => {
		await asking?.catch(() => undefined);
		await once(wish, signal);
		if (!ours || heart) return;
		heart = new AbortController();
		void beatOn(heart.signal);
	};
	const isGood = (): boolean => unkept || (ours !== undefined && clock.now() < ours.until);
	const renew = async (signal: AbortSignal): Promise<void> => {
		try {
			await (ours ? once('keep', signal) : take('take', signal));
		} catch (error) {
			if (!(error instanceof HostUnreachable) || signal.aborted) throw error;
			const message = `Nothing is changed while it cannot be told who else is at it: ${error.message}`;
			throw new HostUnreachable(error.host, message);
		}
	};
	if (!transport.lease) return noLease;
	return {
		enter: async (signal, wish = 'take') => {
			if (!isGood()) await take(wish, signal);
			return holder;
		},
		admit: async signal => {
			if (!holder && !isGood()) await renew(signal);
			if (holder) throw new HostsHeld(holder);
		},
		isLost: () => holder !== undefined,
		leave: async free => {
			heart?.abort();
			if (!ours || !free) return;
			const over = new AbortController();
			const late = new AbortController();
			void clock.sleep(leavePatience * 1000, over.signal).then(() => over.signal.aborted || late.abort());
			try {
				await asking?.catch(() => undefined);
				const request = {name, wish: 'leave', number: ours.number, tenant, doing: '', goneAfter, good} as const;
				await transport.lease?.(host, request, late.signal);
			} catch (error) {
				if (!(error instanceof HostUnreachable)) throw error;
			}
			over.abort();
			ours = undefined;
		},
	};
};
