import {expect, test} from 'vitest';
import {controllers} from '../../../../source/transport/lab/causes/controllers.ts';
import {list, put} from '../../../../source/transport/lab/cluster/objects.ts';
import {connected} from '../../../helpers/machines.ts';

test('Without a majority of etcd nothing moves any more', async () => {
	const {world, filesOf, off, on, wait} = await connected(3, 1);
	off('m2');
	off('m3');
	put(world, {
		apiVersion: 'apps/v1',
		kind: 'ReplicaSet',
		metadata: {name: 'web'},
		spec: {replicas: 2, template: {metadata: {labels: {}}, spec: {containers: []}}},
	});
	wait(30);

	expect(list(world, 'Pod', 'default')).toEqual([]);
	expect(controllers(world, filesOf)).toBe(false);

	on('m2');
	wait(40);

	expect(list(world, 'Pod', 'default')).toHaveLength(2);
});

test('Asked again at the same moment there is nothing to do', async () => {
	const {world, filesOf} = await connected(1, 1);

	expect(controllers(world, filesOf)).toBe(false);
});
