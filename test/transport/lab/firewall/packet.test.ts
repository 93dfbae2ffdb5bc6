import {expect, test} from 'vitest';
import {inPorts, inSubnet} from '../../../../source/transport/lab/firewall/packet.ts';

test('An address is in its subnet and in no other', () => {
	expect(inSubnet('10.77.0.11', '10.77.0.0/24')).toBe(true);
	expect(inSubnet('10.77.1.11', '10.77.0.0/24')).toBe(false);
	expect(inSubnet('10.77.0.11', '10.77.0.11')).toBe(true);
	expect(inSubnet('10.77.0.11', '0.0.0.0/0')).toBe(true);
	expect(inSubnet('10.77.0.11', 'fd00::/64')).toBe(false);
});

test('Ports are said alone, as a list and as a range', () => {
	expect(inPorts(2380, '2379-2380')).toBe(true);
	expect(inPorts(2380, '2379:2380')).toBe(true);
	expect(inPorts(443, '80, 443')).toBe(true);
	expect(inPorts(22, '23')).toBe(false);
});
