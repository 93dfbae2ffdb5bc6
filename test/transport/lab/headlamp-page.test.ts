import {expect, test} from 'vitest';
import {put} from '../../../source/transport/lab/cluster/objects.ts';
import {makeToken} from '../../../source/transport/lab/cluster/service-account.ts';
import {headlampReply, isHeadlamp} from '../../../source/transport/lab/headlamp-page.ts';
import {cluster} from '../../helpers/lab-hosts.ts';

test('The page is for everybody, the cluster for whoever brings a token that may', async () => {
	const {world} = (await cluster()).lab;
	const pod = put(world, {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {name: 'page'},
		spec: {
			containers: [
				{name: 'page', image: 'ghcr.io/headlamp-k8s/headlamp:v0.45.0', args: ['-in-cluster-context-name=here']},
			],
		},
	});
	put(world, {apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name: 'admin'}});
	put(world, {
		apiVersion: 'rbac.authorization.k8s.io/v1',
		kind: 'ClusterRoleBinding',
		metadata: {name: 'admin'},
		roleRef: {name: 'cluster-admin'},
		subjects: [{kind: 'ServiceAccount', name: 'admin', namespace: 'default'}],
	});
	const get = (path: string, authorization?: string) =>
		headlampReply(world, pod, {
			scheme: 'http',
			host: '10.96.0.9',
			port: 80,
			method: 'GET',
			path,
			...(authorization !== undefined && {authorization}),
		});
	const token = makeToken(world, 'default', 'admin', 60);

	expect(isHeadlamp(pod)).toBe(true);
	expect(get('/').body).toContain('<title>Headlamp</title>');
	expect(get('/nothing').status).toBe(404);
	expect(get('/clusters/there/api/v1/nodes').status).toBe(404);
	expect(get('/clusters/here/api/v1/nodes')).toMatchObject({
		status: 403,
		body: expect.stringContaining('User \\"system:anonymous\\" cannot list resource \\"nodes\\"') as string,
	});
	expect(get('/clusters/here/api/v1/nodes', 'Bearer wrong').status).toBe(401);
	expect(get('/clusters/here/api/v1/nodes', `Bearer ${token}`).body).toMatch(/"kind":"NodeList".*"name":"m1"/);
	expect(get('/clusters/here/apis/none/v1/things', `Bearer ${token}`).status).toBe(404);
});
