import {expect, test} from 'vitest';
import {put} from '../../../../source/transport/lab/cluster/objects.ts';
import {accountMay, accountOf, makeToken} from '../../../../source/transport/lab/cluster/service-account.ts';
import {cluster} from '../../../helpers/machines.ts';

const rbac = 'rbac.authorization.k8s.io/v1';

test('A token is good for its account until it runs out, and nobody else can make one', async () => {
	const {world} = await cluster(1, 0);
	const account = put(world, {
		apiVersion: 'v1',
		kind: 'ServiceAccount',
		metadata: {name: 'reader', namespace: 'default'},
	});
	const token = makeToken(world, account.metadata.namespace!, 'reader', 600);

	expect(accountOf(world, token)).toBe('system:serviceaccount:default:reader');
	expect(accountOf(world, `${token}x`)).toBeUndefined();
	expect(accountOf(world, 'nonsense')).toBeUndefined();
	expect(accountOf(world, makeToken(world, 'default', 'nobody', 600))).toBeUndefined();
	world.now += 601_000;
	expect(accountOf(world, token)).toBeUndefined();
});

test('What it may do is what the roles say that are bound to it', async () => {
	const {world} = await cluster(1, 0);
	const account = 'system:serviceaccount:default:reader';
	const subjects = [{kind: 'ServiceAccount', name: 'reader', namespace: 'default'}];
	expect(accountMay(world, account, 'list', '', 'nodes')).toBe(false);

	put(world, {
		apiVersion: rbac,
		kind: 'ClusterRole',
		metadata: {name: 'nodes'},
		rules: [{apiGroups: [''], resources: ['nodes'], verbs: ['list']}],
	});
	for (const name of ['nodes', 'view'])
		put(world, {apiVersion: rbac, kind: 'ClusterRoleBinding', metadata: {name}, roleRef: {name}, subjects});

	expect(accountMay(world, account, 'list', '', 'nodes')).toBe(true);
	expect(accountMay(world, account, 'delete', '', 'nodes')).toBe(false);
	expect(accountMay(world, account, 'list', 'apps', 'deployments')).toBe(true);
	expect(accountMay(world, account, 'list', '', 'secrets')).toBe(false);
	expect(accountMay(world, 'system:serviceaccount:other:reader', 'list', '', 'nodes')).toBe(false);
});
