import {expect, test} from 'vitest';
import {parseAllDocuments} from 'yaml';
import {metricsImage, metricsManifest} from '../../../steps/addons/metrics-server-manifest.ts';
import type {Minor, Plan} from '../../../steps/plan.ts';
import {labPlan, mirroredPlan} from '../../helpers/plans.ts';

const at = (version: Minor, more: Partial<Plan['kubernetes']> = {}): Plan => ({
	...labPlan,
	kubernetes: {...labPlan.kubernetes, version, ...more},
});

test('It has the parts of the release’s manifest', () => {
	const kinds = parseAllDocuments(metricsManifest(labPlan)).map(document => (document.toJS() as {kind: string}).kind);
	expect(kinds).toEqual([
		'ServiceAccount',
		'ClusterRole',
		'ClusterRole',
		'ClusterRoleBinding',
		'ClusterRoleBinding',
		'RoleBinding',
		'Service',
		'Deployment',
		'APIService',
	]);
});

test.each([
	['1.37', '0.9.0'],
	['1.34', '0.9.0'],
	['1.33', '0.8.1'],
	['1.31', '0.8.1'],
	['1.27', '0.7.2'],
	['1.25', '0.6.4'],
	['1.20', '0.5.2'],
] as const)('Kubernetes %s gets metrics-server %s', (minor, version) => {
	expect(metricsImage(at(minor))).toBe(`registry.k8s.io/metrics-server/metrics-server:v${version}`);
});

test('0.5 reads the kubelets’ statistics elsewhere, and needs other rights for it', () => {
	expect(metricsManifest(at('1.24'))).toContain('- nodes/stats');
	expect(metricsManifest(at('1.25'))).not.toContain('nodes/stats');
});

test('Certificates are checked unless the plan says otherwise', () => {
	expect(metricsManifest(labPlan)).not.toContain('insecure-tls');
	expect(metricsManifest(at('1.36', {kubeletCertificates: 'unverified-lab-only'}))).toContain(
		'--kubelet-insecure-tls',
	);
});

test('Its image comes through the plan’s mirror, or lies flat in a registry of one’s own', () => {
	expect(metricsImage({...labPlan, mirrors: {name: 'ustc'}})).toBe(
		'k8s.m.daocloud.io/metrics-server/metrics-server:v0.9.0',
	);
	expect(metricsImage(mirroredPlan)).toBe('registry.example/google_containers/metrics-server:v0.5.2');
});
