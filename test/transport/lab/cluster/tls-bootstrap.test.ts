import {clientPem} from '../../../../source/transport/lab/cluster/pki.ts';
import {expect, test} from 'vitest';
import {accessWith} from '../../../../source/transport/lab/cluster/access.ts';
import {readKubeConfig, writeKubeConfig} from '../../../../source/transport/lab/cluster/kubeconfig.ts';
import {list} from '../../../../source/transport/lab/cluster/objects.ts';
import {bootstrap, bootstrapConfig, kubeletConfig} from '../../../../source/transport/lab/cluster/tls-bootstrap.ts';
import {cluster, endpoint} from '../../../helpers/machines.ts';

test('With a good token the kubelet gets a certificate of its own, with a bad one it gets none', async () => {
	const machines = await cluster(1, 1);
	const {world, machine, filesOf, join} = machines;
	const files = filesOf('w1');
	const authority = readKubeConfig(filesOf('m1').read('/etc/kubernetes/admin.conf'))!.authority;
	const at = {world, machine: machine('w1'), files, filesOf};
	files.remove(kubeletConfig);
	writeKubeConfig(files, bootstrapConfig, {
		server: `https://${endpoint}`,
		authority,
		user: 'tls',
		token: 'abcdef.0123456789abcdef',
	});

	expect(bootstrap(at)).toBe(false);

	writeKubeConfig(files, bootstrapConfig, {server: `https://${endpoint}`, authority, user: 'tls', token: join.token});

	expect(bootstrap(at)).toBe(true);
	expect(files.exists(clientPem)).toBe(true);
	expect(accessWith(world, filesOf, machine('w1'), kubeletConfig).ok).toBe(true);
	expect(list(world, 'CertificateSigningRequest').length).toBeGreaterThan(0);
	expect(bootstrap(at)).toBe(false);
});
