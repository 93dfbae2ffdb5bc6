import {createHmac} from 'node:crypto';
import {expect, test} from 'vitest';
import {get, list} from '../../../../source/transport/lab/cluster/objects.ts';
import {tokenControllers} from '../../../../source/transport/lab/controllers/tokens.ts';
import {cluster} from '../../../helpers/machines.ts';

test('Tokens sign cluster-info; what has run out is deleted, the uploaded certificates with theirs', async () => {
	const {world, join, wait} = await cluster(1, 0);
	const info = () => get(world, 'ConfigMap', 'cluster-info', 'kube-public')!.data!;
	const [id = '', secret = ''] = join.token.split('.');
	const [header = '', , signature = ''] = info()[`jws-kubeconfig-${id}`]!.split('.');
	const content = Buffer.from(info()['kubeconfig']!).toString('base64url');

	expect(signature).toBe(createHmac('sha256', secret).update(`${header}.${content}`).digest('base64url'));

	wait(2 * 3600 + 60);

	expect(get(world, 'Secret', 'kubeadm-certs', 'kube-system')).toBeUndefined();
	expect(info()[`jws-kubeconfig-${id}`]).toBeDefined();

	wait(23 * 3600);

	expect(list(world, 'Secret', 'kube-system')).toEqual([]);
	expect(info()[`jws-kubeconfig-${id}`]).toBeUndefined();
	expect(tokenControllers(world)).toBe(false);
});

test('Every namespace has its default account', async () => {
	const {world} = await cluster(1, 0);

	expect(list(world, 'ServiceAccount').filter(object => object.metadata.name === 'default')).toHaveLength(4);
});
