import {expect, test} from 'vitest';
import {cluster, must} from '../../../helpers/machines.ts';

test('The kubelet’s images and containers are in the namespace k8s.io, and in no other', async () => {
	const machines = await cluster(1, 0);

	expect(await must(machines, 'm1', 'ctr -n k8s.io images ls')).toContain('registry.k8s.io/etcd:3.6.8-0');
	expect(await must(machines, 'm1', 'ctr images ls')).toBe('REF TYPE DIGEST SIZE PLATFORMS LABELS \n');
	expect(await must(machines, 'm1', 'ctr --namespace=k8s.io containers ls')).toContain(
		'registry.k8s.io/etcd:3.6.8-0',
	);
	expect(await must(machines, 'm1', 'ctr -n k8s.io tasks ls')).toContain('RUNNING');
	expect(await must(machines, 'm1', 'ctr ns ls')).toContain('k8s.io');
	expect(await must(machines, 'm1', 'ctr version')).toContain('2.3.2');
	expect(await must(machines, 'm1', 'ctr --version')).toContain('2.3.2');
});

test('Images are pulled by their full names, and removed', async () => {
	const machines = await cluster(1, 0);

	expect(await must(machines, 'm1', 'ctr -n k8s.io images pull docker.io/library/busybox:latest')).toContain(
		'unpacking linux/amd64',
	);
	expect((await machines.run('m1', 'ctr -n k8s.io images pull busybox')).stderr).toContain(
		'failed to resolve reference',
	);
	expect((await machines.run('m1', 'ctr -n k8s.io images pull docker.io/library/nginx:1.999')).stderr).toContain(
		'not found',
	);
	expect(await must(machines, 'm1', 'ctr -n k8s.io images rm docker.io/library/busybox:latest')).toBe(
		'docker.io/library/busybox:latest\n',
	);
	expect((await machines.run('m1', 'ctr -n k8s.io images rm docker.io/library/busybox:latest')).stderr).toContain(
		'not found',
	);
	expect((await machines.run('m1', 'ctr nonsense')).exit).toBe(3);
});

test('Without containerd there is no socket', async () => {
	const machines = await cluster(1, 0);
	machines.systemctl('m1', 'stop', 'containerd');

	expect((await machines.run('m1', 'ctr images ls')).stderr).toContain(
		'failed to dial "/run/containerd/containerd.sock"',
	);
});
