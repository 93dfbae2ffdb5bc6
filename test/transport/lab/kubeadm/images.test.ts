import {expect, test} from 'vitest';
import {fetchImage, imagesFor, orderOf, pauseOf, pullFailure} from '../../../../source/transport/lab/kubeadm/images.ts';
import {oldest, prepared} from '../../../helpers/machines.ts';

test('An image is pulled once, and time passes for it', async () => {
	const machines = prepared(1, 0);
	const at = machines.shell('m1');
	const before = machines.world.now;

	expect(
		await fetchImage(at, 'registry.k8s.io/etcd:3.6.8-0', 'unix:///run/containerd/containerd.sock'),
	).toBeUndefined();
	expect(machines.world.now).toBeGreaterThan(before);

	const after = machines.world.now;
	await fetchImage(at, 'registry.k8s.io/etcd:3.6.8-0', 'unix:///run/containerd/containerd.sock');

	expect(machines.world.now).toBe(after);
});

test('A missing image is told in the words of the release', async () => {
	const [now, old] = [prepared(1, 0), prepared(1, 0, oldest)];
	now.world.outside.registries['registry.k8s.io']!.lacks = ['coredns:v1.14.2'];
	old.world.outside.registries['k8s.gcr.io']!.lacks = ['coredns:1.7.0'];

	expect((await now.run('m1', 'kubeadm init')).stderr).toContain(
		'\t[ERROR ImagePull]: failed to pull image registry.k8s.io/coredns/coredns:v1.14.2: failed to pull image registry.k8s.io/coredns/coredns:v1.14.2: rpc error: code = NotFound',
	);
	expect((await old.run('m1', 'kubeadm init')).stderr).toMatch(
		/\t\[ERROR ImagePull\]: failed to pull image k8s\.gcr\.io\/coredns:1\.7\.0: output: time="[^"]+" level=fatal msg="pulling image: rpc error: code = NotFound/,
	);
});

test('A pause image that the runtime does not use is warned about', async () => {
	const machines = prepared(1, 0);
	machines.machine('m1').runtime!.sandboxImage = 'registry.k8s.io/pause:3.8';

	expect((await machines.run('m1', 'kubeadm init --dry-run')).stderr).toContain(
		'detected that the sandbox image "registry.k8s.io/pause:3.8" of the container runtime is inconsistent with that used by kubeadm',
	);
});

test('CoreDNS may come from somewhere else', () => {
	const plan = {
		version: 'v1.36.4',
		minor: 36,
		repository: 'a.example',
		dns: {repository: 'b.example/dns', tag: 'v1.14.1'},
	};

	expect(imagesFor(plan).coredns).toBe('b.example/dns/coredns:v1.14.1');
	expect(orderOf(imagesFor(plan), 36).at(-1)).toBe('a.example/etcd:3.6.8-0');
	expect(orderOf(imagesFor(plan), 20).at(-1)).toBe('b.example/dns/coredns:v1.14.1');
	expect(pauseOf(plan as never)).toBe('a.example/pause:3.10.2');
	expect(pullFailure(prepared(1, 0).shell('m1'), 36, 'a', 'words', true)).toBe(
		'failed to pull image "a": failed to pull image a: words',
	);
});
