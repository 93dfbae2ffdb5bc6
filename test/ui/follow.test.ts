import {expect, test} from 'vitest';
import {follow, type Followed} from '../../source/ui/follow.ts';

const height = 8;

/** The first line that is shown after each step, when every line takes so many rows. */
const starts = (steps: readonly number[], rows = 1): readonly number[] => {
	let followed: Followed | undefined;
	let count = 0;
	return steps.map(by => {
		count += by;
		const lines = Array.from({length: Math.min(count, height)}, () => rows);
		followed = follow(followed, count, lines, height);
		return followed.start;
	});
};

const ones = (many: number): readonly number[] => Array.from({length: many}, () => 1);

test('Nothing moves until the pane is full, and then most of it makes room at once', () => {
	expect(starts(ones(16))).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 7, 7, 7, 7, 7, 7, 7, 14]);
});

test('Lines that take more rows make room sooner', () => {
	expect(starts(ones(8), 2)).toEqual([0, 0, 0, 0, 4, 4, 4, 4]);
});

test('What was there already, and what comes faster than it can be read, fills the pane', () => {
	expect(starts([100])).toEqual([92]);
	expect(starts([100, 500, 500])).toEqual([92, 592, 1092]);
	expect(starts([100, 500, 1, 1])).toEqual([92, 592, 599, 599]);
});

test('It stays where it is while nothing comes', () => {
	expect(starts([100, 0, 0, 1, 0])).toEqual([92, 92, 92, 99, 99]);
});

test('A line that is longer than the pane is shown all the same', () => {
	expect(starts(ones(3), 20)).toEqual([0, 1, 2]);
});

test('A command that begins anew begins at the top', () => {
	expect(follow({start: 90, count: 100}, 3, [1, 1, 1], height)).toEqual({start: 0, count: 3});
});
