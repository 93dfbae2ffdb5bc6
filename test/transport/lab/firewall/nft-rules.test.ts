import {expect, test} from 'vitest';
import {nftVerdict} from '../../../../source/transport/lab/firewall/nft-rules.ts';
import {applyRuleset} from '../../../../source/transport/lab/firewall/nft-text.ts';
import type {Packet} from '../../../../source/transport/lab/firewall/packet.ts';
import {createMachine} from '../../../../source/transport/lab/machine.ts';

const tcp = (port: number, from = '10.77.0.12'): Packet => ({from, protocol: 'tcp', port});

const verdict = (rules: string, packet: Packet, policy = 'drop'): string => {
	const machine = createMachine('m1', '10.77.0.11', {seed: 7, now: 0, clockOffset: 0});
	const problem = applyRuleset(
		machine,
		`table inet f {\nchain input {\ntype filter hook input priority 0; policy ${policy};\n${rules}\n}\nchain more {\ntcp dport 9 drop\n}\n}`,
	);
	return problem ?? nftVerdict(machine, packet);
};

test.each([
	['tcp dport 6443 accept', tcp(6443), 'accept'],
	['tcp dport 6443 accept', tcp(6444), 'drop'],
	['tcp dport { 22, 6443 } accept', tcp(6443), 'accept'],
	['tcp dport 2379-2380 accept', tcp(2380), 'accept'],
	['ip saddr 10.77.0.12 tcp dport 6443 accept comment "x"', tcp(6443), 'accept'],
	['ip saddr 10.77.0.13 tcp dport 6443 accept', tcp(6443), 'drop'],
	['ip saddr != 10.77.0.0/24 drop; accept', tcp(6443), 'accept'],
	['ct state established,related accept', tcp(6443), 'drop'],
	['ct state new tcp dport 6443 accept', tcp(6443), 'accept'],
	['iif "lo" accept', tcp(6443), 'drop'],
	['iifname "eth0" counter packets 3 bytes 9 accept', tcp(6443), 'accept'],
	['ip protocol vrrp accept', {from: '10.77.0.12', protocol: 'vrrp', port: 0}, 'accept'],
	['meta l4proto { icmp, ipv6-icmp } accept', tcp(6443), 'drop'],
	['udp dport 8472 accept', {from: '10.77.0.12', protocol: 'udp', port: 8472}, 'accept'],
	['tcp dport 6443 reject', tcp(6443), 'reject'],
] as const)('%s', (rules, packet, expected) => {
	expect(verdict(rules, packet)).toBe(expected);
});

test('A jump comes back when the chain says nothing', () => {
	expect(verdict('jump more\ntcp dport 10 accept', tcp(10))).toBe('accept');
	expect(verdict('jump more\naccept', tcp(9), 'accept')).toBe('drop');
});

test('Without rules the policy decides', () => {
	expect(verdict('', tcp(1), 'accept')).toBe('accept');
	expect(verdict('', tcp(1))).toBe('drop');
});
