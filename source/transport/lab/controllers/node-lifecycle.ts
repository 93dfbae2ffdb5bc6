// The node controllers: pod networks for nodes, taints by condition, and what happens when a node falls silent.
import {flag, running} from '../cluster/health.ts';
import {plainText} from '../cluster/loose.ts';
import {event, get, list, remove, stamp, touch} from '../cluster/objects.ts';
import {conditionOf, leaving, specOf, type Condition} from '../cluster/pod.ts';
import type {KubeObject, Machine, World} from '../world.ts';

type Taint = {key: string; effect: string; value?: string; timeAdded?: string};

const silence = 40_000;

const taintsOf = (node: KubeObject): Taint[] => (node.spec?.['taints'] as Taint[] | undefined) ?? [];

const number = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
const dotted = (value: number): string => [24, 16, 8, 0].map(shift => Math.floor(value / 2 ** shift) % 256).join('.');

/** A /24 of the pod network for every node, as the controller manager's flags say. */
const allocate = (world: World, machine: Machine): boolean => {
	const container = running(machine, 'kube-controller-manager');
	const network = container && flag(container, 'cluster-cidr');
	if (!container || !network || flag(container, 'allocate-node-cidrs') !== 'true') return false;
	const [base = '', length = '16'] = network.split('/');
	let changed = false;
	for (const node of list(world, 'Node')) {
		if (node.spec?.['podCIDR'] !== undefined) continue;
		const taken = new Set(list(world, 'Node').map(other => other.spec?.['podCIDR']));
		for (let index = 0; index < 2 ** (24 - Number(length)); index++) {
			const cidr = `${dotted(number(base) + index * 256)}/24`;
			if (taken.has(cidr)) continue;
			node.spec = {podCIDR: cidr, podCIDRs: [cidr], ...node.spec};
			touch(world, node);
			changed = true;
			break;
		}
	}
	return changed;
};

const renewed = (world: World, node: KubeObject): number =>
	Date.parse(
		plainText(
			get(world, 'Lease', node.metadata.name, 'kube-node-lease')?.spec?.['renewTime'],
			node.metadata.creationTimestamp,
		),
	);

const silenced = (world: World, node: KubeObject): boolean => {
	if (conditionOf(node, 'Ready')?.status === 'Unknown' || world.now - renewed(world, node) <= silence) return false;
	const conditions = (node.status?.['conditions'] ?? []) as Condition[];
	for (const condition of conditions) {
		condition.status = 'Unknown';
		condition.reason = 'NodeStatusUnknown';
		condition.message = 'Kubelet stopped posting node status.';
		condition.lastTransitionTime = stamp(world.now);
	}
	touch(world, node);
	event(world, {
		namespace: 'default',
		kind: 'Node',
		name: node.metadata.name,
		type: 'Normal',
		reason: 'NodeNotReady',
		from: 'node-controller',
		message: `Node ${node.metadata.name} status is now: NodeNotReady`,
	});
	for (const pod of list(world, 'Pod')) {
		if (specOf(pod).nodeName !== node.metadata.name) continue;
		const ready = conditionOf(pod, 'Ready');
		if (ready?.status !== 'True') continue;
		ready.status = 'False';
		ready.lastTransitionTime = stamp(world.now);
		touch(world, pod);
	}
	return true;
};

const wanted = (world: World, node: KubeObject): Taint[] => {
	const status = conditionOf(node, 'Ready')?.status;
	const key =
		status === 'Unknown'
			? 'node.kubernetes.io/unreachable'
			: status === 'True'
				? undefined
				: 'node.kubernetes.io/not-ready';
	const cordoned =
		node.spec?.['unschedulable'] === true ? [{effect: 'NoSchedule', key: 'node.kubernetes.io/unschedulable'}] : [];
	if (key === undefined) return cordoned;
	const old = taintsOf(node).find(taint => taint.key === key && taint.effect === 'NoExecute');
	return [
		{effect: 'NoSchedule', key},
		{effect: 'NoExecute', key, timeAdded: old?.timeAdded ?? stamp(world.now)},
		...cordoned,
	];
};

const taint = (world: World, node: KubeObject): boolean => {
	const own = taintsOf(node).filter(
		({key}) => !/^node\.kubernetes\.io\/(not-ready|unreachable|unschedulable)$/.test(key),
	);
	const taints = [...own, ...wanted(world, node)];
	if (JSON.stringify(taints) === JSON.stringify(taintsOf(node))) return false;
	node.spec = {...node.spec, taints};
	if (taints.length === 0) delete node.spec['taints'];
	touch(world, node);
	return true;
};

/** After five minutes pods of a silent node are given up: they show as Terminating until the node can say they are gone. */
const evict = (world: World, node: KubeObject): boolean => {
	const since = taintsOf(node).find(
		({effect, timeAdded}) => effect === 'NoExecute' && timeAdded !== undefined,
	)?.timeAdded;
	if (since === undefined) return false;
	let changed = false;
	for (const pod of list(world, 'Pod')) {
		const spec = specOf(pod);
		if (spec.nodeName !== node.metadata.name || leaving(pod)) continue;
		const tolerations = (spec.tolerations ?? []).filter(
			({key, operator}) =>
				operator === 'Exists' && (key === undefined || taintsOf(node).some(entry => entry.key === key)),
		);
		if (tolerations.some(({tolerationSeconds}) => tolerationSeconds === undefined)) continue;
		const patience = Math.min(...tolerations.map(({tolerationSeconds}) => tolerationSeconds ?? 0), 300);
		if (world.now - Date.parse(since) < patience * 1000) continue;
		pod.metadata['deletionTimestamp'] = stamp(world.now);
		touch(world, pod);
		event(world, {
			namespace: pod.metadata.namespace ?? 'default',
			kind: 'Pod',
			name: pod.metadata.name,
			type: 'Normal',
			reason: 'TaintManagerEviction',
			from: 'taint-eviction-controller',
			message: `Marking for deletion Pod ${pod.metadata.namespace}/${pod.metadata.name}`,
		});
		changed = true;
	}
	return changed;
};

/** Pods bound to a node that is no more are collected. */
const orphans = (world: World): boolean => {
	const nodes = new Set(list(world, 'Node').map(node => node.metadata.name));
	const lost = list(world, 'Pod').filter(
		pod => specOf(pod).nodeName !== undefined && !nodes.has(specOf(pod).nodeName!),
	);
	for (const pod of lost) remove(world, 'Pod', pod.metadata.name, pod.metadata.namespace);
	return lost.length > 0;
};

export const nodeLifecycle = (world: World, machine: Machine): boolean => {
	let changed = allocate(world, machine);
	for (const node of list(world, 'Node')) {
		changed = silenced(world, node) || changed;
		changed = taint(world, node) || changed;
		changed = evict(world, node) || changed;
	}
	return orphans(world) || changed;
};
