// Which machine's controller manager or scheduler leads: one of them at a time, the next one when its lease ran out.
import type {FilesOf} from '../files.ts';
import type {Machine, World} from '../world.ts';
import {accessWith} from './access.ts';
import {running, warm} from './health.ts';
import {get, put, stamp, touch} from './objects.ts';
import {hex} from './ids.ts';

type Component = 'kube-controller-manager' | 'kube-scheduler';

const leaseLasts = 15_000;

const able = (world: World, filesOf: FilesOf, machine: Machine, component: Component): boolean => {
	const container = running(machine, component);
	if (container === undefined || !warm(world, container)) return false;
	const path = `/etc/kubernetes/${component.replace('kube-', '')}.conf`;
	return accessWith(world, filesOf, machine, path).ok;
};

/** The leader's machine, renewed when it can be; undefined while nobody leads. */
export const leader = (world: World, filesOf: FilesOf, component: Component): Machine | undefined => {
	const {cluster} = world;
	if (cluster === undefined) return undefined;
	const leaders = (cluster.leaders ??= {});
	const now = leaders[component];
	const holder = now === undefined ? undefined : world.machines[now.machine];
	if (now !== undefined && holder !== undefined && able(world, filesOf, holder, component)) {
		if (world.now - now.renewed >= 2000) renew(world, component, now);
		return holder;
	}
	if (now !== undefined && world.now - now.renewed < leaseLasts) return undefined;
	const next = Object.values(world.machines).find(machine => able(world, filesOf, machine, component));
	if (next === undefined) return undefined;
	leaders[component] = {machine: next.name, renewed: world.now};
	const name = next.kubelet?.node ?? next.hostname;
	put(world, {
		apiVersion: 'coordination.k8s.io/v1',
		kind: 'Lease',
		metadata: {name: component, namespace: 'kube-system'},
		spec: {
			holderIdentity: `${name}_${hex(world, 8)}-${hex(world, 4)}-${hex(world, 4)}-${hex(world, 4)}-${hex(world, 12)}`,
			leaseDurationSeconds: 15,
			acquireTime: stamp(world.now),
			renewTime: stamp(world.now),
		},
	});
	return next;
};

const renew = (world: World, component: Component, entry: {renewed: number}): void => {
	entry.renewed = world.now;
	const lease = get(world, 'Lease', component, 'kube-system');
	if (lease?.spec === undefined) return;
	lease.spec['renewTime'] = stamp(world.now);
	touch(world, lease);
};
