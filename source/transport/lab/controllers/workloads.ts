// Deployments make ReplicaSets, ReplicaSets and DaemonSets make pods, and all of them say how far they are.
import {get, list, selects} from '../cluster/objects.ts';
import type {KubeObject, World} from '../world.ts';

export const selected = (world: World, service: KubeObject): KubeObject[] =>
	list(world, 'Pod', service.metadata.namespace).filter(pod =>
		selects(service.spec?.['selector'], pod.metadata.labels),
	);

export const namespaceOf = (world: World, name: string): KubeObject | undefined => get(world, 'Namespace', name);
