// How long a command may make its caller wait, counted in the simulated time that it spends itself.
import {AsyncLocalStorage} from 'node:async_hooks';

type Patience = {left: number; readonly end: () => void};

const patience = new AsyncLocalStorage<Patience>();

/** Runs `work`, whose signal is aborted once it has waited longer than `milliseconds`. Others' waiting does not count. */
export const withPatience = <Result>(
	milliseconds: number,
	work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> => {
	const late = new AbortController();
	return patience.run({left: milliseconds, end: () => late.abort()}, () => work(late.signal));
};

/** How much of a wait is granted; what is beyond ends the work. */
export const spend = (milliseconds: number): number => {
	const mine = patience.getStore();
	if (!mine) return milliseconds;
	const granted = Math.max(0, Math.min(milliseconds, mine.left));
	mine.left -= milliseconds;
	if (mine.left < 0) mine.end();
	return granted;
};
