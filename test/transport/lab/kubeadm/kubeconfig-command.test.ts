import {expect, test} from 'vitest';
import {accessWith} from '../../../../source/transport/lab/cluster/access.ts';
import {cluster, initLine, must, prepared} from '../../../helpers/machines.ts';

test('A kubeconfig for a node is signed here, and opens the API', async () => {
	const machines = prepared(1, 0);
	await must(machines, 'm1', initLine);
	const line = 'kubeadm kubeconfig user --org system:nodes --client-name system:node:m1';
	const text = await must(machines, 'm1', line);
	machines.filesOf('m1').write('/root/node.conf', text);

	expect(text).toContain('current-context: system:node:m1@kubernetes');
	expect(accessWith(machines.world, machines.filesOf, machines.machine('m1'), '/root/node.conf').ok).toBe(true);
});

test('Without the authority there is none', async () => {
	const machines = await cluster(1, 1);
	const {exit, stderr} = await machines.run('w1', 'kubeadm kubeconfig user --client-name somebody');

	expect(exit).toBe(1);
	expect(stderr).toContain("couldn't load the certificate file /etc/kubernetes/pki/ca.crt");
});
