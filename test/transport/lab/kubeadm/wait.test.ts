import {expect, test} from 'vitest';
import {kubeletHealthy, until} from '../../../../source/transport/lab/kubeadm/wait.ts';
import {initLine, kubeadmYaml, newest, oldest, prepared} from '../../../helpers/machines.ts';

test('With swap on the kubelet never becomes healthy, and init says so after four minutes', async () => {
	const machines = prepared(1, 0);
	machines.machine('m1').swaps = [{device: '/dev/vda5', sizeKiB: 1}];
	const start = machines.world.now;
	const {stdout, stderr, exit} = await machines.run('m1', initLine);

	expect(exit).toBe(1);
	expect(stdout).toMatch(
		/\[kubelet-check\] The kubelet is not healthy after 4m0\.000\d{6}s\n\nUnfortunately, an error has occurred, likely caused by:/,
	);
	expect(stderr).toContain(
		"error: error execution phase wait-control-plane: failed while waiting for the kubelet to start: The HTTP call equal to 'curl -sSL http://127.0.0.1:10248/healthz' returned error",
	);
	expect(machines.world.now - start).toBeGreaterThan(240_000);
});

test('In 1.31 the words are the older ones', async () => {
	const machines = prepared(1, 0, {...newest, kubernetes: '1.31.14-1.1', pause: 'registry.k8s.io/pause:3.10'});
	machines.machine('m1').swaps = [{device: '/dev/vda5', sizeKiB: 1}];

	expect(await machines.run('m1', initLine)).toMatchObject({
		stdout: expect.stringContaining('Unfortunately, an error has occurred:\n\tThe HTTP call equal to'),
		stderr: expect.stringContaining(
			'error execution phase wait-control-plane: could not initialize a Kubernetes cluster',
		),
	});
});

test('1.31 asks the API server over the endpoint', async () => {
	const machines = prepared(1, 0, {...newest, kubernetes: '1.31.14-1.1', pause: 'registry.k8s.io/pause:3.10'});

	expect((await machines.run('m1', initLine)).stdout).toMatch(/\[api-check\] The API server is healthy after \d/);

	const without = prepared(1, 0, {...newest, kubernetes: '1.31.14-1.1', pause: 'registry.k8s.io/pause:3.10'});
	without.world.outside.loadBalancer!.backends = [];

	expect((await without.run('m1', initLine)).stdout).toContain(
		'[api-check] The API server is not healthy after 4m0.000',
	);
});

test('1.20 waits forty seconds and four minutes, then lists what it may be', async () => {
	const machines = prepared(1, 0, oldest);
	machines
		.filesOf('m1')
		.write('/root/kubeadm.yaml', kubeadmYaml.replace('cgroupDriver: systemd', 'cgroupDriver: cgroupfs'));
	const start = machines.world.now;
	const {stdout, stderr} = await machines.run('m1', 'kubeadm init --config /root/kubeadm.yaml');

	expect(stdout).toContain('[kubelet-check] Initial timeout of 40s passed.');
	expect(stdout).toContain(
		"- 'crictl --runtime-endpoint /run/containerd/containerd.sock ps -a | grep kube | grep -v pause'",
	);
	expect(stderr).toContain("error execution phase wait-control-plane: couldn't initialize a Kubernetes cluster");
	expect(machines.world.now - start).toBeGreaterThan(250_000);
	expect(machines.machine('m1').containers).toEqual([]);
	expect(kubeletHealthy(machines.shell('m1'))).toBe(true);
});

test('A component whose image cannot be started is named', async () => {
	const machines = prepared(1, 0);
	machines.machine('m1').runtime!.sandboxImage = 'registry.example.com/pause:3.10.2';
	const {stdout, stderr} = await machines.run('m1', initLine);

	expect(stdout).toMatch(/\[control-plane-check\] kube-apiserver is not healthy after 4m0\.000\d{6}s/);
	expect(stderr).toContain(
		'failed while waiting for the control plane to start: [kube-apiserver check failed at https://10.77.0.11:6443/livez',
	);
});

test('Waiting ends with its patience', async () => {
	const machines = prepared(1, 0);
	const start = machines.world.now;

	expect(await until(machines.shell('m1'), 5000, () => false)).toBeUndefined();
	expect(machines.world.now - start).toBe(5000);
	expect(await until(machines.shell('m1'), 5000, () => true)).toBe(0);
});
