import {expect, test} from 'vitest';
import {leader} from '../../../../source/transport/lab/cluster/controller.ts';
import {get} from '../../../../source/transport/lab/cluster/objects.ts';
import {cluster} from '../../../helpers/machines.ts';

test('One controller manager leads; when its host is off, another one takes over after the lease', async () => {
	const {world, filesOf, off, wait} = await cluster(3, 0);
	const who = () => leader(world, filesOf, 'kube-controller-manager')?.name;
	const lease = () => String(get(world, 'Lease', 'kube-controller-manager', 'kube-system')?.spec?.['holderIdentity']);

	expect(who()).toBe('m1');
	expect(lease()).toMatch(/^m1_/);

	off('m1');

	expect(who()).toBeUndefined();

	wait(20);

	expect(who()).toBe('m2');
	expect(lease()).toMatch(/^m2_/);
});
