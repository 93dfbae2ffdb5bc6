import {expect, test} from 'vitest';
import {
	gatewayImages,
	gatewayManifest,
	gatewayPrefix,
	gatewaySource,
} from '../../../steps/addons/envoy-gateway-release.ts';
import type {Minor, Plan} from '../../../steps/plan.ts';
import {labPlan, mirroredPlan} from '../../helpers/plans.ts';
import {sentencesAbout} from '../../helpers/written-plans.ts';

const at = (version: Minor, plan: Plan = labPlan): Plan => ({...plan, kubernetes: {...labPlan.kubernetes, version}});

test('Each minor gets the release that is tested with it, with the proxy that it is built with', () => {
	expect(gatewayImages(at('1.36'))).toEqual([
		'docker.io/envoyproxy/gateway:v1.9.0',
		'docker.io/envoyproxy/envoy:distroless-v1.39.0',
	]);
	expect(gatewayImages(at('1.32'))[1]).toContain('distroless-v1.38.3');
	expect(gatewaySource(at('1.30'))).toBe(
		'https://github.com/envoyproxy/gateway/releases/download/v1.6.7/install.yaml',
	);
});

test('Manifest and images come through the plan’s mirror, a registry of one’s own is flat', () => {
	const named = at('1.36', {...labPlan, mirrors: {name: 'ustc'}});
	expect(gatewaySource(named)).toMatch(/^https:\/\/files\.m\.daocloud\.io\/github\.com\//);
	expect(gatewayPrefix(named)).toBe('docker.m.daocloud.io/envoyproxy/');
	expect(gatewayPrefix(at('1.36', mirroredPlan))).toBe('registry.example/google_containers/');
});

test('Its proxies answer at a NodePort, on control planes only where there is nothing else', () => {
	expect(gatewayManifest(at('1.36'))).toContain('type: NodePort');
	expect(gatewayManifest(at('1.36'))).not.toContain('tolerations');
	const alone = {...at('1.36'), hosts: labPlan.hosts.filter(({role}) => role === 'control-plane')};
	expect(gatewayManifest(alone)).toContain('node-role.kubernetes.io/control-plane');
});

test('Releases that it was not tested with are refused with the nearest minor', () => {
	expect(
		sentencesAbout(
			'kubernetes: {version: "1.37", addons: [gateway-api]}\nendpoint: {kind: single}\nhosts: [{name: m1, address: 10.77.0.11, role: control-plane}]\n',
		),
	).toEqual([
		'No gateway-api that kubewalk knows is for Kubernetes 1.37, those it knows are for 1.28 to 1.36; remove gateway-api from addons, or write version: "1.36".',
	]);
});
