import {expect, test} from 'vitest';
import {
	addressesOf,
	headOf,
	inetText,
	interfaces,
	linkLine,
} from '../../../../source/transport/lab/commands/ip-interfaces.ts';
import {labShell} from '../../../helpers/lab-shell.ts';

test('A second address of the same interface is secondary, and has no broadcast of its own', () => {
	const machine = labShell().lab.world.machines['m1']!;
	machine.addresses.push({nic: 'eth0', address: '10.77.0.100', prefix: 24, owner: 'keepalived'});
	const [, eth0] = interfaces(machine);

	expect(addressesOf(machine, eth0!).map(inetText).slice(0, 2)).toEqual([
		'inet 10.77.0.11/24 brd 10.77.0.255 scope global eth0',
		'inet 10.77.0.100/24 scope global secondary eth0',
	]);
	expect(addressesOf(machine, eth0!).at(-1)!.address).toMatch(/^fe80::5054:ff:fe/);
	expect(linkLine(eth0!)).toBe(`    link/ether ${machine.mac} brd ff:ff:ff:ff:ff:ff`);
});

test('A pulled cable shows', () => {
	const machine = labShell().lab.world.machines['m1']!;
	machine.cut = true;

	expect(headOf(interfaces(machine)[1]!)).toBe(
		'2: eth0: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500 qdisc fq_codel state DOWN',
	);
});
