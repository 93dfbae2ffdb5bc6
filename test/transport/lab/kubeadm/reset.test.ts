import {expect, test} from 'vitest';
import {apiServing} from '../../../../source/transport/lab/cluster/health.ts';
import {cluster, must, oldest, prepared} from '../../../helpers/machines.ts';

test('A reset takes its member out of etcd, its containers and its files away, and leaves the network’s configuration', async () => {
	const machines = await cluster(3, 0);
	machines.filesOf('m3').write('/etc/cni/net.d/10-a.conflist', '{}');
	const stdout = await must(machines, 'm3', 'kubeadm reset -f');

	expect(stdout).toContain('[reset] Stopping the kubelet service');
	expect(machines.world.cluster!.etcdMembers).toHaveLength(2);
	expect(machines.machine('m3')).toMatchObject({containers: []});
	expect(machines.filesOf('m3').list('/etc/kubernetes/pki')).toEqual([]);
	expect(machines.filesOf('m3').exists('/etc/kubernetes/admin.conf')).toBe(false);
	expect(machines.filesOf('m3').exists('/etc/cni/net.d/10-a.conflist')).toBe(true);
	expect(apiServing(machines.world)).toBe(true);
});

test('The last reset ends the cluster', async () => {
	const machines = await cluster(1, 0);
	await must(machines, 'm1', 'kubeadm reset -f');

	expect(machines.world.cluster).toBeUndefined();
});

test('Without -f it asks, and takes no other answer than y', async () => {
	const machines = await cluster(1, 0);

	expect(await machines.run('m1', 'kubeadm reset', 'n\n')).toMatchObject({
		exit: 1,
		stderr: expect.stringContaining("won't proceed; the user didn't answer (Y|y) in order to continue"),
	});
	expect(machines.world.cluster).toBeDefined();
	expect(await machines.run('m1', 'kubeadm reset', 'y\n')).toMatchObject({exit: 0});
});

test('Without a majority the member cannot be taken out, and the reset goes on', async () => {
	const machines = await cluster(3, 0);
	machines.off('m1');
	machines.off('m2');
	const {exit, stderr} = await machines.run('m3', 'kubeadm reset -f');

	expect(exit).toBe(0);
	expect(stderr).toContain('[reset] Unable to fetch the kubeadm-config ConfigMap from cluster');
	expect(machines.world.cluster!.etcdMembers).toHaveLength(3);
});

test('1.20 says goodbye at length, and a host that never was in a cluster is reset as well', async () => {
	expect(await must(await cluster(2, 0, oldest), 'm2', 'kubeadm reset -f')).toContain(
		'you must remove /etc/cni/net.d',
	);
	expect(await must(prepared(1, 0), 'm1', 'kubeadm reset -f')).toContain('[preflight] Running pre-flight checks');
});
