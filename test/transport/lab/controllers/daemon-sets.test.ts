import {expect, test} from 'vitest';
import {get, list, put} from '../../../../source/transport/lab/cluster/objects.ts';
import {isReady} from '../../../../source/transport/lab/cluster/pod.ts';
import {daemonSet} from '../../../../source/transport/lab/controllers/daemon-sets.ts';
import {connected, type Machines} from '../../../helpers/machines.ts';

const write = ({world}: Machines, spec: Record<string, unknown>) =>
	put(world, {
		apiVersion: 'apps/v1',
		kind: 'DaemonSet',
		metadata: {name: 'web'},
		spec: {
			selector: {matchLabels: {app: 'web'}},
			template: {
				metadata: {labels: {app: 'web'}},
				spec: {containers: [{name: 'a', image: 'nginx:1.26'}], ...spec},
			},
		},
	});
const nodes = ({world}: Machines): unknown[] =>
	list(world, 'Pod', 'default')
		.map(pod => String(pod.spec!['nodeName']))
		.toSorted((a, b) => a.localeCompare(b));

test('One pod on every node that is tolerated', async () => {
	const machines = await connected(1, 2);
	write(machines, {});
	machines.wait(15);

	expect(nodes(machines)).toEqual(['w1', 'w2']);

	write(machines, {tolerations: [{operator: 'Exists'}]});
	machines.wait(40);

	expect(nodes(machines)).toEqual(['m1', 'w1', 'w2']);
	expect(get(machines.world, 'DaemonSet', 'web')!.status).toMatchObject({desiredNumberScheduled: 3, numberReady: 3});
	expect(daemonSet(machines.world, get(machines.world, 'DaemonSet', 'web')!)).toBe(false);
});

test('An update goes node by node', async () => {
	const machines = await connected(1, 2);
	write(machines, {});
	machines.wait(15);
	write(machines, {containers: [{name: 'a', image: 'nginx:1.27'}]});
	machines.wait(1);

	expect(list(machines.world, 'Pod', 'default').filter(isReady).length).toBeGreaterThanOrEqual(1);

	machines.wait(40);

	expect(
		list(machines.world, 'Pod', 'default').map(pod => (pod.spec!['containers'] as {image: string}[])[0]!.image),
	).toEqual(['nginx:1.27', 'nginx:1.27']);
});

test('A node selector narrows it', async () => {
	const machines = await connected(1, 2);
	get(machines.world, 'Node', 'w2')!.metadata.labels!['disk'] = 'fast';
	write(machines, {nodeSelector: {disk: 'fast'}});
	machines.wait(10);

	expect(nodes(machines)).toEqual(['w2']);
});
