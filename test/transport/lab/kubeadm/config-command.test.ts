import {expect, test} from 'vitest';
import {must, oldest, prepared} from '../../../helpers/machines.ts';

test('Images are listed in the order of the release, and pulled', async () => {
	const machines = prepared(1, 0);

	expect((await must(machines, 'm1', 'kubeadm config images list --kubernetes-version v1.36.4')).split('\n')).toEqual(
		[
			'registry.k8s.io/kube-apiserver:v1.36.4',
			'registry.k8s.io/kube-controller-manager:v1.36.4',
			'registry.k8s.io/kube-scheduler:v1.36.4',
			'registry.k8s.io/kube-proxy:v1.36.4',
			'registry.k8s.io/coredns/coredns:v1.14.2',
			'registry.k8s.io/pause:3.10.2',
			'registry.k8s.io/etcd:3.6.8-0',
			'',
		],
	);
	expect(
		await must(
			prepared(1, 0, oldest),
			'm1',
			'kubeadm config images list --kubernetes-version v1.20.2 --image-repository a.example/b',
		),
	).toMatch(/pause:3\.2\na\.example\/b\/etcd:3\.4\.13-0\na\.example\/b\/coredns:1\.7\.0\n$/);
	expect(
		JSON.parse(await must(machines, 'm1', 'kubeadm config images list --kubernetes-version v1.36.4 -o json')),
	).toMatchObject({kind: 'Images'});
	expect(
		(await must(machines, 'm1', 'kubeadm config images pull --kubernetes-version v1.36.4')).match(
			/\[config\/images\] Pulled /g,
		),
	).toHaveLength(7);
	expect(machines.machine('m1').images).toHaveLength(7);
});

test('A pull without a runtime, or without the image, ends with its words', async () => {
	const machines = prepared(1, 0);
	machines.world.outside.registries['registry.k8s.io']!.lacks = ['etcd'];

	expect(await machines.run('m1', 'kubeadm config images pull')).toMatchObject({
		exit: 1,
		stdout: expect.stringContaining('Pulled registry.k8s.io/pause:3.10.2'),
		stderr: expect.stringContaining('failed to pull image "registry.k8s.io/etcd:3.6.8-0"'),
	});

	machines.systemctl('m1', 'stop', 'containerd');

	expect((await machines.run('m1', 'kubeadm config images pull')).stderr).toContain(
		'failed to create new CRI runtime service',
	);
});

test('validate is strict where init only warns', async () => {
	const machines = prepared(1, 0);
	const write = (text: string): void =>
		machines
			.filesOf('m1')
			.write('/root/c.yaml', `apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n${text}`);
	write('kubernetesVersion: v1.36.4\n');

	expect(await must(machines, 'm1', 'kubeadm config validate --config /root/c.yaml')).toBe('ok\n');

	write('kubernetesVersions: v1.36.4\n');

	expect((await machines.run('m1', 'kubeadm config validate --config /root/c.yaml')).stderr).toContain(
		'unknown field "kubernetesVersions"',
	);
	expect((await machines.run('m1', 'kubeadm config validate')).stderr).toContain('the --config flag is mandatory');
	expect((await prepared(1, 0, oldest).run('m1', 'kubeadm config validate --config /root/c.yaml')).stderr).toContain(
		'unknown command "validate"',
	);
});

test('migrate turns arguments into lists', async () => {
	const machines = prepared(1, 0);
	machines
		.filesOf('m1')
		.write(
			'/root/old.yaml',
			'apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\napiServer: {extraArgs: {profiling: "false"}, timeoutForControlPlane: 4m0s}\n',
		);

	expect(await must(machines, 'm1', 'kubeadm config migrate --old-config /root/old.yaml')).toBe(
		'apiServer:\n  extraArgs:\n  - name: profiling\n    value: "false"\napiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n',
	);

	await must(machines, 'm1', 'kubeadm config migrate --old-config /root/old.yaml --new-config /root/new.yaml');

	expect(machines.filesOf('m1').read('/root/new.yaml')).toContain('v1beta4');
	expect((await machines.run('m1', 'kubeadm config nonsense')).exit).toBe(1);
});
