import {expect, test} from 'vitest';
import {holderFor, holdersOf, isLocal, linked} from '../../../source/transport/lab/wire.ts';
import {bareHosts} from '../../helpers/lab-hosts.ts';

const {lab} = bareHosts('m1', 'm2', 'm3');
const {m1, m2, m3} = lab.world.machines;

test('machines hear each other unless a cable or the power is missing', () => {
	expect(linked(m1!, m2!)).toBe(true);
	lab.cut('m2');
	expect([linked(m1!, m2!), linked(m2!, m2!)]).toEqual([false, true]);
	lab.mend('m2');
	lab.powerOff('m3');
	expect(linked(m1!, m3!)).toBe(false);
	lab.powerOn('m3');
});

test('an address that two machines have is answered by the one that asks, else by either', () => {
	for (const machine of [m2!, m3!])
		machine.addresses.push({nic: 'eth0', address: '10.77.0.100', prefix: 24, owner: 'keepalived'});
	expect(holdersOf(lab.world, '10.77.0.100')).toEqual([m2, m3]);
	expect(holderFor(lab.world, m3!, '10.77.0.100')).toBe(m3);
	expect(holderFor(lab.world, m1!, '10.77.0.100')).toBe(m2);
	expect(holderFor(lab.world, m1!, '10.77.0.99')).toBeUndefined();
});

test('loopback is the machine itself', () => {
	expect(holderFor(lab.world, m1!, '127.0.0.1')).toBe(m1);
	expect([isLocal('127.0.0.53'), isLocal('localhost'), isLocal('10.77.0.11')]).toEqual([true, true, false]);
});
