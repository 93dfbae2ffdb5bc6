// What every workload controller does with the pods it owns, and how it says how far it is.
import {plainText} from '../cluster/loose.ts';
import {event, list, owned, ownedBy, put, remove, stamp, touch} from '../cluster/objects.ts';
import {type Condition, type PodSpec, specOf} from '../cluster/pod.ts';
import type {KubeObject, World} from '../world.ts';

type Template = {metadata?: {labels?: Record<string, string>; annotations?: Record<string, string>}; spec: PodSpec};

export const templateOf = (owner: KubeObject): Template =>
	(owner.spec?.['template'] ?? {spec: {containers: []}}) as Template;

export const podsOf = (world: World, owner: KubeObject): KubeObject[] =>
	list(world, 'Pod', owner.metadata.namespace).filter(pod => ownedBy(pod, owner));

export const say = (world: World, owner: KubeObject, from: string, reason: string, message: string): void =>
	event(world, {
		namespace: owner.metadata.namespace ?? 'default',
		kind: owner.kind,
		name: owner.metadata.name,
		type: 'Normal',
		reason,
		from,
		message,
	});

export const makePod = (
	world: World,
	owner: KubeObject,
	name: string,
	labels: Record<string, string>,
	spec: Record<string, unknown>,
): KubeObject => {
	const template = templateOf(owner);
	return put(world, {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {
			name,
			namespace: owner.metadata.namespace ?? 'default',
			generateName: `${owner.metadata.name}-`,
			labels: {...template.metadata?.labels, ...labels},
			...(template.metadata?.annotations === undefined ? {} : {annotations: template.metadata.annotations}),
			ownerReferences: owned(owner),
		},
		spec,
	});
};

export const setStatus = (world: World, object: KubeObject, status: Record<string, unknown>): boolean => {
	if (JSON.stringify(object.status) === JSON.stringify(status)) return false;
	object.status = status;
	touch(world, object);
	return true;
};

export const leave = (world: World, pod: KubeObject): void => {
	if (specOf(pod).nodeName === undefined) {
		remove(world, 'Pod', pod.metadata.name, pod.metadata.namespace);
		return;
	}
	pod.metadata['deletionTimestamp'] = stamp(world.now);
	touch(world, pod);
};

export const condition = (
	world: World,
	old: KubeObject['status'],
	type: string,
	good: boolean,
	reason: string,
	message: string,
): Condition => {
	const before = (old?.['conditions'] as Condition[] | undefined)?.find(entry => entry.type === type);
	const status = good ? 'True' : 'False';
	const same = before?.status === status && before.reason === reason;
	return {
		lastTransitionTime: before?.status === status ? before.lastTransitionTime : stamp(world.now),
		lastUpdateTime: same ? plainText(before['lastUpdateTime']) : stamp(world.now),
		message,
		reason,
		status,
		type,
	};
};
