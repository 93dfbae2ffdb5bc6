import {expect, test} from 'vitest';
import {get} from '../../../../source/transport/lab/cluster/objects.ts';
import {bootstrapTokens, clusterInfo} from '../../../../source/transport/lab/kubeadm/bootstrap.ts';
import {output} from '../../../../source/transport/lab/kubeadm/output.ts';
import {cluster} from '../../../helpers/machines.ts';

test('cluster-info names the endpoint and the authority, and the token lets nodes in', async () => {
	const {world, shell} = await cluster(1, 0);
	const plan = {minor: 20, address: '10.77.0.11', port: 6443, endpoint: 'api.example:6443', tokenTtl: 60_000};
	const out = output(20);
	bootstrapTokens(shell('m1'), plan as never, out, 'abcdef.0123456789abcdef');
	clusterInfo(shell('m1'), plan as never);

	expect(get(world, 'ConfigMap', 'cluster-info', 'kube-public')!.data!['kubeconfig']).toContain(
		'server: https://api.example:6443',
	);
	expect(get(world, 'Secret', 'bootstrap-token-abcdef', 'kube-system')).toBeDefined();
	expect(out.result(0).stdout).toContain(
		'[bootstrap-token] configured RBAC rules to allow Node Bootstrap tokens to get nodes',
	);
});
