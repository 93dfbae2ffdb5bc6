// What is kept of a lab: the world, and of each disk only what differs from a fresh installation.
import type {Disk, Entry} from './disk.ts';
import type {LabHost} from './create-world.ts';
import type {World} from './world.ts';

export type Saved = {
	readonly version: 1;
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
		version: 1,
		hosts,
		began,
		world,
		disks: Object.fromEntries([...disks].map(([name, disk]) => [name, disk.difference()])),
	} satisfies Saved);

export const fromText = (text: string): Saved => {
	const saved = JSON.parse(text) as Saved;
	if (saved.version !== 1)
		throw new Error('The saved lab was written by another version of kubewalk: start the lab anew.');
	return saved;
};
