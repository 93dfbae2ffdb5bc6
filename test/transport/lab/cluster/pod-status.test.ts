import {expect, test} from 'vitest';
import {get, list, put} from '../../../../source/transport/lab/cluster/objects.ts';
import {containersOf, isContainerReady, latest, statusOf} from '../../../../source/transport/lab/cluster/pod-status.ts';
import {specOf} from '../../../../source/transport/lab/cluster/pod.ts';
import {connected, type Machines} from '../../../helpers/machines.ts';

const pod = ({world}: Machines, name: string, spec: Record<string, unknown>) =>
	put(world, {apiVersion: 'v1', kind: 'Pod', metadata: {name}, spec});

test('A pod that has started is running and, a moment later, ready, with an address', async () => {
	const machines = await connected(1, 1);
	pod(machines, 'web', {containers: [{name: 'web', image: 'nginx:1.27'}]});
	machines.wait(15);
	const status = get(machines.world, 'Pod', 'web')!.status!;

	expect(status).toMatchObject({
		phase: 'Running',
		hostIP: '10.77.0.21',
		podIP: expect.stringMatching(/^10\.244\./),
		containerStatuses: [{ready: true, restartCount: 0, started: true}],
	});
	expect(status['conditions']).toMatchObject([
		{type: 'Initialized', status: 'True'},
		{type: 'Ready', status: 'True'},
		{type: 'ContainersReady', status: 'True'},
		{type: 'PodScheduled', status: 'True'},
	]);
});

test('A job’s pod succeeds or fails with its exit code', async () => {
	const machines = await connected(1, 1);
	pod(machines, 'good', {restartPolicy: 'Never', containers: [{name: 'a', image: 'busybox', command: ['true']}]});
	pod(machines, 'bad', {
		restartPolicy: 'Never',
		containers: [{name: 'a', image: 'busybox', command: ['sh', '-c', 'exit 3']}],
	});
	machines.wait(15);

	expect(get(machines.world, 'Pod', 'good')!.status).toMatchObject({phase: 'Succeeded'});
	expect(get(machines.world, 'Pod', 'bad')!.status).toMatchObject({
		phase: 'Failed',
		containerStatuses: [{state: {terminated: {exitCode: 3, reason: 'Error'}}}],
	});
});

test('Nothing changes when nothing happens: asked twice, the status is the same', async () => {
	const {world, machine, filesOf} = await connected(1, 0);
	const at = {world, machine: machine('m1'), files: filesOf('m1'), filesOf};
	for (const object of list(world, 'Pod')) {
		const sync = machine('m1').pods![object.metadata.uid];
		if (sync === undefined) continue;

		expect(statusOf(at, object, sync, '10.77.0.11')).toEqual(object.status);
		expect(specOf(object).containers.every(spec => isContainerReady(at, object, spec))).toBe(true);
		expect(latest(machine('m1'), object.metadata.uid, specOf(object).containers[0]!.name)).toBe(
			containersOf(machine('m1'), object.metadata.uid, specOf(object).containers[0]!.name).at(-1),
		);
	}
});
