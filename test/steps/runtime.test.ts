import {expect, test} from 'vitest';
import type {Minor, Plan} from '../../steps/plan.ts';
import {criSocketOf, runtimeKindOf, runtimeOf} from '../../steps/runtime.ts';
import {labPlan} from '../helpers/plans.ts';

const plan = (runtime: Plan['runtime'], version: Minor): Plan => ({
	...labPlan,
	runtime,
	kubernetes: {...labPlan.kubernetes, version},
});

test('Docker is reached through the kubelet until 1.23, and through cri-dockerd after', () => {
	expect(runtimeKindOf(plan('docker', '1.23'))).toBe('dockershim');
	expect(runtimeKindOf(plan('docker', '1.24'))).toBe('cri-dockerd');
	expect(runtimeKindOf(plan('containerd', '1.20'))).toBe('containerd');
});

test('kubeadm is told the socket as its release writes it', () => {
	expect(criSocketOf(plan('containerd', '1.20'))).toBe('/run/containerd/containerd.sock');
	expect(criSocketOf(plan('containerd', '1.36'))).toBe('unix:///run/containerd/containerd.sock');
	expect(criSocketOf(plan('docker', '1.20'))).toBe('/var/run/dockershim.sock');
	expect(criSocketOf(plan('docker', '1.36'))).toBe('unix:///var/run/cri-dockerd.sock');
});

test('Before the kubelet runs, only docker itself can be asked about images', () => {
	expect(runtimeOf(plan('docker', '1.20')).images.bash).toContain('docker images');
	expect(runtimeOf(plan('docker', '1.36')).images.bash).toContain('crictl images');
});
