// Simulated time: it moves only here, and consequences happen on the way.
import type {FilesOf} from './files.ts';
import {settle} from './settle.ts';
import type {World} from './world.ts';

const stride = 1000;
const strides = 120;

/** Most waits are a command's own few milliseconds: what time brings about can wait until a few of them are together. */
const notice = 200;

const noticed = new WeakMap<World, number>();

/** Moves the world to a moment in steps small enough that a program can fail, wait and try again on the way. */
export const advance = (world: World, filesOf: FilesOf, until: number): void => {
	const step = Math.max(stride, (until - world.now) / strides);
	while (world.now < until) {
		world.now = Math.min(until, world.now + step);
		if (world.now - (noticed.get(world) ?? 0) < notice) continue;
		noticed.set(world, world.now);
		settle(world, filesOf);
	}
};
