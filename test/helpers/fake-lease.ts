// A host that keeps a lease, without a shell, and time that passes only when a test says so.
import type {Clock} from '../../source/engine/clock.ts';
import type {Tenant} from '../../source/engine/lease.ts';
import {HostUnreachable, type LeaseAnswer, type LeaseRequest, type Transport} from '../../source/engine/transport.ts';

/** Until nothing that is ready is left. */
const settle = async (): Promise<void> => {
	for (let turn = 0; turn < 8; turn++) await new Promise(resolve => setImmediate(resolve));
};

export type HandClock = Clock & {
	/** Lets so many seconds pass, waking who sleeps, each at its time. */
	readonly pass: (seconds: number) => Promise<void>;
};

export const createHandClock = (): HandClock => {
	let now = 1_800_000_000_000;
	let sleepers: readonly {readonly at: number; readonly wake: () => void}[] = [];
	return {
		now: () => now,
		sleep: (milliseconds, signal) =>
			new Promise(resolve => {
				const sleeper = {at: now + milliseconds, wake: () => resolve()};
				sleepers = [...sleepers, sleeper];
				signal?.addEventListener('abort', () => {
					sleepers = sleepers.filter(one => one !== sleeper);
					resolve();
				});
			}),
		pass: async seconds => {
			const end = now + seconds * 1000;
			for (;;) {
				const [next] = sleepers.filter(({at}) => at <= end).toSorted((one, other) => one.at - other.at);
				if (!next) break;
				now = next.at;
				sleepers = sleepers.filter(one => one !== next);
				next.wake();
				await settle();
			}
			now = end;
			await settle();
		},
	};
};

export type LeaseKeeper = {
	readonly lease: NonNullable<Transport['lease']>;
	/** What was asked for, in order. */
	readonly wishes: string[];
	readonly requests: LeaseRequest[];
	/** Somebody else has it, and was quiet for so long. */
	theirs?: {readonly tenant: Tenant; quiet: number; readonly doing: string};
	down?: true;
	/** The link swallows everything: an answer never comes, only a stop ends the waiting. */
	silent?: true;
};

export const createLeaseKeeper = (): LeaseKeeper => {
	let number = 0;
	const keeper: LeaseKeeper = {
		wishes: [],
		requests: [],
		lease: async (host, request, signal): Promise<LeaseAnswer> => {
			keeper.wishes.push(request.wish);
			keeper.requests.push(request);
			if (keeper.silent) await new Promise(resolve => signal.addEventListener('abort', resolve));
			if (keeper.down ?? keeper.silent) throw new HostUnreachable(host.name, `${host.name} does not answer.`);
			const {theirs} = keeper;
			if (theirs && !(request.wish === 'take-over' && theirs.quiet >= request.goneAfter))
				return {state: 'theirs', held: 600, ...theirs};
			delete keeper.theirs;
			if (request.wish === 'leave') return {state: 'free'};
			if (request.wish !== 'keep') number += 1;
			return {state: 'ours', number};
		},
	};
	return keeper;
};
