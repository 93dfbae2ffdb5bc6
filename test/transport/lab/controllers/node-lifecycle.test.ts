import {expect, test} from 'vitest';
import {get, list, remove} from '../../../../source/transport/lab/cluster/objects.ts';
import {conditionOf} from '../../../../source/transport/lab/cluster/pod.ts';
import {nodeLifecycle} from '../../../../source/transport/lab/controllers/node-lifecycle.ts';
import {connected} from '../../../helpers/machines.ts';

test('A node whose kubelet is silent is Unknown after forty seconds, and comes back with it', async () => {
	const {world, systemctl, wait} = await connected(1, 2);
	const ready = () => conditionOf(get(world, 'Node', 'w1')!, 'Ready')?.status;
	systemctl('w1', 'stop', 'kubelet');
	wait(30);

	expect(ready()).toBe('True');

	wait(20);

	expect(ready()).toBe('Unknown');
	expect(get(world, 'Node', 'w1')!.spec!['taints']).toMatchObject([
		{key: 'node.kubernetes.io/unreachable', effect: 'NoSchedule'},
		{key: 'node.kubernetes.io/unreachable', effect: 'NoExecute'},
	]);

	systemctl('w1', 'start', 'kubelet');
	wait(5);

	expect(ready()).toBe('True');
	expect(get(world, 'Node', 'w1')!.spec!['taints']).toBeUndefined();
});

test('Each node gets its own part of the pod network', async () => {
	const {world, machine} = await connected(1, 2);

	expect(new Set(list(world, 'Node').map(node => node.spec!['podCIDR'])).size).toBe(3);
	expect(nodeLifecycle(world, machine('m1'))).toBe(false);
});

test('Pods of a node that was deleted go with it', async () => {
	const {world, off, wait} = await connected(1, 2);
	off('w2');
	remove(world, 'Node', 'w2');
	wait(2);

	expect(list(world, 'Pod').filter(pod => pod.spec?.['nodeName'] === 'w2')).toEqual([]);
});

test('Five minutes after a node fell silent its pods are given up', async () => {
	const {world, off, wait} = await connected(1, 2);
	off('w2');
	wait(380);
	const there = list(world, 'Pod').filter(pod => pod.spec?.['nodeName'] === 'w2');

	expect(
		there
			.filter(pod => pod.metadata.name.startsWith('coredns'))
			.every(pod => pod.metadata['deletionTimestamp'] !== undefined),
	).toBe(true);
	expect(
		there.find(pod => pod.metadata.name.startsWith('kube-proxy'))?.metadata['deletionTimestamp'],
	).toBeUndefined();
});
