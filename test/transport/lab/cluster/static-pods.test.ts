import {expect, test} from 'vitest';
import {staticPod} from '../../../../source/transport/lab/cluster/static-pods.ts';
import {imagesOf} from '../../../../source/transport/lab/cluster/versions.ts';

const plan = (version: string, etcdPeers: readonly string[] = []) => ({
	version,
	images: imagesOf(version),
	address: '10.77.0.12',
	port: 6443,
	node: 'm2',
	podSubnet: '10.244.0.0/16',
	serviceSubnet: '10.96.0.0/12',
	clusterName: 'kubernetes',
	etcdPeers,
	extraArgs: {apiServer: [['v', '4']], controllerManager: [], scheduler: [], etcd: []} as const,
});

type Pod = {spec: {containers: {command: string[]; image: string}[]}};

const command = (pod: Record<string, unknown>): string[] => (pod as Pod).spec.containers[0]!.command;

test('The controller manager allocates the pod network that was asked for', () => {
	expect(command(staticPod('kube-controller-manager', plan('v1.36.4')))).toEqual(
		expect.arrayContaining(['--allocate-node-cidrs=true', '--cluster-cidr=10.244.0.0/16']),
	);
	expect(command(staticPod('kube-controller-manager', {...plan('v1.36.4'), podSubnet: ''})).join(' ')).not.toContain(
		'cluster-cidr',
	);
});

test('A further etcd member names the others and comes into an existing cluster', () => {
	const flags = command(staticPod('etcd', plan('v1.36.4', ['m1=https://10.77.0.11:2380'])));

	expect(flags).toContain('--initial-cluster=m1=https://10.77.0.11:2380,m2=https://10.77.0.12:2380');
	expect(flags).toContain('--initial-cluster-state=existing');
	expect(command(staticPod('etcd', plan('v1.36.4'))).join(' ')).not.toContain('initial-cluster-state');
});

test('Flags of one’s own are added, and flags of old releases stay with them', () => {
	expect(command(staticPod('kube-apiserver', plan('v1.36.4')))).toContain('--v=4');
	expect(command(staticPod('kube-apiserver', plan('v1.20.2')))).toContain('--insecure-port=0');
	expect(command(staticPod('kube-apiserver', plan('v1.36.4')))).not.toContain('--insecure-port=0');
	expect(command(staticPod('kube-scheduler', plan('v1.36.4')))).toContain(
		'--kubeconfig=/etc/kubernetes/scheduler.conf',
	);
});
