// What is kept of a lab: the world, and of each disk only what differs from a fresh installation.
import type {Disk, Entry} from './disk.ts';
import type {LabHost} from './create-world.ts';
import type {World} from './world.ts';

/** One more whenever what is saved changes its shape: a world of before lacks what this one relies on. */
export const version = 6;

export type Saved = {
	readonly version: number;
	readonly hosts: readonly LabHost[];
	readonly began: number;
	readonly world: World;
	readonly disks: Readonly<Record<string, Readonly<Record<string, Entry | null>>>>;
};

export const toText = (
	hosts: readonly LabHost[],
	began: number,
	world: World,
	disks: ReadonlyMap<string, Disk>,
): string =>
	JSON.stringify({
		version,
		hosts,
		began,
		world,
		disks: Object.fromEntries([...disks].map(([name, disk]) => [name, disk.difference()])),
	} satisfies Saved);

/** Of a text's first characters: `version` is what it begins with. */
export const isOfThisVersion = (beginning: string): boolean => beginning.startsWith(`{"version":${version},`);

export const fromText = (text: string): Saved => {
	const saved = JSON.parse(text) as Saved;
	if (saved.version !== version)
		throw new Error('The saved lab was written by another version of kubewalk: start the lab anew.');
	return saved;
};
