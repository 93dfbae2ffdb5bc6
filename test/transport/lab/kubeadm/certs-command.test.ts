import {expect, test} from 'vitest';
import {cluster, must, oldest} from '../../../helpers/machines.ts';

test('Certificates last a year, authorities ten; what is missing is told', async () => {
	const machines = await cluster(2, 0);
	const table = await must(machines, 'm1', 'kubeadm certs check-expiration');

	expect(table).toMatch(/^admin\.conf +Nov 23, 2027 09:00 UTC +364d +ca +no +$/m);
	expect(table).toMatch(/^etcd-ca +Nov 20, 2036 09:00 UTC +9y +no +$/m);
	expect(table).toContain('super-admin.conf');
	expect(await must(machines, 'm2', 'kubeadm certs check-expiration')).toContain('!MISSING! super-admin.conf');

	machines.world.now += 366 * 86_400_000;

	expect(await must(machines, 'm1', 'kubeadm certs check-expiration')).toMatch(
		/^apiserver +Nov 23, 2027 \S+ UTC +<invalid>/m,
	);
});

test('Without a kubeconfig it asks nobody, and goes by the files', async () => {
	const machines = await cluster(1, 0);
	const table = await must(machines, 'm1', 'kubeadm certs check-expiration --kubeconfig /dev/null');

	expect(table).toMatch(/^CERTIFICATE +EXPIRES/);
	expect(table).toMatch(/^apiserver +Nov 23, 2027/m);
});

test('1.20 left the authority of kubeconfig files out', async () => {
	expect(await must(await cluster(1, 0, oldest), 'm1', 'kubeadm certs check-expiration')).toMatch(
		/^admin\.conf +\S+ \d+, \d+ \S+ UTC +364d +no +$/m,
	);
});

test('A key for the certificates can be made beforehand', async () => {
	const machines = await cluster(1, 0);

	expect(await must(machines, 'm1', 'kubeadm certs certificate-key')).toMatch(/^[\da-f]{64}\n$/);
	expect((await machines.run('m1', 'kubeadm certs renew')).exit).toBe(1);
});
