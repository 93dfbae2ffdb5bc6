// DaemonSets: one pod on every node that it tolerates.
import {plainText} from '../cluster/loose.ts';
import {suffix} from '../cluster/ids.ts';
import {event, list} from '../cluster/objects.ts';
import {type PodSpec, finished, isReady, leaving, markOnce, specOf, tolerates} from '../cluster/pod.ts';
import type {KubeObject, World} from '../world.ts';
import {leave, makePod, podsOf, say, setStatus, templateOf} from './owned-pods.ts';

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
			{'controller-revision-hash': hash, 'pod-template-generation': plainText(set.metadata['generation'], '1')},
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
	const next = rest.every(isReady) && pods.length === nodes.length ? old.slice(0, 1) : [];
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
