import {describe, expect, it} from 'vitest';
import {endpointOf, kubeadmConfig} from '../../steps/kubeadm-config.ts';
import type {Minor, Plan} from '../../steps/plan.ts';
import {evilName, evilPlan, externalPlan, givenFor, labPlan, mirroredPlan, singlePlan} from '../helpers/plans.ts';

const withVersion = (version: Minor): Plan => ({...labPlan, kubernetes: {...labPlan.kubernetes, version}});

describe('the configuration for kubeadm', () => {
	it('is v1beta2 for 1.20, with the plan’s patch, registry and the old form of the socket', () => {
		expect(kubeadmConfig(givenFor(mirroredPlan, 'm1'))).toBe(`apiVersion: kubeadm.k8s.io/v1beta2
kind: InitConfiguration
localAPIEndpoint:
  advertiseAddress: 10.77.0.11
  bindPort: 6443
nodeRegistration:
  criSocket: /run/containerd/containerd.sock
  kubeletExtraArgs:
    node-ip: 10.77.0.11
  name: m1
---
apiServer:
  certSANs:
  - 10.77.0.100
  - localhost
  - 127.0.0.1
apiVersion: kubeadm.k8s.io/v1beta2
controlPlaneEndpoint: 10.77.0.100:9443
imageRepository: registry.example/google_containers
kind: ClusterConfiguration
kubernetesVersion: v1.20.2
networking:
  podSubnet: 10.244.0.0/16
  serviceSubnet: 10.96.0.0/12
---
apiVersion: kubelet.config.k8s.io/v1beta1
cgroupDriver: systemd
kind: KubeletConfiguration
---
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: iptables
`);
	});

	it.each(['1.31', '1.32', '1.33', '1.34', '1.35', '1.36', '1.37'] as const)('is v1beta4 for %s', version => {
		const text = kubeadmConfig(givenFor(withVersion(version), 'm1'));
		expect(text.match(/kubeadm\.k8s\.io\/\w+/g)).toEqual(['kubeadm.k8s.io/v1beta4', 'kubeadm.k8s.io/v1beta4']);
		expect(text).toContain('criSocket: unix:///run/containerd/containerd.sock');
		expect(text).toContain('timeouts:\n  kubernetesAPICall: "3m0s"');
	});

	it('always says the mode of kube-proxy', () => {
		expect(kubeadmConfig(givenFor(externalPlan, 'm1'))).toContain('kind: KubeProxyConfiguration\nmode: nftables\n');
	});

	it('leaves to the host what only the host knows', () => {
		const named = {...labPlan, hosts: [{name: 'm1', address: 'm1.example.com', role: 'control-plane' as const}]};
		const text = kubeadmConfig(givenFor(named, 'm1'));
		expect(text).toContain('advertiseAddress: "@ADDRESS@"');
		expect(text).toContain('kubernetesVersion: "@VERSION@"');
	});

	it('keeps a name with quotes in it one value', () => {
		expect(kubeadmConfig(givenFor(evilPlan, evilName))).toContain(`  name: ${JSON.stringify(evilName)}\n`);
	});
});

it('names the endpoint of every kind, with brackets around IPv6', () => {
	expect(endpointOf(labPlan)).toBe('10.77.0.100:9443');
	expect(endpointOf(externalPlan)).toBe('api.example.com:6443');
	expect(endpointOf(singlePlan)).toBe('10.77.0.11:6443');
	expect(endpointOf({...labPlan, endpoint: {kind: 'external', address: 'fd00::1', port: 6443}})).toBe(
		'[fd00::1]:6443',
	);
});
