// Ids that look random and are not: they come from the world's seed, so that the same walk gives the same cluster.
import type {World} from '../world.ts';

/** The next number in [0, 1): mulberry32, whose whole state is the seed. */
export const draw = (world: World): number => {
	world.seed = (world.seed + 0x6d2b79f5) >>> 0;
	let mixed = world.seed;
	mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
	mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
	return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
};

const from = (world: World, alphabet: string, length: number): string =>
	Array.from({length}, () => alphabet[Math.floor(draw(world) * alphabet.length)]).join('');

export const hex = (world: World, length: number): string => from(world, '0123456789abcdef', length);

/** Kubernetes leaves vowels and look-alikes out of generated names. */
export const suffix = (world: World, length = 5): string => from(world, 'bcdfghjklmnpqrstvwxz2456789', length);

export const uid = (world: World): string =>
	`${hex(world, 8)}-${hex(world, 4)}-4${hex(world, 3)}-${from(world, '89ab', 1)}${hex(world, 3)}-${hex(world, 12)}`;

const tokenLetters = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A bootstrap token: id and secret. */
export const bootstrapToken = (world: World): string =>
	`${from(world, tokenLetters, 6)}.${from(world, tokenLetters, 16)}`;
