import {X509Certificate} from 'node:crypto';
import {expect, test} from 'vitest';
import {accessWith} from '../../../../source/transport/lab/cluster/access.ts';
import {pki} from '../../../../source/transport/lab/cluster/pki.ts';
import {connected, must} from '../../../helpers/machines.ts';

test('Renewed certificates are the same ones with new dates, and still open the API', async () => {
	const machines = await connected(1, 0);
	const files = machines.filesOf('m1');
	const read = (): X509Certificate => new X509Certificate(files.read(`${pki}/etcd/server.crt`)!);
	const before = read();
	machines.wait(3600);
	const stdout = await must(machines, 'm1', 'kubeadm certs renew all');

	expect(stdout).toContain('certificate for serving etcd renewed\n');
	expect(stdout).toContain('You must restart the kube-apiserver');
	expect([read().subject, read().subjectAltName]).toEqual([before.subject, before.subjectAltName]);
	expect(Date.parse(read().validTo)).toBeGreaterThan(Date.parse(before.validTo));
	expect(accessWith(machines.world, machines.filesOf, machines.machine('m1'), '/etc/kubernetes/admin.conf').ok).toBe(
		true,
	);
});
