import {expect, test} from 'vitest';
import {get, put} from '../../../../source/transport/lab/cluster/objects.ts';
import {markControlPlane, uploadCertificates} from '../../../../source/transport/lab/kubeadm/upload.ts';
import {output} from '../../../../source/transport/lab/kubeadm/output.ts';
import {cluster} from '../../../helpers/machines.ts';

test('Uploading again makes a new key and a new owner that runs out in two hours', async () => {
	const {world, shell, join} = await cluster(1, 0);
	const owner = () => get(world, 'Secret', 'kubeadm-certs', 'kube-system')!.metadata.ownerReferences![0]!.name;
	const before = owner();
	const key = uploadCertificates(shell('m1'), output(36));

	expect(key).not.toBe(join.key);
	expect(owner()).not.toBe(before);

	const out = output(36);
	uploadCertificates(shell('m1'), out, key, true);

	expect(out.result(0).stdout).not.toContain(key);
});

test('Configuration and marks are objects of the cluster', async () => {
	const {world, shell} = await cluster(1, 0);

	expect(get(world, 'ConfigMap', 'kubelet-config', 'kube-system')?.data?.['kubelet']).toContain(
		'cgroupDriver: systemd',
	);
	expect(get(world, 'ClusterRoleBinding', 'kubeadm:cluster-admins')).toBeDefined();
	expect(get(world, 'Node', 'm1')?.spec?.['taints']).toContainEqual({
		effect: 'NoSchedule',
		key: 'node-role.kubernetes.io/control-plane',
	});

	get(world, 'Node', 'm1')!.metadata.labels = {};
	markControlPlane(shell('m1'), {minor: 20, node: 'm1'} as never, output(20));

	expect(Object.keys(get(world, 'Node', 'm1')!.metadata.labels!)).toEqual([
		'node-role.kubernetes.io/control-plane',
		'node-role.kubernetes.io/master',
	]);
});

test('Labels and taints of a control plane are what the release calls them', async () => {
	const {world, shell} = await cluster(1, 0);
	const marked = (minor: number): string => {
		const node = {apiVersion: 'v1', kind: 'Node', metadata: {name: 'm1'}} as const;
		put(world, node);
		const out = output(minor);
		markControlPlane(shell('m1'), {minor, node: 'm1'} as never, out);
		return String(out.result(0).stdout);
	};
	expect(marked(22)).toContain(
		'labels: [node-role.kubernetes.io/master(deprecated) node-role.kubernetes.io/control-plane node.kubernetes.io/exclude-from-external-load-balancers]',
	);
	expect(marked(24)).toContain(
		'taints [node-role.kubernetes.io/master:NoSchedule node-role.kubernetes.io/control-plane:NoSchedule]',
	);
	expect(marked(25)).toContain('taints [node-role.kubernetes.io/control-plane:NoSchedule]');
});
