import {expect, test} from 'vitest';
import {get} from '../../../../source/transport/lab/cluster/objects.ts';
import {
	base64,
	decryptCertificates,
	encryptCertificates,
	putToken,
	readData,
	tokenPattern,
} from '../../../../source/transport/lab/kubeadm/tokens.ts';
import {cluster} from '../../../helpers/machines.ts';

test('Certificates are opened by their key and by no other', async () => {
	const {world, filesOf, join} = await cluster(1, 0);
	const secret = get(world, 'Secret', 'kubeadm-certs', 'kube-system')!;
	const open = decryptCertificates(secret, join.key);

	expect(open).toMatchObject({'ca.crt': filesOf('m1').read('/etc/kubernetes/pki/ca.crt')});
	expect(decryptCertificates(secret, 'f'.repeat(64))).toContain('message authentication failed');
	expect(decryptCertificates(secret, 'xy')).toContain('invalid byte');
	expect(decryptCertificates(secret, 'abcd')).toContain('invalid key size 2');
	expect(Object.keys(encryptCertificates(world, filesOf('m1'), join.key))).toContain('etcd-ca.key');
});

test('A token is a Secret of its own type', async () => {
	const {world} = await cluster(1, 0);
	const secret = putToken(world, 'abcdef.0123456789abcdef', {ttl: 3_600_000, description: 'mine'});

	expect(secret).toMatchObject({type: 'bootstrap.kubernetes.io/token', metadata: {name: 'bootstrap-token-abcdef'}});
	expect(readData(secret, 'description')).toBe('mine');
	expect(readData(secret, 'nothing')).toBeUndefined();
	expect(tokenPattern.test('abcdef.0123456789abcdef')).toBe(true);
	expect(base64('a')).toBe('YQ==');
});
