/** Runs at most so many at a time; who is aborted while waiting is let through, to end at once by itself. */
export type Turns = <Result>(work: () => Promise<Result>, signal: AbortSignal) => Promise<Result>;

export const createTurns = (atOnce: number): Turns => {
	const waiting = new Set<() => void>();
	let busy = 0;
	return async (work, signal) => {
		if (busy >= atOnce && !signal.aborted) {
			await new Promise<void>(resolve => {
				const go = (): void => {
					waiting.delete(go);
					signal.removeEventListener('abort', go);
					resolve();
				};
				waiting.add(go);
				signal.addEventListener('abort', go);
			});
		}
		busy++;
		try {
			return await work();
		} finally {
			busy--;
			const [next] = waiting;
			next?.();
		}
	};
};
