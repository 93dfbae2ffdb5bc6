import {expect, test} from 'vitest';
import {kubernetesPackages, packageSources} from '../../../../source/transport/lab/packages/kubernetes-packages.ts';
import {dependsOf} from '../../../../source/transport/lab/packages/resolve.ts';

const needs = (name: string, version: string) => dependsOf({...kubernetesPackages[name]!, name}, version);

test('From 1.32 on kubeadm no longer brings crictl', () => {
	expect(needs('kubeadm', '1.31.14-1.1')).toEqual(['cri-tools']);
	expect(needs('kubeadm', '1.36.4-1.1')).toEqual([]);
	expect(needs('kubeadm', '1.20.2-00')).toContain('cri-tools');
	expect(needs('kubelet', '1.36.4-1.1')).not.toContain('socat');
});

const files = (version: string) => Object.keys(kubernetesPackages['kubernetes-cni']!.files!(version));

test('flannel’s plugin left the plugins package with 1.0', () => {
	expect(files('0.8.7-00')).toContain('/opt/cni/bin/flannel');
	expect(files('1.9.0-1.1')).not.toContain('/opt/cni/bin/flannel');
	expect(files('1.9.0-1.1')).toContain('/opt/cni/bin/bridge');
});

test('Docker’s containerd comes with the CRI plugin switched off', () => {
	expect(kubernetesPackages['containerd.io']!.files!('2.3.2')['/etc/containerd/config.toml']).toContain(
		'disabled_plugins = ["cri"]',
	);
});

test('Only the old kubelet package starts the kubelet by itself', () => {
	const {startedWhen} = kubernetesPackages['kubelet']!;

	expect(startedWhen!('1.20.2-00')).toBe(true);
	expect(startedWhen!('1.36.4-1.1')).toBe(false);
	expect(Object.keys(packageSources).length).toBeGreaterThan(8);
});
