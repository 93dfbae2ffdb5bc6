import {expect, test} from 'vitest';
import {tendNode} from '../../../../source/transport/lab/cluster/kubelet-node.ts';
import {get} from '../../../../source/transport/lab/cluster/objects.ts';
import {conditionOf} from '../../../../source/transport/lab/cluster/pod.ts';
import {bridge, cluster, oldest} from '../../../helpers/machines.ts';

test('A node is not ready before a network component has left its configuration', async () => {
	const machines = await cluster(1, 0);
	const {world, filesOf} = machines;
	const ready = () => conditionOf(get(world, 'Node', 'm1')!, 'Ready');

	expect(ready()).toMatchObject({
		status: 'False',
		message:
			'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized',
	});

	bridge(machines, 'm1');
	machines.wait(5);

	expect(ready()?.status).toBe('True');

	filesOf('m1').remove('/etc/cni/net.d');
	machines.wait(5);

	expect(ready()?.status).toBe('False');
});

test('1.20 says it without the word container', async () => {
	const {world} = await cluster(1, 0, oldest);

	expect(conditionOf(get(world, 'Node', 'm1')!, 'Ready')?.message).toMatch(/^runtime network not ready/);
});

test('A node without its runtime says so', async () => {
	const {world, machine, filesOf} = await cluster(1, 0);
	tendNode({world, machine: machine('m1'), files: filesOf('m1'), filesOf}, undefined);

	expect(conditionOf(get(world, 'Node', 'm1')!, 'Ready')?.message).toBe('container runtime is down');
});
