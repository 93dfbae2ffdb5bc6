// How long a command may make its caller wait, counted in the simulated time that it spends itself.
import {AsyncLocalStorage} from 'node:async_hooks';

type Patience = {
	left: number;
	readonly end: () => void;
	/** Whoever called is impatient too. */ readonly outer: Patience | undefined;
};

const patience = new AsyncLocalStorage<Patience>();

/** Runs `work`, whose signal is aborted once it has waited longer than `milliseconds`. Others' waiting does not count. */
export const withPatience = <Result>(
	milliseconds: number,
	work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> => {
	const late = new AbortController();
	return patience.run({left: milliseconds, end: () => late.abort(), outer: patience.getStore()}, () =>
		work(late.signal),
	);
};

/** How much of a wait is granted; what is beyond ends the work. */
export const spend = (milliseconds: number): number => {
	let granted = milliseconds;
	for (let mine = patience.getStore(); mine; mine = mine.outer) granted = Math.max(0, Math.min(granted, mine.left));
	for (let mine = patience.getStore(); mine; mine = mine.outer) {
		const wanted = milliseconds > mine.left;
		mine.left -= granted;
		if (wanted) mine.end();
	}
	return granted;
};

/** What others do while somebody waits costs him no patience. */
export const atEase = <Result>(work: () => Promise<Result>): Promise<Result> => patience.exit(work);
