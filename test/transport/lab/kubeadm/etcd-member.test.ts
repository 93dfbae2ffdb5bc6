import {expect, test} from 'vitest';
import {cluster, endpoint, must} from '../../../helpers/machines.ts';

test('A control plane does not join while a member does not answer', async () => {
	const machines = await cluster(4, 0);
	const {token, hash, key} = machines.join;
	await must(machines, 'm4', 'kubeadm reset -f');
	machines.off('m2');
	const line = `kubeadm join ${endpoint} --token ${token} --discovery-token-ca-cert-hash ${hash} --control-plane --certificate-key ${key}`;

	expect((await machines.run('m4', line)).stderr).toContain(
		'error execution phase check-etcd: etcd cluster is not healthy: failed to dial endpoint https://10.77.0.12:2379 with maintenance client: context deadline exceeded',
	);
});

test('A host that was wiped without leaving is still on etcd’s list', async () => {
	const machines = await cluster(3, 0);
	const {token, hash, key} = machines.join;
	machines.systemctl('m3', 'stop', 'kubelet');
	machines.machine('m3').containers = [];
	delete machines.machine('m3').pods;
	for (const path of ['/etc/kubernetes', '/var/lib/etcd', '/var/lib/kubelet']) machines.filesOf('m3').remove(path);
	machines.wait(60);
	const {stderr} = await machines.run(
		'm3',
		`kubeadm join ${endpoint} --token ${token} --discovery-token-ca-cert-hash ${hash} --control-plane --certificate-key ${key}`,
	);

	expect(stderr).toContain('etcd cluster is not healthy: failed to dial endpoint https://10.77.0.13:2379');
});
