import {expect, test} from 'vitest';
import {fillIn} from '../../../steps/plan/defaults.ts';
import type {WrittenPlan} from '../../../steps/plan/schema.ts';

const hosts: WrittenPlan['hosts'] = [
	{name: 'w1', address: '10.77.0.21', role: 'worker'},
	{name: 'm1', address: '10.77.0.11', role: 'control-plane'},
];

const portOf = (endpoint: WrittenPlan['endpoint']): number => fillIn({endpoint, hosts}, {kind: 'none'}).endpoint.port;

test('The least plan means the whole plan', () => {
	expect(fillIn({endpoint: {kind: 'single'}, hosts}, {kind: 'flannel'})).toEqual({
		name: 'kubernetes',
		kubernetes: {
			version: '1.36',
			podSubnet: '10.244.0.0/16',
			serviceSubnet: '10.96.0.0/12',
			proxyMode: 'auto',
			network: {kind: 'flannel'},
			addons: [],
			kubeletCertificates: 'signed',
		},
		endpoint: {kind: 'single', address: '10.77.0.11', port: 6443},
		runtime: 'containerd',
		firewall: 'ports',
		certificates: 'upload',
		mirrors: {},
		ssh: {user: 'root', port: 22, sudo: 'auto'},
		hosts: [
			{name: 'w1', address: '10.77.0.21', role: 'worker'},
			{name: 'm1', address: '10.77.0.11', role: 'control-plane'},
		],
	});
});

test('A patch release is kept beside its minor release', () => {
	const plan = fillIn({kubernetes: {version: '1.20.2'}, endpoint: {kind: 'single'}, hosts}, {kind: 'none'});
	expect(plan.kubernetes).toMatchObject({version: '1.20', patch: '1.20.2', network: {kind: 'none'}});
});

test('Each kind of endpoint has its usual port', () => {
	expect(portOf({kind: 'keepalived-haproxy', address: '10.77.0.100'})).toBe(9443);
	expect(portOf({kind: 'external', address: '10.77.0.100'})).toBe(6443);
	expect(portOf({kind: 'external', address: '10.77.0.100', port: 443})).toBe(443);
});

test('What is left out of ssh and mirrors stays left out, and is not undefined', () => {
	const plan = fillIn(
		{
			endpoint: {kind: 'single'},
			hosts: [{...hosts[1]!, ssh: {user: 'ops', port: undefined}}],
			ssh: {identity: '~/.ssh/id_ed25519', jump: undefined},
			mirrors: {packages: {apt: 'deb [trusted=yes] http://m ./', key: undefined}, images: {prefix: 'r.example'}},
		},
		{kind: 'none'},
	);
	expect(plan.ssh).toStrictEqual({user: 'root', port: 22, sudo: 'auto', identity: '~/.ssh/id_ed25519'});
	expect(plan.hosts[0]?.ssh).toStrictEqual({user: 'ops'});
	expect(plan.mirrors).toStrictEqual({
		packages: {apt: 'deb [trusted=yes] http://m ./'},
		images: {prefix: 'r.example', insecure: false},
	});
});
