import {expect, test} from 'vitest';
import {pki, shared} from '../../../../source/transport/lab/cluster/pki.ts';
import {cluster, endpoint, must, oldest, type Join, type Machines} from '../../../helpers/machines.ts';

const line = ({token, hash}: Join, more: string): string =>
	`kubeadm join ${endpoint} --token ${token} --discovery-token-ca-cert-hash ${hash} --control-plane${more}`;

const candidate = async (): Promise<Machines & {readonly join: Join}> => {
	const machines = await cluster(2, 0);
	await must(machines, 'm2', 'kubeadm reset -f');
	return machines;
};

test.each([
	['a'.repeat(64), 'error decoding secret data with provided key: cipher: message authentication failed'],
	['abc', 'error decoding certificate key: encoding/hex: odd length hex string'],
])('The certificate key %s does not open the uploaded certificates', async (key, words) => {
	const machines = await candidate();

	expect(await machines.run('m2', line(machines.join, ` --certificate-key ${key}`))).toMatchObject({
		exit: 1,
		stderr: expect.stringContaining(
			`error execution phase control-plane-prepare/download-certs: error downloading certs: ${words}`,
		),
	});
});

test('After two hours the certificates are gone, and kubeadm says how to bring them back', async () => {
	const machines = await candidate();
	machines.wait(7300);

	expect((await machines.run('m2', line(machines.join, ` --certificate-key ${machines.join.key}`))).stderr).toContain(
		'Secret "kubeadm-certs" was not found in the "kube-system" Namespace. This Secret might have expired. Please, run `kubeadm init phase upload-certs --upload-certs` on a control plane to generate a new one',
	);

	const stdout = await must(machines, 'm1', 'kubeadm init phase upload-certs --upload-certs');

	await must(machines, 'm2', line(machines.join, ` --certificate-key ${stdout.trim().split('\n').at(-1)!}`));
});

test('Without a key the certificates have to be there already, copied by hand', async () => {
	const machines = await candidate();

	expect((await machines.run('m2', line(machines.join, ''))).stderr).toContain(
		"One or more conditions for hosting a new control plane instance is not satisfied.\n\nfailure loading certificate for CA: couldn't load the certificate file /etc/kubernetes/pki/ca.crt: open /etc/kubernetes/pki/ca.crt: no such file or directory",
	);

	for (const file of shared)
		machines.filesOf('m2').write(`${pki}/${file}`, machines.filesOf('m1').read(`${pki}/${file}`)!);

	expect(await must(machines, 'm2', line(machines.join, ''))).toContain(
		'This node has joined the cluster and a new control plane instance was created',
	);
});

test('A cluster without a shared endpoint takes no second control plane', async () => {
	const machines = await candidate();
	const map = machines.world.cluster!.objects.find(object => object.metadata.name === 'kubeadm-config')!;
	map.data!['ClusterConfiguration'] = map.data!['ClusterConfiguration']!.replace(/controlPlaneEndpoint:.*\n/, '');

	expect((await machines.run('m2', line(machines.join, ' --certificate-key a'))).stderr).toContain(
		"doesn't have a stable controlPlaneEndpoint address",
	);
});

test('1.20 keeps every API server’s address in one more document', async () => {
	const {world} = await cluster(2, 0, oldest);
	const map = world.cluster!.objects.find(object => object.metadata.name === 'kubeadm-config')!;

	expect(map.data!['ClusterStatus']).toContain('m2:\n    advertiseAddress: 10.77.0.12');
});
