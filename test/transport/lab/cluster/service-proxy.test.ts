import {expect, test} from 'vitest';
import {ciliumObjects} from '../../../../source/transport/lab/cilium-objects.ts';
import {put, remove} from '../../../../source/transport/lab/cluster/objects.ts';
import {proxied, proxyHealthAddress} from '../../../../source/transport/lab/cluster/service-proxy.ts';
import {cluster} from '../../../helpers/machines.ts';

const values = {
	ipam: {mode: 'kubernetes'},
	kubeProxyReplacement: 'true',
	kubeProxyReplacementHealthzBindAddr: '0.0.0.0:10256',
	operator: {replicas: 1},
};
const atNode = {...values, k8sServiceHost: '10.77.0.11', k8sServicePort: 6443};

const without = async (given: Readonly<Record<string, unknown>>) => {
	const machines = await cluster(1, 0);
	expect(proxied(machines.world, machines.machine('m1'))).toBe(true);
	remove(machines.world, 'DaemonSet', 'kube-proxy', 'kube-system');
	machines.wait(30);
	expect(proxied(machines.world, machines.machine('m1'))).toBe(false);
	for (const object of ciliumObjects('1.20.0', given)!) put(machines.world, object);
	machines.wait(90);
	return machines;
};

test('Without kube-proxy Cilium leads to Services once it knows where the API is', async () => {
	const {world, machine} = await without(atNode);
	expect(proxied(world, machine('m1'))).toBe(true);
	expect(proxyHealthAddress(world)).toBe('0.0.0.0:10256');
});

test('Without kube-proxy and without the API’s address Cilium asks for a Service that nobody leads to', async () => {
	const {world, machine} = await without(values);
	expect(proxied(world, machine('m1'))).toBe(false);
	expect(
		machine('m1')
			.containers.flatMap(({log}) => log.map(({text}) => text))
			.join('\n'),
	).toContain(
		'Unable to contact k8s api-server: Get \\"https://10.96.0.1:443/api/v1/namespaces/kube-system\\": dial tcp 10.96.0.1:443: i/o timeout',
	);
});
