import {expect, test} from 'vitest';
import {clusterPlan, requestOf} from '../../../../source/transport/lab/kubeadm/join-request.ts';
import {output} from '../../../../source/transport/lab/kubeadm/output.ts';
import {cluster} from '../../../helpers/machines.ts';

test('Flags become a request, and the cluster’s own configuration the plan', async () => {
	const machines = await cluster(1, 1);
	const request = requestOf(
		['a:6443', '--token', 'x', '--control-plane', '--node-name=W-9', '--ignore-preflight-errors=Swap,Mem'],
		machines.shell('w1'),
		output(36),
	);

	expect(request).toMatchObject({
		controlPlane: true,
		node: 'w-9',
		ignore: ['swap', 'mem'],
		address: '10.77.0.21',
		discovery: {endpoint: 'a:6443', token: 'x', tlsToken: 'x', hashes: []},
	});
	expect(clusterPlan(machines.world, request)).toMatchObject({
		version: 'v1.36.4',
		endpoint: '10.77.0.100:9443',
		podSubnet: '10.244.0.0/16',
		node: 'w-9',
	});
});

test('Flags nobody knows and files about something else are refused', async () => {
	const machines = await cluster(1, 1);
	machines.filesOf('w1').write('/root/j.yaml', 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: InitConfiguration\n');

	expect(() => requestOf(['--tokn=a'], machines.shell('w1'), output(36))).toThrow('unknown flag: --tokn');
	expect(() => requestOf(['--config', '/root/j.yaml'], machines.shell('w1'), output(36))).toThrow(
		'no JoinConfiguration found',
	);
});
