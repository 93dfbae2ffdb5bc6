import {expect, test} from 'vitest';
import {checkHosts} from '../../../steps/plan/check-hosts.ts';
import type {Draft} from '../../../steps/plan/draft.ts';

const about = (hosts: Draft['hosts']): readonly string[] => checkHosts({hosts}).map(({text}) => text.en);
const m1 = {name: 'm1', address: '10.77.0.11', role: 'control-plane'} as const;
const m2 = {name: 'm2', address: '10.77.0.12', role: 'control-plane'} as const;
const w1 = {name: 'w1', address: '10.77.0.21', role: 'worker'} as const;

test('One control plane and a worker are fine', () => {
	expect(about([m1, w1])).toEqual([]);
});

test('Two names alike are told at the second one', () => {
	const found = checkHosts({hosts: [m1, {...w1, name: 'm1'}]});
	expect(found).toHaveLength(1);
	expect(found[0]?.path).toEqual(['hosts', 1, 'name']);
	expect(found[0]?.text.en).toBe('hosts[0] is named m1 as well; write a name that no other host has.');
});

test('The same address is found however it is written', () => {
	const hosts = [
		{...m1, address: 'fd00::11'},
		{...w1, address: 'FD00:0::0011'},
	];
	expect(about(hosts)).toEqual(['m1 has the address FD00:0::0011 as well; write the address of w1.']);
});

test('A name in place of an address is refused, with where names belong', () => {
	expect(about([{...m1, address: 'm1.example'}])).toEqual([
		'The address of m1, "m1.example", is not an IPv4 or IPv6 address; write one such as 10.77.0.11 (a name or alias for ssh belongs into ~/.ssh/config).',
	]);
});

test('Names that mean the machine at hand are refused', () => {
	expect(about([{...m1, name: 'localhost'}])).toEqual([
		'A host cannot be named localhost, which means the machine at hand; write another name such as m1.',
	]);
});

test('Without a control plane there is no cluster', () => {
	expect(about([w1])).toEqual(['No host is a control plane; write role: control-plane for one host or for three.']);
});

test('An even number of control planes is refused with the reason', () => {
	expect(about([m1, m2, w1])).toEqual([
		'2 control planes survive no more failures than 1, because etcd needs a majority; write 1 or 3 of them.',
	]);
});

test('Control planes are not counted while a role is not known', () => {
	expect(about([w1, {name: 'm1', address: '10.77.0.11'}])).toEqual([]);
	expect(about([m1, m2, undefined])).toEqual([]);
});
