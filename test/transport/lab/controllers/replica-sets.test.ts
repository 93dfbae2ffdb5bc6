import {expect, test} from 'vitest';
import {list, put} from '../../../../source/transport/lab/cluster/objects.ts';
import {replicaSet} from '../../../../source/transport/lab/controllers/replica-sets.ts';
import {connected} from '../../../helpers/machines.ts';

test('There are as many pods as wanted, also after one was taken away, and fewer when fewer are wanted', async () => {
	const {world, wait} = await connected(1, 2);
	const write = (replicas: number) =>
		put(world, {
			apiVersion: 'apps/v1',
			kind: 'ReplicaSet',
			metadata: {name: 'web'},
			spec: {
				replicas,
				selector: {matchLabels: {app: 'web'}},
				template: {metadata: {labels: {app: 'web'}}, spec: {containers: [{name: 'a', image: 'nginx:1.27'}]}},
			},
		});
	const pods = () => list(world, 'Pod', 'default');
	write(3);
	wait(20);

	expect(pods()).toHaveLength(3);

	pods()[0]!.metadata['deletionTimestamp'] = 'now';
	wait(10);

	expect(pods()).toHaveLength(3);

	const set = write(1);
	wait(10);

	expect(pods()).toHaveLength(1);
	expect(set.status).toMatchObject({readyReplicas: 1});
	expect(replicaSet(world, set)).toBe(false);
});
