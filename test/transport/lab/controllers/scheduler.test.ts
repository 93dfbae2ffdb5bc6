import {expect, test} from 'vitest';
import {get, list, put} from '../../../../source/transport/lab/cluster/objects.ts';
import {conditionOf} from '../../../../source/transport/lab/cluster/pod.ts';
import {schedule} from '../../../../source/transport/lab/controllers/scheduler.ts';
import {cluster, connected, oldest} from '../../../helpers/machines.ts';

const dns = (world: Parameters<typeof list>[0]) =>
	list(world, 'Pod').find(pod => pod.metadata.labels?.['k8s-app'] === 'kube-dns')!;

test('Before there is a network CoreDNS is Pending, with the counted reasons of the release', async () => {
	const [now, old] = [await cluster(1, 1), await cluster(1, 1, oldest)];

	expect(conditionOf(dns(now.world), 'PodScheduled')?.message).toBe(
		'0/2 nodes are available: 2 node(s) had untolerated taint(s). no new claims to deallocate, preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.',
	);
	expect(conditionOf(dns(old.world), 'PodScheduled')?.message).toBe(
		"0/2 nodes are available: 2 node(s) had taint {node.kubernetes.io/not-ready: }, that the pod didn't tolerate.",
	);
});

test('Pods of one owner are spread; a selector and a cordon are obeyed', async () => {
	const {world, wait} = await connected(1, 2);
	put(world, {
		apiVersion: 'apps/v1',
		kind: 'ReplicaSet',
		metadata: {name: 'web'},
		spec: {
			replicas: 4,
			selector: {matchLabels: {app: 'web'}},
			template: {metadata: {labels: {app: 'web'}}, spec: {containers: [{name: 'a', image: 'nginx:1.27'}]}},
		},
	});
	wait(5);

	expect(
		list(world, 'Pod', 'default')
			.map(pod => String(pod.spec!['nodeName']))
			.toSorted((a, b) => a.localeCompare(b)),
	).toEqual(['w1', 'w1', 'w2', 'w2']);

	get(world, 'Node', 'w1')!.spec!['unschedulable'] = true;
	put(world, {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {name: 'one'},
		spec: {containers: [{name: 'a', image: 'nginx:1.27'}]},
	});
	put(world, {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {name: 'picky'},
		spec: {nodeSelector: {disk: 'fast'}, containers: [{name: 'a', image: 'nginx:1.27'}]},
	});
	wait(2);

	expect(get(world, 'Pod', 'one')!.spec!['nodeName']).toBe('w2');
	expect(conditionOf(get(world, 'Pod', 'picky')!, 'PodScheduled')?.message).toContain(
		"1 node(s) didn't match Pod's node affinity/selector",
	);
	expect(schedule(world)).toBe(false);
});
