import {expect, test} from 'vitest';
import {calicoFor, calicoInstallation, calicoSources, operatorPrefix} from '../../steps/calico.ts';
import {checkPlan} from '../../steps/plan/check-plan.ts';
import type {Plan} from '../../steps/plan.ts';
import {givenFor} from '../helpers/plans.ts';
import {planFrom} from '../helpers/written-plans.ts';

const plan = (more: string, kubernetes = '') =>
	planFrom(
		`kubernetes: {network: calico${kubernetes}}\nendpoint: {kind: single}\n${more}\nhosts:\n  - {name: m1, address: 10.77.0.11, role: control-plane}\n  - {name: w1, address: 10.78.0.21, role: worker}\n`,
	);

const installation = (of: Plan, kernel = '6.1.0'): string => calicoInstallation(givenFor(of, 'm1', {}, {kernel}));

test('The release is one that is tested with the minor, and its definitions lie where it has them', () => {
	expect(calicoFor('1.36')?.version).toBe('v3.32.2');
	expect(calicoSources(plan(''))[0]).toBe(
		'https://raw.githubusercontent.com/projectcalico/calico/v3.32.2/manifests/v1_crd_projectcalico_org.yaml',
	);
	expect(calicoSources(plan('', ', version: "1.33"'))[0]).toContain('/v3.31.3/manifests/operator-crds.yaml');
	expect(calicoFor('1.30')).toBeUndefined();
});

test('The pod subnet, the hosts’ networks and kube-proxy’s mode are carried into the Installation', () => {
	const text = installation(plan('', ', podSubnet: 10.120.0.0/16, proxyMode: nftables'));
	expect(text).toContain('cidr: 10.120.0.0/16');
	expect(text).toContain('- 10.77.0.0/24');
	expect(text).toContain('- 10.78.0.0/24');
	expect(text).toContain('linuxDataplane: Nftables');
	expect(installation(plan(''))).toContain('linuxDataplane: Nftables');
	expect(installation(plan(''), '5.10.0')).not.toContain('linuxDataplane');
});

test('Manifests and images come through the plan’s mirror, or a registry of one’s own', () => {
	expect(calicoSources(plan('mirrors: ustc'))[1]).toMatch(
		/^https:\/\/files\.m\.daocloud\.io\/raw\.githubusercontent/,
	);
	expect(operatorPrefix(plan('mirrors: ustc'))).toBe('quay.m.daocloud.io/tigera/');
	expect(installation(plan('mirrors: ustc'))).toContain('registry: quay.m.daocloud.io/');
	const own = plan('mirrors: {images: {prefix: "registry.example:5000/k8s"}}');
	expect(operatorPrefix(own)).toBe('registry.example:5000/k8s/');
	expect(installation(own)).toContain('imagePath: k8s');
});

test('A plan with a minor that no Calico is tested with is refused, with what works', () => {
	const checked = checkPlan(
		{
			kubernetes: {version: '1.31', network: 'calico'},
			endpoint: {kind: 'single'},
			hosts: [{name: 'm1', address: '10.77.0.11', role: 'control-plane'}],
		},
		() => undefined,
	);
	expect(JSON.stringify(checked)).toContain('No Calico that kubewalk knows is tested with Kubernetes 1.31');
});
