// The scheduler: a node for every pod that has none, or the reasons why there is none, counted as the real one counts them.
import {minorOf} from '../cluster/versions.ts';
import {event, list, stamp, touch} from '../cluster/objects.ts';
import {conditionOf, finished, leaving, specOf, tolerates, type Condition} from '../cluster/pod.ts';
import type {KubeObject, World} from '../world.ts';
import {lacksRoom} from './node-room.ts';
import {claimsMissing, reserveVolumes, volumesElsewhere} from './volume-binding.ts';

type Taint = {key: string; value?: string; effect: string};

/** Undefined: the pod fits. */
const against = (world: World, node: KubeObject, pod: KubeObject, minor: number): string | undefined => {
	const spec = specOf(pod);
	const taints = (node.spec?.['taints'] as Taint[] | undefined) ?? [];
	if (
		node.spec?.['unschedulable'] === true &&
		!tolerates(spec.tolerations, {key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule'})
	)
		return 'node(s) were unschedulable';
	const taint = taints.find(entry => entry.effect !== 'PreferNoSchedule' && !tolerates(spec.tolerations, entry));
	if (taint !== undefined) {
		const label = `{${taint.key}: ${taint.value ?? ''}}`;
		return minor < 24
			? `node(s) had taint ${label}, that the pod didn't tolerate`
			: minor < 35
				? `node(s) had untolerated taint ${label}`
				: 'node(s) had untolerated taint(s)';
	}
	const fits = Object.entries(spec.nodeSelector ?? {}).every(([key, value]) => node.metadata.labels?.[key] === value);
	if (!fits) return "node(s) didn't match Pod's node affinity/selector";
	return lacksRoom(world, node, pod) ?? volumesElsewhere(world, pod, node, minor);
};

const load = (world: World, node: string, pod: KubeObject): number => {
	const there = list(world, 'Pod').filter(
		other => specOf(other).nodeName === node && !finished(other) && !leaving(other),
	);
	const owner = pod.metadata.ownerReferences?.[0]?.uid;
	const siblings =
		owner === undefined ? 0 : there.filter(other => other.metadata.ownerReferences?.[0]?.uid === owner).length;
	return siblings * 100 + there.length;
};

const scheduled = (world: World, status: 'True' | 'False', message?: string): Condition => ({
	lastProbeTime: null,
	lastTransitionTime: stamp(world.now),
	...(message === undefined ? {} : {message, reason: 'Unschedulable'}),
	status,
	type: 'PodScheduled',
});

const bind = (world: World, pod: KubeObject, node: string): void => {
	pod.spec = {...pod.spec, nodeName: node};
	pod.status = {...pod.status, conditions: [scheduled(world, 'True')]};
	touch(world, pod);
	event(world, {
		namespace: pod.metadata.namespace ?? 'default',
		kind: 'Pod',
		name: pod.metadata.name,
		type: 'Normal',
		reason: 'Scheduled',
		from: 'default-scheduler',
		message: `Successfully assigned ${pod.metadata.namespace}/${pod.metadata.name} to ${node}`,
	});
};

/** `whole`: a reason that is no node's; since 1.22 it is not counted. */
const refuse = (world: World, pod: KubeObject, reasons: readonly string[], minor: number, whole?: string): boolean => {
	const counts = new Map<string, number>();
	for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
	const total = reasons.length;
	const said =
		whole !== undefined && minor >= 22
			? whole
			: [...counts]
					.map(([reason, count]) => `${count} ${reason}`)
					.toSorted()
					.join(', ');
	const preemption =
		minor < 24
			? ''
			: minor < 34
				? ` preemption: 0/${total} nodes are available: ${total} Preemption is not helpful for scheduling.`
				: ` no new claims to deallocate, preemption: 0/${total} nodes are available: ${total} Preemption is not helpful for scheduling.`;
	const message =
		total === 0 ? 'no nodes available to schedule pods' : `0/${total} nodes are available: ${said}.${preemption}`;
	if (conditionOf(pod, 'PodScheduled')?.message === message) return false;
	pod.status = {...pod.status, phase: 'Pending', conditions: [scheduled(world, 'False', message)]};
	touch(world, pod);
	event(world, {
		namespace: pod.metadata.namespace ?? 'default',
		kind: 'Pod',
		name: pod.metadata.name,
		type: 'Warning',
		reason: 'FailedScheduling',
		from: 'default-scheduler',
		message,
	});
	return true;
};

export const schedule = (world: World): boolean => {
	let changed = false;
	const minor = minorOf(world.cluster?.version ?? '1.36');
	const nodes = list(world, 'Node');
	for (const pod of list(world, 'Pod')) {
		if (specOf(pod).nodeName !== undefined || leaving(pod) || finished(pod)) continue;
		const blocked = claimsMissing(world, pod);
		if (blocked !== undefined) {
			const reasons = nodes.map(() => blocked);
			changed = refuse(world, pod, reasons, minor, blocked) || changed;
			continue;
		}
		const verdicts = nodes.map(node => ({name: node.metadata.name, why: against(world, node, pod, minor)}));
		const [best] = verdicts
			.filter(verdict => verdict.why === undefined)
			.map(({name}) => ({name, load: load(world, name, pod)}))
			.toSorted((a, b) => a.load - b.load || a.name.localeCompare(b.name));
		if (best !== undefined) {
			if (!reserveVolumes(world, pod, best.name)) continue;
			bind(world, pod, best.name);
			changed = true;
		} else
			changed =
				refuse(
					world,
					pod,
					verdicts.map(({why}) => why!),
					minor,
				) || changed;
	}
	return changed;
};
