/** Time, handed in: nothing in the engine reads the machine's clock or sleeps by itself. */
export type Clock = {
	/** Milliseconds since 1970. */
	readonly now: () => number;
	/** Resolves after so many milliseconds, or at once when the signal is aborted. */
	readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
};

export const systemClock: Clock = {
	now: () => Date.now(),
	sleep: (milliseconds, signal) =>
		new Promise(resolve => {
			if (signal?.aborted) return resolve();
			const done = (): void => {
				// oxlint-disable-next-line no-restricted-globals -- the one place where time is real
				clearTimeout(timer);
				signal?.removeEventListener('abort', done);
				resolve();
			};
			// oxlint-disable-next-line no-restricted-globals
			const timer = setTimeout(done, milliseconds);
			signal?.addEventListener('abort', done);
		}),
};
