import {expect, test} from 'vitest';
import {iptablesVerdict, policyOf} from '../../../../source/transport/lab/firewall/iptables-rules.ts';
import {createMachine} from '../../../../source/transport/lab/machine.ts';

const verdict = (...rules: readonly string[]): string => {
	const machine = createMachine('m1', '10.77.0.11', {seed: 7, now: 0, clockOffset: 0});
	machine.firewall.iptables = [...rules];
	return iptablesVerdict(machine, {from: '10.77.0.12', protocol: 'tcp', port: 6443});
};

test('The first rule that fits decides, then the policy', () => {
	expect(verdict()).toBe('accept');
	expect(verdict('-P INPUT DROP')).toBe('drop');
	expect(verdict('-P INPUT DROP', '-A INPUT -p tcp -m tcp --dport 6443 -j ACCEPT')).toBe('accept');
	expect(verdict('-A INPUT -j REJECT', '-A INPUT -p tcp -m tcp --dport 6443 -j ACCEPT')).toBe('reject');
});

test('Conditions that do not hold leave the packet alone', () => {
	expect(verdict('-A INPUT -s 10.77.0.13/32 -j DROP')).toBe('accept');
	expect(verdict('-A INPUT ! -s 10.77.0.0/24 -j DROP')).toBe('accept');
	expect(verdict('-A INPUT -i lo -j DROP')).toBe('accept');
	expect(verdict('-A INPUT -p 112 -j DROP')).toBe('accept');
	expect(verdict('-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j DROP')).toBe('accept');
});

test('Chains of one’s own are walked and come back', () => {
	expect(verdict('-N OWN', '-A INPUT -j OWN', '-A OWN -p tcp -m multiport --dports 443,6443 -j DROP')).toBe('drop');
	expect(verdict('-N OWN', '-A INPUT -j OWN', '-A OWN -j RETURN', '-A INPUT -j DROP')).toBe('drop');
});

test('A policy that nobody has set lets in', () => {
	expect(policyOf(createMachine('m1', '10.77.0.11', {seed: 7, now: 0, clockOffset: 0}), 'FORWARD')).toBe('ACCEPT');
});
