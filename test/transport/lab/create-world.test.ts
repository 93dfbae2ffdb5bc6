import {expect, test} from 'vitest';
import {createWorld} from '../../../source/transport/lab/create-world.ts';
import {labHostsOf} from '../../helpers/lab-shell.ts';

const hosts = labHostsOf(['m1', 'm2']);

test('The same plan makes the same world, and no two machines are alike', () => {
	const world = createWorld(hosts, 1000, 7);
	expect(createWorld(hosts, 1000, 7)).toEqual(world);
	const [one, other] = Object.values(world.machines);

	for (const part of ['machineId', 'productUuid', 'mac'] as const) expect(one![part]).not.toBe(other![part]);
	expect(JSON.parse(JSON.stringify(world))).toEqual(world);
});

test('Nobody has synchronised the clocks, but they are near enough for certificates', () => {
	const offsets = Object.values(createWorld(hosts, 1000, 7).machines).map(({clockOffset}) => Math.abs(clockOffset));

	expect(offsets.every(offset => offset > 0 && offset < 60_000)).toBe(true);
});

test('An external load balancer stands in front of port 6443 of its backends', () => {
	const world = createWorld(hosts, 1000, 7, {address: '10.77.0.5', port: 443, backends: ['10.77.0.11']});

	expect(world.outside.loadBalancer).toEqual({
		address: '10.77.0.5',
		port: 443,
		backends: [{address: '10.77.0.11', port: 6443}],
	});
	expect(createWorld(hosts, 1000, 7).outside.loadBalancer).toBeUndefined();
});
