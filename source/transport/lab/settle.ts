// Consequences: what the world does by itself after somebody changed something, or when time has passed.
import type {Cause} from './cause.ts';
import {clusterCauses} from './causes/cluster-causes.ts';
import {loadBalancerCauses} from './causes/load-balancer.ts';
import {serviceCauses} from './causes/services.ts';
import type {FilesOf} from './files.ts';
import type {World} from './world.ts';

/** In this order: what runs on a host, who holds the virtual address, what the cluster makes of it. */
const causes: readonly Cause[] = [...serviceCauses, ...loadBalancerCauses, ...clusterCauses];

/** A cause that never comes to rest would hang the lab. */
const rounds = 25;

export const settle = (world: World, filesOf: FilesOf): void => {
	for (let round = 0; round < rounds; round++) {
		let changed = false;
		for (const cause of causes) changed = cause(world, filesOf) || changed;
		if (!changed) return;
	}
};
