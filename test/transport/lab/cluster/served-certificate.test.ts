import {expect, test} from 'vitest';
import {certificateRefused} from '../../../../source/transport/lab/cluster/served-certificate.ts';
import {pki} from '../../../../source/transport/lab/cluster/pki.ts';
import {connected, must} from '../../../helpers/machines.ts';

test('A certificate is refused before its time, after it, and under a name that it does not have', async () => {
	const machines = await connected(1, 0);
	const {world, machine, filesOf, wait} = machines;
	const asked = (host: string) => certificateRefused(world, filesOf, machine('m1'), machine('m1'), host);

	expect(asked('10.77.0.11')).toBeUndefined();
	expect(asked('10.77.0.199')).toMatch(
		/^tls: failed to verify certificate: x509: certificate is valid for .*, not 10\.77\.0\.199$/,
	);

	machine('m1').clockOffset = -86_400_000;
	expect(asked('10.77.0.11')).toMatch(/is not yet valid: current time \S+Z is before \S+Z$/);
	machine('m1').clockOffset = 0;

	filesOf('m1').write(
		'/root/short.yaml',
		'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\ncertificateValidityPeriod: 1m\n',
	);
	filesOf('m1').remove(`${pki}/apiserver.crt`);
	filesOf('m1').remove(`${pki}/apiserver.key`);
	await must(machines, 'm1', 'kubeadm init phase certs apiserver --config /root/short.yaml');
	expect(asked('10.77.0.11')).toBeUndefined();
	wait(90);
	expect(asked('10.77.0.11')).toMatch(/has expired or is not yet valid: current time \S+Z is after \S+Z$/);

	await must(machines, 'm1', 'kubeadm certs renew apiserver');
	expect(asked('10.77.0.11')).toBeUndefined();
});
