import {expect, test} from 'vitest';
import {founding} from '../../../../source/transport/lab/cluster/founding.ts';
import {list} from '../../../../source/transport/lab/cluster/objects.ts';
import {createMachines} from '../../../helpers/machines.ts';

test('An empty etcd gets the four namespaces and the built-in roles', () => {
	const {world} = createMachines(1, 0);
	world.cluster = {caHash: '', version: '', objects: [], events: [], revision: 1};
	founding(world);

	expect(list(world, 'Namespace').map(object => object.metadata.name)).toEqual([
		'default',
		'kube-node-lease',
		'kube-public',
		'kube-system',
	]);
	expect(list(world, 'ClusterRole').map(object => object.metadata.name)).toContain('cluster-admin');
});
