import {expect, test} from 'vitest';
import {get, list} from '../../../../source/transport/lab/cluster/objects.ts';
import {claim, eventsOf, phase, user, withStorage} from '../../../helpers/lab-storage.ts';

test('A claim waits for its first pod, gets a directory on that node, and takes it along when it goes', async () => {
	const {world, wait, filesOf, kubectl} = await withStorage();
	const {uid} = claim(world, 'data').metadata;
	wait(5);
	expect(eventsOf(world, 'data')).toEqual([
		'WaitForFirstConsumer: waiting for first consumer to be created before binding',
	]);
	user(world, 'web', 'data');
	wait(20);

	expect(phase(world, 'Pod', 'web')).toBe('Running');
	expect(eventsOf(world, 'data').at(-1)).toBe(`ProvisioningSucceeded: Successfully provisioned volume pvc-${uid}`);
	const node = String(get(world, 'Pod', 'web')!.spec!['nodeName']);
	const folder = `/opt/local-path-provisioner/pvc-${uid}_default_data`;
	expect(filesOf(node).isDirectory(folder)).toBe(true);
	expect(await kubectl('get pv')).toMatch(
		new RegExp(String.raw`pvc-${uid} +1Gi +RWO +Delete +Bound +default/data +local-path`),
	);

	await kubectl('delete pod web');
	await kubectl('delete pvc data');
	wait(20);
	expect(list(world, 'PersistentVolume')).toEqual([]);
	expect(filesOf(node).exists(folder)).toBe(false);
	expect(list(world, 'Pod', 'local-path-storage')).toHaveLength(1);
});

test('A helper pod that cannot start is said to have taken too long; other ways of access are refused', async () => {
	const {world, wait} = await withStorage();
	claim(world, 'shared', {accessModes: ['ReadWriteMany']});
	user(world, 'one', 'shared');
	wait(10);
	expect(eventsOf(world, 'shared').at(-1)).toContain('NodePath only supports ReadWriteOnce');

	world.outside.registries['registry.k8s.io']!.reachable = false;
	claim(world, 'data');
	user(world, 'web', 'data');
	wait(150);
	expect(eventsOf(world, 'data').at(-1)).toContain('create process timeout after 120 seconds');
});
