import {expect, test} from 'vitest';
import {electHolder} from '../../../../source/transport/lab/causes/keepalived.ts';
import {balancedHosts, holders} from '../../../helpers/lab-hosts.ts';

test('an address is nobody’s once its keepalived does not run any more', async () => {
	const {lab} = await balancedHosts();
	lab.world.machines['m1']!.units['keepalived.service']!.state = 'failed';
	expect(electHolder(lab.world, lab.filesOf)).toBe(true);
	expect(lab.world.machines['m1']!.keepalived).toBeUndefined();
	expect(lab.world.machines['m1']!.addresses.map(entry => entry.address)).toEqual(['10.77.0.11']);
});

test('a world at rest stays as it is', async () => {
	const {lab} = await balancedHosts();
	electHolder(lab.world, lab.filesOf);
	expect(electHolder(lab.world, lab.filesOf)).toBe(false);
});

test('hours that nobody lived through do not have to be relived', async () => {
	const hosts = await balancedHosts();
	hosts.lab.world.now += 24 * 3_600_000;
	electHolder(hosts.lab.world, hosts.lab.filesOf);
	expect(holders(hosts)).toEqual(['m1']);
});
