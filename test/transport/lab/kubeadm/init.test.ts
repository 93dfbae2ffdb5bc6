import {expect, test} from 'vitest';
import {apiServing} from '../../../../source/transport/lab/cluster/health.ts';
import {get, list} from '../../../../source/transport/lab/cluster/objects.ts';
import {initLine, kubeadmYaml, must, oldest, prepared} from '../../../helpers/machines.ts';

test('kubeadm init 1.36 goes through its phases in order and leaves a cluster', async () => {
	const machines = prepared(1, 0);
	const stdout = await must(machines, 'm1', initLine);
	const steps = [...new Set([...stdout.matchAll(/^\[([\w-]+)\]/gm)].map(([, step]) => step))];

	expect(steps).toEqual([
		'init',
		'preflight',
		'certs',
		'kubeconfig',
		'etcd',
		'control-plane',
		'kubelet-start',
		'patches',
		'wait-control-plane',
		'kubelet-check',
		'control-plane-check',
		'upload-config',
		'kubelet',
		'upload-certs',
		'mark-control-plane',
		'bootstrap-token',
		'kubelet-finalize',
		'addons',
	]);
	expect(stdout).toContain('Your Kubernetes control-plane has initialized successfully!');
	expect(apiServing(machines.world)).toBe(true);
	expect(get(machines.world, 'Node', 'm1')).toMatchObject({
		metadata: {labels: {'node-role.kubernetes.io/control-plane': ''}},
	});
	expect(list(machines.world, 'Secret', 'kube-system')).toHaveLength(3);
	expect(machines.world.cluster!.version).toBe('v1.36.4');
});

test('kubeadm init 1.20 speaks as it did, and marks a master', async () => {
	const machines = prepared(1, 0, oldest);
	machines.filesOf('m1').write('/root/kubeadm.yaml', kubeadmYaml);
	const stdout = await must(machines, 'm1', 'kubeadm init --config /root/kubeadm.yaml --upload-certs');

	expect(stdout).toContain(
		'[endpoint] WARNING: port specified in controlPlaneEndpoint overrides bindPort in the controlplane address',
	);
	expect(stdout).toMatch(/\[apiclient\] All control plane components are healthy after \d+\.\d{6} seconds/);
	expect(stdout).toContain('[kubelet] Creating a ConfigMap "kubelet-config-1.20" in namespace kube-system');
	expect(stdout).toContain(
		'[mark-control-plane] Marking the node m1 as control-plane by adding the taints [node-role.kubernetes.io/master:NoSchedule]',
	);
	expect(stdout).toContain(
		'You can now join any number of the control-plane node running the following command on each as root:',
	);
});

test('A second init on the same host is refused by what the first has left', async () => {
	const machines = prepared(1, 0);
	await must(machines, 'm1', initLine);
	const {stderr, exit} = await machines.run('m1', initLine);

	expect(exit).toBe(1);
	expect(stderr).toContain('[ERROR Port-6443]: Port 6443 is in use');
	expect(stderr).toContain('[ERROR FileAvailable--etc-kubernetes-manifests-etcd.yaml]');
});

test('Phases can be left out, and run alone', async () => {
	const machines = prepared(1, 0);
	await must(machines, 'm1', `${initLine} --skip-phases=addon/kube-proxy,mark-control-plane`);

	expect(list(machines.world, 'DaemonSet')).toEqual([]);
	expect(get(machines.world, 'Node', 'm1')?.metadata.labels).not.toHaveProperty(
		'node-role.kubernetes.io/control-plane',
	);

	const key = await must(machines, 'm1', 'kubeadm init phase upload-certs --upload-certs');

	expect(key).toMatch(/\[upload-certs\] Using certificate key:\n[\da-f]{64}\n$/);

	await must(machines, 'm1', 'kubeadm init phase addon kube-proxy');

	expect(list(machines.world, 'DaemonSet')).toHaveLength(1);
	expect((await machines.run('m1', 'kubeadm init phase nonsense')).stderr).toContain('unknown phase "nonsense"');
});

test('The preflight alone changes nothing', async () => {
	const machines = prepared(1, 0);
	const stdout = await must(machines, 'm1', 'kubeadm init phase preflight');

	expect(stdout.split('\n')[0]).toBe('[preflight] Running pre-flight checks');
	expect(machines.filesOf('m1').exists('/etc/kubernetes/pki')).toBe(false);
});

test('Flags nobody knows are refused', async () => {
	expect((await prepared(1, 0).run('m1', 'kubeadm init --upload-cert')).stderr).toContain(
		'unknown flag: --upload-cert',
	);
});

test('A part of a phase leaves what the others made', async () => {
	const machines = prepared(1, 0);
	await must(machines, 'm1', initLine);
	const files = machines.filesOf('m1');
	const names = ['kube-apiserver', 'kube-scheduler'].map(name => `/etc/kubernetes/manifests/${name}.yaml`);
	for (const name of names) files.remove(name);
	await must(machines, 'm1', 'kubeadm init phase control-plane scheduler');
	files.remove('/etc/kubernetes/scheduler.conf');
	files.remove('/etc/kubernetes/pki/etcd/peer.crt');
	const kubeconfig = await must(machines, 'm1', 'kubeadm init phase kubeconfig scheduler');
	const certificate = await must(machines, 'm1', 'kubeadm init phase certs etcd-peer');

	expect(names.map(name => files.exists(name))).toEqual([false, true]);
	expect(kubeconfig).toBe(
		'[kubeconfig] Using kubeconfig folder "/etc/kubernetes"\n[kubeconfig] Writing "scheduler.conf" kubeconfig file\n',
	);
	expect(certificate).toMatch(/^\[certs\] Generating "etcd\/peer" certificate and key\n/);
	expect(files.exists('/etc/kubernetes/pki/etcd/peer.crt')).toBe(true);
});
