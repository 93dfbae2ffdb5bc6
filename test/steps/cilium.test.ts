import {expect, test} from 'vitest';
import {chartAddress, ciliumFor, ciliumValuesText, installerAddress} from '../../steps/cilium.ts';
import {checkPlan} from '../../steps/plan/check-plan.ts';
import {planFrom} from '../helpers/written-plans.ts';

const plan = (more: string, version = '1.36') =>
	planFrom(
		`kubernetes: {network: cilium, version: "${version}"}\nendpoint: {kind: single}\n${more}\nhosts:\n  - {name: m1, address: 10.77.0.11, role: control-plane}\n  - {name: w1, address: 10.77.0.21, role: worker}\n`,
	);

test('The release is the newest that is tested with the minor', () => {
	expect(ciliumFor('1.36')?.version).toBe('1.20.0');
	expect(ciliumFor('1.32')?.version).toBe('1.19.6');
	expect(ciliumFor('1.30')?.version).toBe('1.18.12');
	expect([ciliumFor('1.29'), ciliumFor('1.37')]).toEqual([undefined, undefined]);
});

test('The installer and the chart come from GitHub, or through the plan’s mirror', () => {
	expect(chartAddress(plan(''))).toBe('https://raw.githubusercontent.com/cilium/charts/master/cilium-1.20.0.tgz');
	expect(installerAddress(plan('mirrors: ustc'))).toMatch(
		/^https:\/\/files\.m\.daocloud\.io\/github\.com\/cilium\/cilium-cli\/releases\//,
	);
});

test('Pods get addresses of the nodes’ parts of the pod subnet, and kube-proxy stays', () => {
	const values = ciliumValuesText(plan(''));
	expect(values).toContain('ipam:\n  mode: kubernetes\n');
	expect(values).toContain('requireIPv4PodCIDR: true');
	expect(values).toContain('kubeProxyReplacement: "false"');
	expect(values).toContain('replicas: 2');
	expect(values).not.toContain('useDigest');
});

test('Without kube-proxy Cilium leads to Services, finds the API at the endpoint, and answers for health in its place', () => {
	const values = ciliumValuesText(plan('', '1.36", proxyMode: "none'));
	expect(values).toContain(
		'k8sServiceHost: 10.77.0.11\nk8sServicePort: 6443\nkubeProxyReplacement: "true"\nkubeProxyReplacementHealthzBindAddr: 0.0.0.0:10256\n',
	);
});

test('Images come through the plan’s mirror, or from a registry of one’s own, whose digests are its own', () => {
	expect(ciliumValuesText(plan('mirrors: ustc'))).toContain('repository: quay.m.daocloud.io/cilium/cilium\n');
	const own = ciliumValuesText(plan('mirrors: {images: {prefix: "registry.example:5000/k8s"}}'));
	expect(own).toContain('repository: registry.example:5000/k8s/operator\n');
	expect(own.match(/useDigest: false/g)).toHaveLength(3);
});

test.each([
	['1.29', '1.30'],
	['1.37', '1.36'],
])('A plan with %s, which no Cilium is tested with, is refused with the nearest one, %s', (version, nearest) => {
	const checked = checkPlan(
		{
			kubernetes: {version, network: 'cilium'},
			endpoint: {kind: 'single'},
			hosts: [{name: 'm1', address: '10.77.0.11', role: 'control-plane'}],
		},
		() => undefined,
	);
	expect('problems' in checked && checked.problems.map(({text}) => text.en)).toEqual([
		`No Cilium that kubewalk knows is tested with Kubernetes ${version}, those it knows are with 1.30 to 1.36; write version: "${nearest}", network: flannel, or {manifest: FILE-or-URL}.`,
	]);
});
