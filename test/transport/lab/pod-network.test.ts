import {expect, test} from 'vitest';
import {backends, bridgeSeesServices, podAt, podPath, serviceAt} from '../../../source/transport/lab/pod-network.ts';
import {cluster} from '../../helpers/lab-hosts.ts';

test('a Service is found by its address and port, where kube-proxy runs', async () => {
	const {lab} = await cluster();
	const {m1} = lab.world.machines;
	expect(serviceAt(lab.world, m1!, '10.96.0.10', 53, 'udp')?.service.metadata.name).toBe('kube-dns');
	expect(serviceAt(lab.world, m1!, '10.96.0.10', 54, 'udp')).toBeUndefined();
});

test('its backends are the ready endpoints', async () => {
	const {lab, must} = await cluster();
	const found = serviceAt(lab.world, lab.world.machines['m1']!, '10.96.0.10', 9153, 'tcp')!;
	expect(backends(lab.world, found.service, found.port)).toHaveLength(2);
	await must('m1', 'kubectl -n kube-system scale deployment coredns --replicas=1; sleep 5');
	expect(backends(lab.world, found.service, found.port)).toHaveLength(1);
});

test('a node that does not forward lets nothing from elsewhere into its pods', async () => {
	const {lab, must} = await cluster();
	const address = await must(
		'm1',
		'kubectl -n kube-system get pods -l k8s-app=kube-dns -o jsonpath=\'{.items[?(@.spec.nodeName=="w1")].status.podIP}\'',
	);
	const pod = podAt(lab.world, address)!;
	const {m1} = lab.world.machines;
	const path = () => podPath(lab.world, lab.filesOf, m1!, pod, 8080, {protocol: 'tcp', pod: undefined}).outcome;
	expect(path()).toBe('pod');
	await must('w1', 'sysctl -qw net.ipv4.ip_forward=0');
	expect(path()).toBe('timeout');
});

test('the bridge shows its packets to iptables only when it is told to', async () => {
	const {lab, must} = await cluster();
	expect(bridgeSeesServices(lab.world.machines['w1']!)).toBe(true);
	await must('w1', 'sysctl -qw net.bridge.bridge-nf-call-iptables=0');
	expect(bridgeSeesServices(lab.world.machines['w1']!)).toBe(false);
});
