import {expect, test} from 'vitest';
import {
	isBuiltin,
	loadModule,
	moduleName,
	unloadModule,
	usersOf,
} from '../../../source/transport/lab/kernel-modules.ts';
import {createMachine} from '../../../source/transport/lab/machine.ts';

const machine = () => createMachine('m1', '10.77.0.11', {seed: 7, now: 0, clockOffset: 0});

test('A module brings along what it needs, and its parameters', () => {
	const here = machine();
	expect(loadModule(here, 'br-netfilter')).toBe(true);

	expect(here.modules.slice(-4)).toEqual(['llc', 'stp', 'bridge', 'br_netfilter']);
	expect(here.sysctl['net.bridge.bridge-nf-call-iptables']).toBe('1');
	expect(usersOf(here, 'llc')).toEqual(['stp', 'bridge']);
	unloadModule(here, 'br_netfilter');
	expect(here.sysctl['net.bridge.bridge-nf-call-iptables']).toBeUndefined();
});

test('A second loading keeps what somebody has set meanwhile', () => {
	const here = machine();
	loadModule(here, 'br_netfilter');
	here.sysctl['net.bridge.bridge-nf-call-iptables'] = '0';
	loadModule(here, 'br_netfilter');

	expect(here.sysctl['net.bridge.bridge-nf-call-iptables']).toBe('0');
});

test('What is compiled in is there, what this kernel lacks is not', () => {
	expect(isBuiltin('loop')).toBe(true);
	expect(loadModule(machine(), 'loop')).toBe(true);
	expect(loadModule(machine(), 'nosuch')).toBe(false);
	expect(moduleName('br-netfilter')).toBe('br_netfilter');
});
