import {expect, test} from 'vitest';
import {cluster} from '../../../helpers/lab-hosts.ts';

test('a node shows its conditions, its sizes and its pods', async () => {
	const {must} = await cluster();
	const text = await must('m1', 'kubectl describe node w1');
	expect(text).toMatch(/^Name: {15}w1\nRoles: {14}<none>\n/);
	expect(text).toMatch(/^Taints: +<none>$/m);
	expect(text).toMatch(
		/^ {2}Ready +True +\w{3}, \d\d \w{3} 2026 \d\d:\d\d:\d\d \+0000 .*KubeletReady +kubelet is posting ready status$/m,
	);
	expect(text).toMatch(/^ {2}InternalIP: {2}10\.77\.0\.21$/m);
	expect(text).toMatch(/^ {2}Container Runtime Version: {2}containerd:\/\/2\./m);
	expect(text).toMatch(/^PodCIDR: +10\.244\.1\.0\/24$/m);
	expect(text).toMatch(/^Non-terminated Pods: +\(\d+ in total\)$/m);
	expect(text).toMatch(/^ {2}kube-flannel +kube-flannel-ds-\w+ +100m \(5%\) +0 \(0%\) +50Mi \(1%\)/m);
});

test('a node whose kubelet has gone silent says so', async () => {
	const {lab, must} = await cluster();
	lab.powerOff('w1');
	await must('m1', 'sleep 60');
	const text = await must('m1', 'kubectl describe node w1');
	expect(text).toMatch(/Ready +Unknown .*NodeStatusUnknown +Kubelet stopped posting node status\./);
	expect(text).toMatch(
		/^Taints: +node\.kubernetes\.io\/unreachable:NoExecute\n +node\.kubernetes\.io\/unreachable:NoSchedule$/m,
	);
});
