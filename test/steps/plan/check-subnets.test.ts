import {expect, test} from 'vitest';
import {checkSubnets} from '../../../steps/plan/check-subnets.ts';
import type {Draft} from '../../../steps/plan/draft.ts';

const hosts = [
	{name: 'm1', address: '10.77.0.11', role: 'control-plane'},
	{name: 'w1', address: '10.77.0.21', role: 'worker'},
] as const;

const about = (kubernetes: Draft['kubernetes'], rest: Draft = {hosts}): readonly string[] =>
	checkSubnets({...rest, kubernetes}).map(({text}) => text.en);

test('The defaults are fine beside hosts that are elsewhere', () => {
	expect(about({})).toEqual([]);
	expect(about(undefined)).toEqual([]);
});

test('Pods and services cannot share addresses', () => {
	expect(about({podSubnet: '10.96.0.0/16'})).toEqual([
		'kubernetes.podSubnet 10.96.0.0/16 and serviceSubnet 10.96.0.0/12 overlap; write for example podSubnet: 10.244.0.0/16 and serviceSubnet: 10.96.0.0/12.',
	]);
});

test('A subnet that hosts are in is refused, with the first of them', () => {
	expect(about({podSubnet: '10.77.0.0/16'})).toEqual([
		'kubernetes.podSubnet 10.77.0.0/16 contains the address of m1, 10.77.0.11, and 1 more; write a podSubnet that no host is in.',
	]);
});

test('The endpoint’s address counts as well', () => {
	const found = checkSubnets({
		kubernetes: {serviceSubnet: '192.168.0.0/16'},
		endpoint: {kind: 'keepalived-haproxy', address: '192.168.1.1'},
		hosts,
	});
	expect(found[0]?.text.en).toContain('contains the endpoint’s address, 192.168.1.1');
	expect(found[0]?.text.zh).toContain('包含了入口地址 192.168.1.1');
});

test('A host inside a default subnet is told at the host, because the subnet is not written', () => {
	const found = checkSubnets({hosts: [{name: 'm1', address: '10.244.0.11', role: 'control-plane'}]});
	expect(found[0]?.path).toEqual(['hosts', 0, 'address']);
});

test('What is no subnet says what one looks like', () => {
	expect(about({podSubnet: '10.244.0.0'})[0]).toBe(
		'kubernetes.podSubnet must be one subnet with its prefix length, not "10.244.0.0"; write for example 10.244.0.0/16.',
	);
	expect(about({podSubnet: 'fd00::/48,10.50.0.0/16'})).toEqual([
		'kubernetes.podSubnet names 2 subnets, and kubewalk installs no dual stack: pods and Services have one family; write 10.50.0.0/16.',
	]);
});

test('An address inside a subnet is not the subnet', () => {
	expect(about({podSubnet: '10.244.3.1/16'})).toEqual([
		'kubernetes.podSubnet 10.244.3.1/16 is an address inside a subnet; write the subnet itself, 10.244.0.0/16.',
	]);
});

test('Prefix lengths that kubeadm refuses are refused here already', () => {
	expect(about({serviceSubnet: '10.96.0.0/8'})[0]).toContain('is an address inside a subnet');
	expect(about({serviceSubnet: '11.0.0.0/8'})[0]).toContain('write one from /12 to /28');
	expect(about({podSubnet: '10.244.0.0/25'})[0]).toContain('write one from /8 to /24');
});

test('Pods, services and hosts speak the same family', () => {
	expect(about({podSubnet: 'fd00:1::/56'})).toEqual([
		'kubernetes.podSubnet is IPv6 and serviceSubnet is IPv4; write both in the same family.',
	]);
	expect(about({podSubnet: 'fd00:1::/56', serviceSubnet: 'fd00:2::/112'})[0]).toContain(
		'10.77.0.11 is IPv4, but pods',
	);
});

test('Every host needs its own part of the pods’ subnet', () => {
	const many = Array.from({length: 5}, (_, index) => ({
		name: `w${index}`,
		address: `10.77.0.${index + 1}`,
		role: 'worker' as const,
	}));
	expect(about({podSubnet: '10.244.0.0/22'}, {hosts: many})).toEqual([
		'kubernetes.podSubnet has room for 4 hosts with a /24 each, and the plan has 5; write a subnet of /20.',
	]);
});
