import {X509Certificate} from 'node:crypto';
import {expect, test} from 'vitest';
import {apiNames} from '../../../../source/transport/lab/kubeadm/certificate-files.ts';
import {cluster, initLine, must, prepared} from '../../../helpers/machines.ts';

test('The API server’s certificate is good for every name it is asked by', async () => {
	const {filesOf} = await cluster(1, 0);
	const certificate = new X509Certificate(filesOf('m1').read('/etc/kubernetes/pki/apiserver.crt')!);

	expect(['10.96.0.1', '10.77.0.11', '10.77.0.100'].map(ip => certificate.checkIP(ip))).toEqual([
		'10.96.0.1',
		'10.77.0.11',
		'10.77.0.100',
	]);
	expect(certificate.checkHost('kubernetes.default.svc')).toBe('kubernetes.default.svc');
	expect(
		apiNames({
			serviceSubnet: '10.96.0.0/12',
			address: '10.0.0.1',
			endpoint: 'api.example:6443',
			names: ['10.0.0.9', 'b.example'],
			node: 'm1',
			dnsDomain: 'cluster.local',
		} as never),
	).toEqual({
		dns: [
			'kubernetes',
			'kubernetes.default',
			'kubernetes.default.svc',
			'kubernetes.default.svc.cluster.local',
			'm1',
			'api.example',
			'b.example',
		],
		ips: ['10.96.0.1', '10.0.0.1', '10.0.0.9'],
	});
});

test('An authority that is there already is used', async () => {
	const machines = prepared(1, 0);
	const other = await cluster(1, 0);
	for (const file of ['ca.crt', 'ca.key', 'sa.key', 'sa.pub'])
		machines
			.filesOf('m1')
			.write(`/etc/kubernetes/pki/${file}`, other.filesOf('m1').read(`/etc/kubernetes/pki/${file}`)!);
	const stdout = await must(machines, 'm1', initLine);

	expect(stdout).toContain('[certs] Using existing ca certificate authority');
	expect(stdout).toContain('[certs] Using the existing "sa" key');
	expect(stdout).toContain(other.join.hash);
});
