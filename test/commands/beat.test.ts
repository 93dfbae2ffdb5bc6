import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {createBeat} from '../../source/commands/beat.ts';

beforeEach(() => void vi.useFakeTimers({toFake: ['setTimeout', 'performance']}));
afterEach(() => void vi.useRealTimers());

/** When it was told, in milliseconds, if something happens in each of those. */
const toldAt = (happens: (millisecond: number) => boolean): readonly number[] => {
	const later = createBeat(100);
	const times: number[] = [];
	const start = performance.now();
	let waits = false;
	const tell = (): void => {
		waits = false;
		times.push(performance.now() - start);
	};
	for (let now = 0; now < 1000; now += 1) {
		if (happens(now) && !waits) {
			waits = true;
			later(tell);
		}
		vi.advanceTimersByTime(1);
	}
	return times;
};

test('What happens alone is told at once', () => {
	expect(toldAt(millisecond => millisecond === 0 || millisecond === 500)).toEqual([0, 500]);
});

test('What goes on happening is told once in a beat', () => {
	const times = toldAt(millisecond => millisecond < 550);
	expect(times.slice(0, 3)).toEqual([0, 100, 200]);
	expect(times).toHaveLength(7);
});
