import {expect, test} from 'vitest';
import {get, put} from '../../../../source/transport/lab/cluster/objects.ts';
import {apply, claim, eventsOf, phase, user, withStorage} from '../../../helpers/lab-storage.ts';

const disk = (name: string, storage: string) => ({
	apiVersion: 'v1',
	kind: 'PersistentVolume',
	metadata: {name},
	spec: {
		accessModes: ['ReadWriteOnce'],
		capacity: {storage},
		hostPath: {path: `/mnt/${name}`},
		persistentVolumeReclaimPolicy: 'Retain',
	},
});

const aClass = (name: string, isDefault: boolean, mode: string) =>
	`{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: ${name}, annotations: {storageclass.kubernetes.io/is-default-class: "${isDefault}"}}, provisioner: example.com/disks, volumeBindingMode: ${mode}}`;

test('A claim without a class and without a volume stays Pending, and so does its pod, in the real words', async () => {
	const {world, wait, kubectl} = await withStorage({provisioner: false});
	claim(world, 'data');
	user(world, 'web', 'data');
	wait(5);

	expect(phase(world, 'PersistentVolumeClaim', 'data')).toBe('Pending');
	expect(await kubectl('describe pvc data')).toContain(
		'no persistent volumes available for this claim and no storage class is set',
	);
	expect(eventsOf(world, 'web')).toEqual([
		'FailedScheduling: 0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims. no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
	]);
	// As often as the controller looks, and not with every change of the world.
	wait(60);
	expect(world.cluster!.events.find(({reason}) => reason === 'FailedBinding')!.count).toBeLessThan(8);
});

test('A volume that an administrator made is bound when it is large enough', async () => {
	const {world, wait} = await withStorage({provisioner: false});
	put(world, disk('small', '512Mi'));
	put(world, disk('large', '5Gi'));
	claim(world, 'data');
	user(world, 'web', 'data');
	wait(15);

	expect(get(world, 'PersistentVolumeClaim', 'data')!.spec!['volumeName']).toBe('large');
	expect(phase(world, 'PersistentVolume', 'small')).toBe('Available');
	expect(phase(world, 'Pod', 'web')).toBe('Running');
});

test('A class that nobody made, or that nobody serves, is said so', async () => {
	const {world, wait} = await withStorage({provisioner: false});
	apply(world, aClass('disks', false, 'Immediate'));
	claim(world, 'typo', {storageClassName: 'disk'});
	claim(world, 'data', {storageClassName: 'disks'});
	wait(5);

	expect(eventsOf(world, 'typo')).toEqual(['ProvisioningFailed: storageclass.storage.k8s.io "disk" not found']);
	expect(eventsOf(world, 'data').join('\n')).toContain(
		"Waiting for a volume to be created either by the external provisioner 'example.com/disks'",
	);
});

const classesOf = async (old: boolean) => {
	const {world, wait} = await withStorage({provisioner: false, old});
	claim(world, 'data');
	wait(2);
	apply(world, aClass('disks', true, 'WaitForFirstConsumer'));
	wait(20);
	claim(world, 'new');
	wait(2);
	return ['data', 'new'].map(name => get(world, 'PersistentVolumeClaim', name)!.spec!['storageClassName']);
};

test('A default class that comes later is given to claims that wait, since 1.26', async () => {
	expect(await classesOf(false)).toEqual(['disks', 'disks']);
	expect(await classesOf(true)).toEqual([undefined, 'disks']);
});
