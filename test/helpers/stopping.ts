// Walks the lab in processes that are stopped at chosen instants, each going on where the last one was stopped.
import type {EngineEvent} from '../../source/engine/event.ts';
import {type Ended, startKubewalk} from './program.ts';

/** Pseudo-random numbers from 0 to 1 that are the same every time. */
export const seeded = (seed: number): (() => number) => {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
};

/** An instant of a run: so many commands have begun, and then so many events have passed. */
export type Instant = {readonly commands: number; readonly events: number};

export type Stopped = Ended & {
	/** Left out: it ended before the instant came. */
	readonly stoppedAt?: string;
	readonly session?: string;
};

/** Runs `kubewalk run --yes --json ARGUMENTS`, and sends the signals when the instant comes, all at once. */
export const runUntil = async (
	args: readonly string[],
	home: string,
	{commands, events}: Instant,
	signals: readonly NodeJS.Signals[],
): Promise<Stopped> => {
	const {child, onLine, ended} = startKubewalk(['run', '--yes', '--json', ...args], {home});
	let [begun, passed] = [0, 0];
	let session: string | undefined;
	let stoppedAt: string | undefined;
	onLine(line => {
		const event = JSON.parse(line) as EngineEvent;
		if (event.type === 'session-opened') session = event.session;
		if (event.type === 'task' && event.status === 'running') begun += 1;
		if (begun >= commands) passed += 1;
		if (passed <= events || stoppedAt !== undefined) return;
		stoppedAt = event.type === 'task' ? `${event.task} ${event.host} ${event.status}` : event.type;
		for (const signal of signals) child.kill(signal);
	});
	return {...(await ended), ...(stoppedAt && {stoppedAt}), ...(session && {session})};
};
