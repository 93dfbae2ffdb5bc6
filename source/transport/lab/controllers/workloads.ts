// Deployments make ReplicaSets, ReplicaSets and DaemonSets make pods, and all of them say how far they are.
import {suffix} from '../cluster/ids.ts';
import {event, get, list, owned, ownedBy, put, remove, selects, stamp, touch} from '../cluster/objects.ts';
import {finished, isReady, leaving, markOnce, specOf, tolerates, type Condition, type PodSpec} from '../cluster/pod.ts';
import type {KubeObject, World} from '../world.ts';

type Template = {metadata?: {labels?: Record<string, string>; annotations?: Record<string, string>}; spec: PodSpec};

const templateOf = (owner: KubeObject): Template => (owner.spec?.['template'] ?? {spec: {containers: []}}) as Template;

const podsOf = (world: World, owner: KubeObject): KubeObject[] =>
	list(world, 'Pod', owner.metadata.namespace).filter(pod => ownedBy(pod, owner));

const say = (world: World, owner: KubeObject, from: string, reason: string, message: string): void =>
	event(world, {
		namespace: owner.metadata.namespace ?? 'default',
		kind: owner.kind,
		name: owner.metadata.name,
		type: 'Normal',
		reason,
		from,
		message,
	});

const makePod = (
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

const setStatus = (world: World, object: KubeObject, status: Record<string, unknown>): boolean => {
	if (JSON.stringify(object.status) === JSON.stringify(status)) return false;
	object.status = status;
	touch(world, object);
	return true;
};

/** Which pods go first when there are too many: those that do not run, then the youngest. */
const dispensable = (pods: readonly KubeObject[]): KubeObject[] =>
	[...pods].sort(
		(a, b) =>
			Number(isReady(a)) - Number(isReady(b)) ||
			b.metadata.creationTimestamp.localeCompare(a.metadata.creationTimestamp),
	);

const leave = (world: World, pod: KubeObject): void => {
	if (specOf(pod).nodeName === undefined) {
		remove(world, 'Pod', pod.metadata.name, pod.metadata.namespace);
		return;
	}
	pod.metadata['deletionTimestamp'] = stamp(world.now);
	touch(world, pod);
};

export const replicaSet = (world: World, set: KubeObject): boolean => {
	const pods = podsOf(world, set).filter(pod => !leaving(pod) && !finished(pod));
	const wanted = Number(set.spec?.['replicas'] ?? 1);
	let changed = false;
	for (let missing = wanted - pods.length; missing > 0; missing--) {
		const pod = makePod(world, set, `${set.metadata.name}-${suffix(world)}`, {}, {...templateOf(set).spec});
		say(world, set, 'replicaset-controller', 'SuccessfulCreate', `Created pod: ${pod.metadata.name}`);
		changed = true;
	}
	for (const pod of dispensable(pods).slice(0, Math.max(pods.length - wanted, 0))) {
		say(world, set, 'replicaset-controller', 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`);
		leave(world, pod);
		changed = true;
	}
	const now = podsOf(world, set).filter(pod => !leaving(pod) && !finished(pod));
	const ready = now.filter(isReady).length;
	return (
		setStatus(world, set, {
			...(ready === 0 ? {} : {availableReplicas: ready}),
			fullyLabeledReplicas: now.length,
			observedGeneration: set.metadata['generation'] ?? 1,
			...(ready === 0 ? {} : {readyReplicas: ready}),
			replicas: now.length,
		}) || changed
	);
};

const share = (value: unknown, of: number, up: boolean): number => {
	if (typeof value === 'number') return value;
	const part = (Number.parseInt(String(value ?? '25%'), 10) / 100) * of;
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
	const digest = markOnce(templateOf(deployment));
	const letters = 'bcdf456789';
	const hash = [...digest.slice(0, 10)].map(letter => letters[Number.parseInt(letter, 16) % 10]).join('');
	return hash;
};

const roll = (world: World, deployment: KubeObject, sets: readonly KubeObject[], current: KubeObject): boolean => {
	const wanted = Number(deployment.spec?.['replicas'] ?? 1);
	const strategy = deployment.spec?.['strategy'] as
		| {type?: string; rollingUpdate?: {maxSurge?: unknown; maxUnavailable?: unknown}}
		| undefined;
	const others = sets.filter(set => set !== current && Number(set.spec?.['replicas'] ?? 0) > 0);
	if (others.length === 0) return resize(world, deployment, current, wanted);
	const count = (set: KubeObject): number => Number(set.spec?.['replicas'] ?? 0);
	const available = (set: KubeObject): number => Number(set.status?.['availableReplicas'] ?? 0);
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

const condition = (
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
		lastUpdateTime: same ? String(before['lastUpdateTime']) : stamp(world.now),
		message,
		reason,
		status,
		type,
	};
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

type Taint = {key: string; value?: string; effect: string};

/** DaemonSet pods come to nodes that are not ready or cordoned as well. */
const daemonTolerations = [
	'not-ready',
	'unreachable',
	'disk-pressure',
	'memory-pressure',
	'pid-pressure',
	'unschedulable',
	'network-unavailable',
].map((name, index) => ({
	key: `node.kubernetes.io/${name}`,
	operator: 'Exists',
	effect: index < 2 ? 'NoExecute' : 'NoSchedule',
}));

const belongs = (node: KubeObject, spec: PodSpec): boolean => {
	const tolerations = [
		...(spec.tolerations ?? []),
		...daemonTolerations,
		...['not-ready', 'unreachable'].map(name => ({key: `node.kubernetes.io/${name}`, operator: 'Exists'})),
	];
	const taints = (node.spec?.['taints'] as Taint[] | undefined) ?? [];
	const selected = Object.entries(spec.nodeSelector ?? {}).every(
		([key, value]) => node.metadata.labels?.[key] === value,
	);
	return selected && taints.every(taint => taint.effect === 'PreferNoSchedule' || tolerates(tolerations, taint));
};

export const daemonSet = (world: World, set: KubeObject): boolean => {
	const template = templateOf(set);
	const hash = markOnce(template).slice(0, 10);
	const nodes = list(world, 'Node').filter(node => belongs(node, template.spec));
	const pods = podsOf(world, set).filter(pod => !leaving(pod));
	let changed = false;
	for (const node of nodes) {
		const mine = pods.filter(pod => specOf(pod).nodeName === node.metadata.name);
		const failed = mine.filter(finished);
		for (const pod of failed) leave(world, pod);
		if (mine.length > failed.length) continue;
		const pod = makePod(
			world,
			set,
			`${set.metadata.name}-${suffix(world)}`,
			{'controller-revision-hash': hash, 'pod-template-generation': String(set.metadata['generation'] ?? 1)},
			{
				...template.spec,
				nodeName: node.metadata.name,
				tolerations: [...(template.spec.tolerations ?? []), ...daemonTolerations],
			},
		);
		say(world, set, 'daemonset-controller', 'SuccessfulCreate', `Created pod: ${pod.metadata.name}`);
		event(world, {
			namespace: pod.metadata.namespace ?? 'default',
			kind: 'Pod',
			name: pod.metadata.name,
			type: 'Normal',
			reason: 'Scheduled',
			from: 'default-scheduler',
			message: `Successfully assigned ${pod.metadata.namespace}/${pod.metadata.name} to ${node.metadata.name}`,
		});
		changed = true;
	}
	const names = new Set(nodes.map(node => node.metadata.name));
	// An update replaces one node's pod at a time, when the others are ready.
	const old = pods.filter(pod => pod.metadata.labels?.['controller-revision-hash'] !== hash);
	const rest = pods.filter(pod => pod.metadata.labels?.['controller-revision-hash'] === hash);
	const next = rest.every(isReady) ? old.slice(0, 1) : [];
	for (const pod of [...pods.filter(entry => !names.has(specOf(entry).nodeName ?? '')), ...next]) {
		leave(world, pod);
		changed = true;
	}
	const now = podsOf(world, set).filter(pod => !leaving(pod));
	const ready = now.filter(isReady).length;
	const status = {
		currentNumberScheduled: now.length,
		desiredNumberScheduled: nodes.length,
		...(ready === 0 ? {} : {numberAvailable: ready}),
		numberMisscheduled: 0,
		numberReady: ready,
		...(nodes.length === ready ? {} : {numberUnavailable: nodes.length - ready}),
		observedGeneration: set.metadata['generation'] ?? 1,
		updatedNumberScheduled: now.filter(pod => pod.metadata.labels?.['controller-revision-hash'] === hash).length,
	};
	return setStatus(world, set, status) || changed;
};

export const jobOf = (world: World, job: KubeObject): boolean => {
	const pods = podsOf(world, job);
	const done = pods.filter(pod => pod.status?.['phase'] === 'Succeeded').length;
	const lost = pods.filter(pod => pod.status?.['phase'] === 'Failed').length;
	const wanted = Number(job.spec?.['completions'] ?? 1);
	const active = pods.length - done - lost;
	let changed = false;
	if (done < wanted && active === 0 && lost <= Number(job.spec?.['backoffLimit'] ?? 6)) {
		makePod(
			world,
			job,
			`${job.metadata.name}-${suffix(world)}`,
			{'job-name': job.metadata.name, 'batch.kubernetes.io/job-name': job.metadata.name},
			{...templateOf(job).spec},
		);
		changed = true;
	}
	const complete = done >= wanted;
	const status = {
		...(active > 0 && !complete ? {active} : {}),
		...(complete
			? {
					completionTime: job.status?.['completionTime'] ?? stamp(world.now),
					conditions: [
						condition(
							world,
							job.status,
							'Complete',
							true,
							'CompletionsReached',
							'Reached expected number of succeeded pods',
						),
					],
				}
			: {}),
		...(lost > 0 ? {failed: lost} : {}),
		startTime: job.status?.['startTime'] ?? stamp(world.now),
		...(done > 0 ? {succeeded: done} : {}),
	};
	return setStatus(world, job, status) || changed;
};

export const selected = (world: World, service: KubeObject): KubeObject[] =>
	list(world, 'Pod', service.metadata.namespace).filter(pod =>
		selects(service.spec?.['selector'], pod.metadata.labels),
	);

export const namespaceOf = (world: World, name: string): KubeObject | undefined => get(world, 'Namespace', name);
