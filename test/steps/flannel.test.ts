import {expect, it} from 'vitest';
import {parseAllDocuments} from 'yaml';
import {flannelImage, flannelManifest} from '../../steps/flannel.ts';
import type {Plan} from '../../steps/plan.ts';
import {labPlan, mirroredPlan} from '../helpers/plans.ts';

type Part = {kind: string; data?: Record<string, string>; spec?: {template: {spec: {containers: {args: string[]}[]}}}};

const partsOf = (plan: Plan): readonly Part[] =>
	parseAllDocuments(flannelManifest(plan)).map(document => document.toJS() as Part);

const argumentsOf = (plan: Plan): readonly string[] =>
	partsOf(plan).find(({kind}) => kind === 'DaemonSet')!.spec!.template.spec.containers[0]!.args;

const withAddresses = (...addresses: readonly string[]): Plan => ({
	...labPlan,
	hosts: addresses.map((address, index) => ({name: `m${index}`, address, role: 'control-plane'})),
});

it('has the parts of the release’s manifest', () => {
	expect(partsOf(labPlan).map(({kind}) => kind)).toEqual([
		'Namespace',
		'ClusterRole',
		'ClusterRoleBinding',
		'ServiceAccount',
		'ConfigMap',
		'DaemonSet',
	]);
});

it('carries the plan’s pod subnet into flannel’s configuration', () => {
	const plan: Plan = {...labPlan, kubernetes: {...labPlan.kubernetes, podSubnet: '172.20.0.0/16'}};
	const {data} = partsOf(plan).find(({kind}) => kind === 'ConfigMap')!;
	expect(JSON.parse(data!['net-conf.json']!)).toEqual({
		Network: '172.20.0.0/16',
		EnableNFTables: false,
		Backend: {Type: 'vxlan'},
	});
	expect((JSON.parse(data!['cni-conf.json']!) as {name: string}).name).toBe('cbr0');
});

it('takes its images from ghcr.io, or from directly below the prefix of one’s own registry', () => {
	expect(flannelImage(labPlan, 'flannel')).toBe('ghcr.io/flannel-io/flannel:v0.28.9');
	expect(flannelImage(mirroredPlan, 'cni-plugin')).toBe(
		'registry.example/google_containers/flannel-cni-plugin:v1.9.1-flannel3',
	);
});

it('uses the interface of the network that the hosts share', () => {
	expect(argumentsOf(labPlan)).toContain(String.raw`--iface-regex=^10\.77\.0\.`);
	expect(argumentsOf(withAddresses('10.1.2.3', '10.1.9.3'))).toContain(String.raw`--iface-regex=^10\.1\.`);
});

it('leaves the interface to flannel when addresses are names or share nothing', () => {
	expect(argumentsOf(withAddresses('m1.example.com', '10.1.9.3')).join(' ')).not.toContain('iface');
	expect(argumentsOf(withAddresses('10.1.2.3', '192.168.1.3')).join(' ')).not.toContain('iface');
});
