import {expect, test} from 'vitest';
import {connect, holderFor, holdersOf, linked} from '../../../source/transport/lab/network.ts';
import {labShell} from '../../helpers/lab-shell.ts';

const two = () => {
	const {lab} = labShell(['m1', 'm2']);
	const [m1, m2] = Object.values(lab.world.machines);
	return {
		lab,
		m1: m1!,
		m2: m2!,
		to: (address: string, port: number) => connect(lab.world, lab.filesOf, m1!, address, port).outcome,
	};
};

test('A packet meets power, cable, firewall and listener in this order', () => {
	const {lab, m2, to} = two();
	expect(to('10.77.0.12', 22)).toBe('open');
	expect(to('10.77.0.12', 6443)).toBe('timeout');
	m2.firewall.tables = [];
	expect(to('10.77.0.12', 6443)).toBe('refused');
	expect(to('10.77.0.99', 22)).toBe('unreachable');
	lab.cut('m2');
	expect(to('10.77.0.12', 22)).toBe('unreachable');
	lab.mend('m2');
	lab.powerOff('m2');
	expect(to('10.77.0.12', 22)).toBe('unreachable');
});

test('Its own firewall is no obstacle to a machine', () => {
	const {to} = two();

	expect(to('10.77.0.11', 22)).toBe('open');
	expect(to('127.0.0.1', 22)).toBe('open');
	expect(to('127.0.0.1', 6443)).toBe('refused');
});

test('An address held twice answers from whoever is nearer', () => {
	const {lab, m1, m2} = two();
	for (const machine of [m1, m2]) machine.addresses.push({nic: 'eth0', address: '10.77.0.100', prefix: 24});

	expect(holdersOf(lab.world, '10.77.0.100')).toHaveLength(2);
	expect(holderFor(lab.world, m2, '10.77.0.100')).toBe(m2);
	expect(linked(m1, m2)).toBe(true);
});
