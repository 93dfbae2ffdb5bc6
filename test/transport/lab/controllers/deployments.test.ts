import {expect, test} from 'vitest';
import {get, list, put} from '../../../../source/transport/lab/cluster/objects.ts';
import {isReady} from '../../../../source/transport/lab/cluster/pod.ts';
import {deployment} from '../../../../source/transport/lab/controllers/deployments.ts';
import {connected, type Machines} from '../../../helpers/machines.ts';

const write = ({world}: Machines, image: string, strategy?: string) =>
	put(world, {
		apiVersion: 'apps/v1',
		kind: 'Deployment',
		metadata: {name: 'web'},
		spec: {
			replicas: 4,
			...(strategy === undefined ? {} : {strategy: {type: strategy}}),
			selector: {matchLabels: {app: 'web'}},
			template: {metadata: {labels: {app: 'web'}}, spec: {containers: [{name: 'a', image}]}},
		},
	});
const ready = ({world}: Machines): number => list(world, 'Pod', 'default').filter(isReady).length;

test('A rolling update never has fewer pods than it may, and ends with the new ones only', async () => {
	const machines = await connected(1, 2);
	write(machines, 'nginx:1.26');
	machines.wait(20);

	expect(ready(machines)).toBe(4);

	write(machines, 'nginx:1.27');
	let lowest = 4;
	for (let second = 0; second < 40; second++) {
		machines.wait(1);
		lowest = Math.min(lowest, ready(machines));
	}

	expect(lowest).toBe(3);
	expect(
		list(machines.world, 'Pod', 'default').map(pod => (pod.spec!['containers'] as {image: string}[])[0]!.image),
	).toEqual(Array.from({length: 4}, () => 'nginx:1.27'));
	expect(get(machines.world, 'Deployment', 'web')).toMatchObject({
		metadata: {annotations: {'deployment.kubernetes.io/revision': '2'}},
		status: {readyReplicas: 4, updatedReplicas: 4},
	});
	expect(deployment(machines.world, get(machines.world, 'Deployment', 'web')!)).toBe(false);
});

test('A bad update stops with most of the old pods left', async () => {
	const machines = await connected(1, 2);
	write(machines, 'nginx:1.27');
	machines.wait(20);
	write(machines, 'nginx:1.999');
	machines.wait(60);

	expect(ready(machines)).toBe(3);
	expect(list(machines.world, 'ReplicaSet', 'default')).toHaveLength(2);
});

test('Recreate takes the old pods down first', async () => {
	const machines = await connected(1, 2);
	write(machines, 'nginx:1.26', 'Recreate');
	machines.wait(20);
	write(machines, 'nginx:1.27', 'Recreate');
	machines.wait(1);

	expect(ready(machines)).toBe(0);

	machines.wait(20);

	expect(ready(machines)).toBe(4);
});
