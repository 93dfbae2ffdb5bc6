import {expect, test} from 'vitest';
import {get, list} from '../../../../source/transport/lab/cluster/objects.ts';
import {cluster, endpoint, must, newest, prepare, type Machines} from '../../../helpers/machines.ts';

const line = (join: {token: string; hash: string}, more = ''): string =>
	`kubeadm join ${endpoint} --token ${join.token} --discovery-token-ca-cert-hash ${join.hash}${more}`;

/** A host that has left the cluster again. */
const fresh = async (machines: Machines, name: string): Promise<void> => {
	await must(machines, name, 'kubeadm reset -f');
};

test('A worker and further control planes come into the cluster', async () => {
	const {world, machine} = await cluster(3, 2);

	expect(list(world, 'Node').map(node => node.metadata.name)).toEqual(['m1', 'm2', 'm3', 'w1', 'w2']);
	expect(get(world, 'Node', 'w1')?.metadata.labels).not.toHaveProperty('node-role.kubernetes.io/control-plane');
	expect(world.cluster!.etcdMembers).toMatchObject([{learner: false}, {learner: false}, {learner: false}]);
	expect(machine('m3').etcd).toBeDefined();
});

test('A node that is there and ready is not taken twice', async () => {
	const machines = await cluster(1, 1);
	const again = await machines.run('w1', line(machines.join));

	expect(again).toMatchObject({
		exit: 1,
		stderr: expect.stringContaining(
			'[ERROR FileAvailable--etc-kubernetes-kubelet.conf]: /etc/kubernetes/kubelet.conf already exists',
		),
	});

	await fresh(machines, 'w1');

	expect(await machines.run('w1', line(machines.join))).toMatchObject({exit: 0});
});

test('With swap on the join waits for the kubelet and gives up in its own phase', async () => {
	const machines = await cluster(1, 1);
	await fresh(machines, 'w1');
	machines.machine('w1').swaps = [{device: '/dev/vda5', sizeKiB: 1}];

	expect(await machines.run('w1', line(machines.join))).toMatchObject({
		exit: 1,
		stderr: expect.stringContaining(
			'error execution phase kubelet-wait-bootstrap: failed while waiting for the kubelet to start',
		),
	});
});

test('A file says what flags say', async () => {
	const machines = await cluster(1, 1);
	await fresh(machines, 'w1');
	machines.filesOf('w1').write(
		'/root/join.yaml',
		`apiVersion: kubeadm.k8s.io/v1beta4
kind: JoinConfiguration
discovery: {bootstrapToken: {apiServerEndpoint: "${endpoint}", token: ${machines.join.token}, caCertHashes: ["${machines.join.hash}"]}}
nodeRegistration: {name: other}
`,
	);
	await must(machines, 'w1', 'kubeadm join --config /root/join.yaml');

	expect(get(machines.world, 'Node', 'other')).toBeDefined();
	expect(machines.filesOf('w1').read('/var/lib/kubelet/kubeadm-flags.env')).toContain('--hostname-override=other');
});

test('A worker of another minor joins a cluster of its own configuration', async () => {
	const machines = await cluster(1, 1);
	await fresh(machines, 'w1');
	prepare(machines, 'w1', {...newest, kubernetes: '1.35.8-1.1'});
	await must(machines, 'w1', line(machines.join));

	expect((get(machines.world, 'Node', 'w1')!.status!['nodeInfo'] as {kubeletVersion: string}).kubeletVersion).toMatch(
		/^v1\.3[56]/,
	);
});
