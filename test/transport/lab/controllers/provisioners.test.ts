import {expect, test} from 'vitest';
import {get, list} from '../../../../source/transport/lab/cluster/objects.ts';
import {claim, phase, user, withStorage} from '../../../helpers/lab-storage.ts';

test('While the provisioner’s pod is away claims wait for it; a class that keeps volumes keeps them', async () => {
	const {world, wait, kubectl} = await withStorage();
	get(world, 'StorageClass', 'local-path')!['reclaimPolicy'] = 'Retain';
	await kubectl('-n local-path-storage scale deployment local-path-provisioner --replicas=0');
	claim(world, 'data');
	user(world, 'web', 'data');
	wait(30);
	expect(phase(world, 'PersistentVolumeClaim', 'data')).toBe('Pending');

	await kubectl('-n local-path-storage scale deployment local-path-provisioner --replicas=1');
	wait(40);
	expect(phase(world, 'PersistentVolumeClaim', 'data')).toBe('Bound');
	await kubectl('delete pod web');
	await kubectl('delete pvc data');
	wait(20);
	expect(list(world, 'PersistentVolume').map(({status}) => status?.['phase'])).toEqual(['Released']);
});
