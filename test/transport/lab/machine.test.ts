import {expect, test} from 'vitest';
import {createMachine, digest, nextPid, uuidOf} from '../../../source/transport/lab/machine.ts';
import {createWorld} from '../../../source/transport/lab/create-world.ts';

test('A fresh machine has swap on, nothing forwarded and no module of ours', () => {
	const machine = createMachine('m1', '10.77.0.11', {seed: 7, now: 0, clockOffset: 0});

	expect(machine.swaps).toHaveLength(1);
	expect(machine.sysctl['net.ipv4.ip_forward']).toBe('0');
	expect(machine.sysctl['net.bridge.bridge-nf-call-iptables']).toBeUndefined();
	expect(machine.modules).not.toContain('br_netfilter');
	expect(machine.packages['chrony']).toBeUndefined();
	expect(machine.addresses).toEqual([{nic: 'eth0', address: '10.77.0.11', prefix: 24}]);
});

test('Ids are made from what they are for, in the shape of a UUID', () => {
	expect(uuidOf('a', 1)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
	expect(digest('a', 1)).not.toBe(digest('a1'));
});

test('A new process has an id that nobody has', () => {
	const world = createWorld([{name: 'm1', address: '10.77.0.11', role: 'x'}], 0, 7);
	const machine = world.machines['m1']!;
	const pids = new Set(Object.values(machine.units).map(({pid}) => pid));

	expect(pids.has(nextPid(machine, world))).toBe(false);
});
