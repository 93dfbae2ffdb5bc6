import {beforeAll, expect, test} from 'vitest';
import {cluster, type Hosts} from '../../../helpers/lab-hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
	hosts = await cluster();
});

test('a running pod shows where, what, since when, and what it mounts', async () => {
	const text = await hosts.must('m1', 'kubectl -n kube-system describe pod -l k8s-app=kube-dns');
	expect(text).toMatch(/^Priority Class Name: {2}system-cluster-critical$/m);
	expect(text).toMatch(/^Controlled By: {2}ReplicaSet\/coredns-\w+$/m);
	expect(text).toMatch(/^ {4}State: +Running\n {6}Started: +\w{3}, \d\d \w{3} 2026/m);
	expect(text).toMatch(
		/^ {4}Liveness: +http-get http:\/\/:8080\/health delay=60s timeout=5s period=10s #success=1 #failure=5$/m,
	);
	expect(text).toMatch(/^ {6}\/etc\/coredns from config-volume \(ro\)$/m);
	expect(text).toMatch(/^QoS Class: +Burstable$/m);
	expect(text).toContain('Successfully assigned kube-system/coredns-');
});

test('a pod that cannot start says why, in its state and its events', async () => {
	await hosts.must('m1', 'kubectl run bad --image=registry.k8s.io/nothing:1; sleep 20');
	const text = await hosts.must('m1', 'kubectl describe pod bad');
	expect(text).toMatch(/State: +Waiting\n {6}Reason: +(ImagePullBackOff|ErrImagePull)/);
	expect(text).toMatch(/Warning {2}Failed .* kubelet +Failed to pull image "registry\.k8s\.io\/nothing:1"/);
	expect(text).toMatch(/^ {2}Ready +False $/m);
});
