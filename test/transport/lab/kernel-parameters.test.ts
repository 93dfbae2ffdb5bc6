import {expect, test} from 'vitest';
import {kinds} from '../../../source/transport/lab/machines/kinds.ts';
import {bootParameters, readOnlyParameters, setParameter} from '../../../source/transport/lab/kernel-parameters.ts';

test('Forwarding is one switch with several names', () => {
	const sysctl = bootParameters(kinds['debian-12'], '10.77.0.11', 7);
	setParameter(sysctl, 'net.ipv4.ip_forward', '1');
	expect(sysctl['net.ipv4.conf.eth0.forwarding']).toBe('1');
	setParameter(sysctl, 'net.ipv4.conf.all.forwarding', '0');
	expect(sysctl['net.ipv4.ip_forward']).toBe('0');
});

test('Others stand alone, and some the kernel keeps for itself', () => {
	const sysctl = bootParameters(kinds['debian-12'], '10.77.0.11', 7);
	setParameter(sysctl, 'vm.swappiness', '10');

	expect(sysctl['vm.swappiness']).toBe('10');
	expect(readOnlyParameters.has('kernel.osrelease')).toBe(true);
});
