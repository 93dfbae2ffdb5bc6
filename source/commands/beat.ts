/**
 * For a store's `later`: what happens after a while without anything is told at once, and what goes on happening once in so
 * many milliseconds. A screen that draws less often than the terminal could show it has the time between to answer keys.
 */
export const createBeat = (milliseconds: number): ((tell: () => void) => void) => {
	let last = Number.NEGATIVE_INFINITY;
	return tell => {
		setTimeout(
			() => {
				last = performance.now();
				tell();
			},
			Math.max(0, last + milliseconds - performance.now()),
		);
	};
};
