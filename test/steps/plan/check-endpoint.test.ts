import {expect, test} from 'vitest';
import {checkEndpoint} from '../../../steps/plan/check-endpoint.ts';
import type {Draft} from '../../../steps/plan/draft.ts';

const controlPlane = (name: string, address: string) => ({name, address, role: 'control-plane'}) as const;
const three = [controlPlane('m1', '10.77.0.11'), controlPlane('m2', '10.77.0.12'), controlPlane('m3', '10.77.0.13')];
const one = three.slice(0, 1);

const about = (endpoint: Draft['endpoint'], hosts: Draft['hosts'] = three): readonly string[] =>
	checkEndpoint({endpoint, hosts}).map(({text}) => text.en);

test('A free address in the hosts’ subnet is fine', () => {
	expect(about({kind: 'keepalived-haproxy', address: '10.77.0.100', port: 9443})).toEqual([]);
	expect(about({kind: 'keepalived-haproxy', address: '10.77.0.100'})).toEqual([]);
});

test('A load balancer may have a name, and any subnet', () => {
	expect(about({kind: 'external', address: 'api.example.com', port: 6443})).toEqual([]);
	expect(about({kind: 'external', address: '192.0.2.10'})).toEqual([]);
});

test('A virtual IP cannot be a name', () => {
	expect(about({kind: 'keepalived-haproxy', address: 'api.example.com'})).toEqual([
		'"api.example.com" is not an IPv4 or IPv6 address; write one such as 10.77.0.100 (the port stands in port).',
	]);
});

test('An endpoint needs an address, unless it is the control plane’s own', () => {
	expect(about({kind: 'keepalived-haproxy'})).toEqual([
		'kind keepalived-haproxy needs the address of the virtual IP; write for example address: 10.77.0.100.',
	]);
	expect(about({kind: 'single'}, one)).toEqual([]);
});

test('haproxy cannot have the API server’s port on the same hosts', () => {
	const found = checkEndpoint({
		endpoint: {kind: 'keepalived-haproxy', address: '10.77.0.100', port: 6443},
		hosts: three,
	});
	expect(found.map(({text}) => text.en)).toEqual([
		'the API server listens on 6443 of the same hosts, so haproxy could not; write port: 9443.',
	]);
	expect(found[0]?.path).toEqual(['endpoint', 'port']);
	expect(found[0]?.text.zh).toContain('API Server 已监听 6443');
});

test('The virtual IP is nobody’s own address', () => {
	expect(about({kind: 'keepalived-haproxy', address: '10.77.0.12'})).toEqual([
		'10.77.0.12 is the address of m2; write one that no host has: the virtual IP moves between hosts.',
	]);
});

test('A load balancer is not one of the hosts', () => {
	expect(about({kind: 'external', address: '10.77.0.11', port: 6443})[0]).toContain(
		'10.77.0.11 is the address of m1 itself, so the cluster would go down with it',
	);
});

test('The virtual IP lies in the hosts’ subnet, a /24 unless the plan says otherwise', () => {
	expect(about({kind: 'keepalived-haproxy', address: '10.77.1.100'})[0]).toContain(
		'10.77.1.100 is not in the hosts’ subnet 10.77.0.0/24',
	);
	expect(about({kind: 'keepalived-haproxy', address: '10.77.1.100', prefix: 16})).toEqual([]);
});

test('Control planes in different subnets cannot share a virtual IP', () => {
	const apart = [...three.slice(0, 2), controlPlane('m3', '10.78.0.13')];
	expect(about({kind: 'keepalived-haproxy', address: '10.77.0.100'}, apart)[0]).toContain(
		'm3 (10.78.0.13) is not in 10.77.0.0/24',
	);
});

test('The kind suits the number of control planes', () => {
	expect(about({kind: 'single'})).toEqual([
		'kind single has one control plane, and the plan has 3; write kind: keepalived-haproxy or external.',
	]);
	expect(about({kind: 'keepalived-haproxy', address: '10.77.0.100'}, one)).toEqual([
		'kind keepalived-haproxy needs three control planes or more, and the plan has one; write kind: single.',
	]);
});

test('A single control plane answers at its own address and port', () => {
	expect(about({kind: 'single', port: 9443}, one)[0]).toContain('write port: 6443 or remove the line');
	expect(about({kind: 'single', address: '10.77.0.100'}, one)[0]).toContain('write 10.77.0.11 or remove the line');
});

test('An endpoint whose kind is not known says nothing more', () => {
	expect(about({address: '10.77.0.11', port: 6443})).toEqual([]);
	expect(about(undefined)).toEqual([]);
});

test('kube-vip shares an address of the hosts’ subnet, and no other port than the API server’s', () => {
	expect(about({kind: 'kube-vip', address: '10.77.0.100'})).toEqual([]);
	expect(about({kind: 'kube-vip', address: '10.77.0.100', port: 9443})).toEqual([
		'With kube-vip the API server of the host that holds the address answers, at 6443, and nothing listens at 9443; write port: 6443 or remove the line, or kind: keepalived-haproxy.',
	]);
	expect(about({kind: 'kube-vip', address: '10.99.0.100'})).toEqual([
		expect.stringContaining('10.99.0.100 is not in the hosts’ subnet 10.77.0.0/24'),
	]);
});
