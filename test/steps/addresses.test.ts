import {expect, test} from 'vitest';
import {
	contains,
	formatAddress,
	formatSubnet,
	networkOf,
	overlap,
	parseAddress,
	parseSubnet,
} from '../../steps/addresses.ts';

const again = (text: string): string | undefined => {
	const address = parseAddress(text);
	return address && formatAddress(address);
};

test.each([
	['10.77.0.11', '10.77.0.11'],
	['255.255.255.255', '255.255.255.255'],
	['::1', '::1'],
	['FD00:0:0:1::', 'fd00:0:0:1::'],
	['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
	['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8'],
])('The address %s is written %s', (text, written) => {
	expect(again(text)).toBe(written);
});

test.each(['10.77.0', '10.77.0.256', '10.77.0.011', '1::2::3', 'm1', '', '10.77.0.1/24', '1:2:3'])(
	'"%s" is no address',
	text => {
		expect(parseAddress(text)).toBeUndefined();
	},
);

test.each(['10.244.0.0', '10.244.0.0/33', 'fd00::/129', '10.0.0.0/8,fd00::/48', ''])('"%s" is no subnet', text => {
	expect(parseSubnet(text)).toBeUndefined();
});

test('The subnet of an address has its host bits cleared', () => {
	expect(formatSubnet(networkOf(parseSubnet('10.77.3.9/16')!))).toBe('10.77.0.0/16');
	expect(formatSubnet(networkOf(parseSubnet('fd00:1::9/64')!))).toBe('fd00:1::/64');
});

test('A subnet contains the addresses of its own family only', () => {
	const subnet = parseSubnet('10.77.0.0/24')!;
	expect(contains(subnet, parseAddress('10.77.0.255')!)).toBe(true);
	expect(contains(subnet, parseAddress('10.77.1.0')!)).toBe(false);
	expect(contains(parseSubnet('0.0.0.0/0')!, parseAddress('::1')!)).toBe(false);
});

test('Subnets overlap when one lies in the other, whichever is asked first', () => {
	const [wide, narrow, other] = ['10.0.0.0/8', '10.244.0.0/16', '192.168.0.0/16'].map(text => parseSubnet(text)!);
	expect(overlap(wide!, narrow!)).toBe(true);
	expect(overlap(narrow!, wide!)).toBe(true);
	expect(overlap(narrow!, other!)).toBe(false);
});
