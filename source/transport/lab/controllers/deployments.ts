// Deployments: a ReplicaSet for every template, and the way from one to the next.
import {plainText} from '../cluster/loose.ts';
import {list, owned, ownedBy, put, touch} from '../cluster/objects.ts';
import {markOnce} from '../cluster/pod.ts';
import type {KubeObject, World} from '../world.ts';
import {condition, podsOf, say, setStatus, templateOf} from './owned-pods.ts';

const share = (value: unknown, of: number, up: boolean): number => {
	if (typeof value === 'number') return value;
	const part = (Number.parseInt(plainText(value, '25%'), 10) / 100) * of;
	return up ? Math.ceil(part) : Math.floor(part);
};

const resize = (world: World, deployment: KubeObject, set: KubeObject, replicas: number): boolean => {
	const now = Number(set.spec?.['replicas'] ?? 0);
	if (now === replicas) return false;
	set.spec = {...set.spec, replicas};
	touch(world, set);
	say(
		world,
		deployment,
		'deployment-controller',
		'ScalingReplicaSet',
		`Scaled ${replicas > now ? 'up' : 'down'} replica set ${set.metadata.name} from ${now} to ${replicas}`,
	);
	return true;
};

const podHash = (deployment: KubeObject): string => {
	const letters = 'bcdf456789';
	const digest = markOnce(templateOf(deployment)).slice(0, 10);
	return digest.replaceAll(/./g, letter => letters[Number.parseInt(letter, 16) % 10]!);
};

const count = (set: KubeObject): number => Number(set.spec?.['replicas'] ?? 0);
const available = (set: KubeObject): number => Number(set.status?.['availableReplicas'] ?? 0);

const roll = (world: World, deployment: KubeObject, sets: readonly KubeObject[], current: KubeObject): boolean => {
	const wanted = Number(deployment.spec?.['replicas'] ?? 1);
	const strategy = deployment.spec?.['strategy'] as
		| {type?: string; rollingUpdate?: {maxSurge?: unknown; maxUnavailable?: unknown}}
		| undefined;
	const others = sets.filter(set => set !== current && Number(set.spec?.['replicas'] ?? 0) > 0);
	if (others.length === 0) return resize(world, deployment, current, wanted);
	if (strategy?.type === 'Recreate') {
		let changed = false;
		for (const set of others) changed = resize(world, deployment, set, 0) || changed;
		if (others.every(set => podsOf(world, set).length === 0))
			changed = resize(world, deployment, current, wanted) || changed;
		return changed;
	}
	const surge = share(strategy?.rollingUpdate?.maxSurge, wanted, true);
	const missing = share(strategy?.rollingUpdate?.maxUnavailable, wanted, false);
	const total = [current, ...others].reduce((sum, set) => sum + count(set), 0);
	const more = Math.min(wanted - count(current), Math.max(wanted + surge - total, 0));
	let changed = more > 0 && resize(world, deployment, current, count(current) + more);
	let spare =
		[current, ...others].reduce((sum, set) => sum + available(set), 0) -
		(wanted - Math.max(missing, surge === 0 ? 1 : missing));
	for (const set of others) {
		const broken = count(set) - available(set);
		const less = Math.min(count(set), Math.max(spare, 0) + broken);
		if (less > 0) changed = resize(world, deployment, set, count(set) - less) || changed;
		spare -= less - broken;
	}
	return changed;
};

export const deployment = (world: World, object: KubeObject): boolean => {
	const hash = podHash(object);
	const sets = list(world, 'ReplicaSet', object.metadata.namespace).filter(set => ownedBy(set, object));
	let changed = false;
	let current = sets.find(set => set.metadata.labels?.['pod-template-hash'] === hash);
	if (current === undefined) {
		const revision =
			1 +
			Math.max(
				0,
				...sets.map(set => Number(set.metadata.annotations?.['deployment.kubernetes.io/revision'] ?? 0)),
			);
		const template = templateOf(object);
		const labels = {...template.metadata?.labels, 'pod-template-hash': hash};
		current = put(world, {
			apiVersion: 'apps/v1',
			kind: 'ReplicaSet',
			metadata: {
				name: `${object.metadata.name}-${hash}`,
				namespace: object.metadata.namespace ?? 'default',
				labels,
				annotations: {'deployment.kubernetes.io/revision': String(revision)},
				ownerReferences: owned(object),
			},
			spec: {
				replicas: 0,
				selector: {
					matchLabels: {
						...(object.spec?.['selector'] as {matchLabels?: Record<string, string>} | undefined)
							?.matchLabels,
						'pod-template-hash': hash,
					},
				},
				template: {...template, metadata: {...template.metadata, labels}},
			},
		});
		object.metadata.annotations = {
			...object.metadata.annotations,
			'deployment.kubernetes.io/revision': String(revision),
		};
		sets.push(current);
		changed = true;
	}
	changed = roll(world, object, sets, current) || changed;
	const wanted = Number(object.spec?.['replicas'] ?? 1);
	const sum = (field: string): number => sets.reduce((total, set) => total + Number(set.status?.[field] ?? 0), 0);
	const ready = sum('readyReplicas');
	const updated = Number(current.status?.['replicas'] ?? 0);
	const enough =
		ready >=
		wanted -
			share(
				(object.spec?.['strategy'] as {rollingUpdate?: {maxUnavailable?: unknown}} | undefined)?.rollingUpdate
					?.maxUnavailable,
				wanted,
				false,
			);
	const done = updated === wanted && ready === wanted && sum('replicas') === wanted;
	const status = {
		...(ready === 0 ? {} : {availableReplicas: ready}),
		conditions: [
			condition(
				world,
				object.status,
				'Available',
				enough,
				enough ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
				enough ? 'Deployment has minimum availability.' : 'Deployment does not have minimum availability.',
			),
			condition(
				world,
				object.status,
				'Progressing',
				true,
				done ? 'NewReplicaSetAvailable' : 'ReplicaSetUpdated',
				done
					? `ReplicaSet "${current.metadata.name}" has successfully progressed.`
					: `ReplicaSet "${current.metadata.name}" is progressing.`,
			),
		],
		observedGeneration: object.metadata['generation'] ?? 1,
		...(ready === 0 ? {} : {readyReplicas: ready}),
		replicas: sum('replicas'),
		...(sum('replicas') === ready ? {} : {unavailableReplicas: sum('replicas') - ready}),
		updatedReplicas: updated,
	};
	return setStatus(world, object, status) || changed;
};
