import {expect, test} from 'vitest';
import {get} from '../../../../source/transport/lab/cluster/objects.ts';
import {account, bind, coreDnsRole, rbac, system} from '../../../../source/transport/lab/kubeadm/rules.ts';
import {cluster} from '../../../helpers/machines.ts';

test('Rules, bindings and accounts are written where they belong', async () => {
	const {world, shell} = await cluster(1, 0);
	const at = shell('m1');
	rbac(at, 'Role', 'reader', [], 'default');
	bind(at, 'reader', 'reader', {kind: 'User', name: 'joe'}, 'default');
	account(at, 'robot', 'view');
	coreDnsRole(at);

	expect(get(world, 'RoleBinding', 'reader', 'default')).toMatchObject({
		subjects: [{kind: 'User', name: 'joe', apiGroup: 'rbac.authorization.k8s.io'}],
	});
	expect(get(world, 'ServiceAccount', 'robot', system)).toBeDefined();
	expect(get(world, 'ClusterRoleBinding', 'robot')).toMatchObject({roleRef: {name: 'view'}});
	expect(get(world, 'ClusterRole', 'system:coredns')).toBeDefined();
});
