import {expect, test} from 'vitest';
import {defaultSocketOf, detectSocket, planOf} from '../../../../source/transport/lab/kubeadm/config.ts';
import {output, Stop} from '../../../../source/transport/lab/kubeadm/output.ts';
import {oldest, prepared} from '../../../helpers/machines.ts';

const machines = prepared(1, 0);
const plan = (flags: Record<string, string>, text?: string) => {
	if (text !== undefined) machines.filesOf('m1').write('/root/c.yaml', text);
	return planOf(
		machines.shell('m1'),
		output(36),
		new Map(Object.entries(text === undefined ? flags : {...flags, config: '/root/c.yaml'})),
	);
};

test('Flags and files say the same', () => {
	const file = `apiVersion: kubeadm.k8s.io/v1beta4
kind: InitConfiguration
localAPIEndpoint: {advertiseAddress: 10.77.0.11}
nodeRegistration: {kubeletExtraArgs: [{name: v, value: "4"}]}
---
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
kubernetesVersion: v1.36.4
controlPlaneEndpoint: 10.77.0.100:9443
imageRepository: mirror.example/k8s
apiServer: {extraArgs: [{name: profiling, value: "false"}], certSANs: [api.example]}
networking: {podSubnet: 10.244.0.0/16}
---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
maxPods: 50
`;

	expect(plan({}, file)).toMatchObject({
		version: 'v1.36.4',
		endpoint: '10.77.0.100:9443',
		repository: 'mirror.example/k8s',
		podSubnet: '10.244.0.0/16',
		kubelet: {maxPods: 50},
		extraArgs: {apiServer: [['profiling', 'false']]},
		names: ['api.example'],
		kubeletExtraArgs: [['v', '4']],
	});
	expect(plan({'control-plane-endpoint': 'api.example', 'pod-network-cidr': '10.0.0.0/16'})).toMatchObject({
		endpoint: 'api.example:6443',
		podSubnet: '10.0.0.0/16',
		address: '10.77.0.11',
		node: 'm1',
		tokenTtl: 86_400_000,
	});
});

test.each([
	[
		{'control-plane-endpoint': '10.77.0.100:9443:1'},
		"hostport 10.77.0.100:9443:1: host '10.77.0.100:9443:1' must be a valid IP address or a valid RFC-1123 DNS subdomain",
	],
	[{'control-plane-endpoint': 'a:99999'}, 'must be a valid number between 1 and 65535'],
	[{'pod-network-cidr': '10.244.0.0/33'}, "couldn't parse subnet"],
	[{'kubernetes-version': '1.34.1'}, 'only supports deploying clusters with the control plane version >= 1.35.0'],
	[{'kubernetes-version': 'newest'}, "couldn't parse Kubernetes version"],
	[
		{config: '/root/c.yaml', 'pod-network-cidr': '10.0.0.0/16'},
		"can not mix '--config' with arguments [pod-network-cidr]",
	],
])('%j is refused', (flags, message) => {
	expect(() => plan(flags as Record<string, string>)).toThrow(Stop);
	expect(() => plan(flags as Record<string, string>)).toThrow(message);
});

test('A file about something else is no configuration', () => {
	expect(() => plan({}, 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n')).toThrow(
		'no InitConfiguration or ClusterConfiguration kind was found in the YAML file',
	);
});

test('Before 1.24 Docker is the default, and containerd is found when it is alone', () => {
	expect(defaultSocketOf(20)).toBe('/var/run/dockershim.sock');
	expect(detectSocket(prepared(1, 0, oldest).shell('m1'), 20)).toBe('/run/containerd/containerd.sock');
	expect(detectSocket(machines.shell('m1'), 36)).toBe('unix:///var/run/containerd/containerd.sock');
});
