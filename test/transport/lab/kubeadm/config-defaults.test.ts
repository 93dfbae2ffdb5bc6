import {expect, test} from 'vitest';
import {readYaml} from '../../../../source/transport/lab/yaml.ts';
import {must, oldest, prepared} from '../../../helpers/machines.ts';

test('The defaults are those of the release', async () => {
	const [init, cluster, kubelet, proxy] = readYaml(
		await must(
			prepared(1, 0),
			'm1',
			'kubeadm config print init-defaults --component-configs KubeletConfiguration,KubeProxyConfiguration',
		),
	) as Record<string, unknown>[];

	expect(init).toMatchObject({
		apiVersion: 'kubeadm.k8s.io/v1beta4',
		kind: 'InitConfiguration',
		timeouts: {discovery: '5m0s'},
		nodeRegistration: {criSocket: 'unix:///var/run/containerd/containerd.sock'},
	});
	expect(cluster).toMatchObject({
		kind: 'ClusterConfiguration',
		imageRepository: 'registry.k8s.io',
		kubernetesVersion: '1.36.0',
		encryptionAlgorithm: 'RSA-2048',
	});
	expect(kubelet).toMatchObject({kind: 'KubeletConfiguration', cgroupDriver: 'systemd'});
	expect(proxy).toMatchObject({kind: 'KubeProxyConfiguration'});
});

test('1.20 printed exactly this', async () => {
	expect(await must(prepared(1, 0, oldest), 'm1', 'kubeadm config print init-defaults'))
		.toBe(`apiVersion: kubeadm.k8s.io/v1beta2
bootstrapTokens:
- groups:
  - system:bootstrappers:kubeadm:default-node-token
  token: abcdef.0123456789abcdef
  ttl: 24h0m0s
  usages:
  - signing
  - authentication
kind: InitConfiguration
localAPIEndpoint:
  advertiseAddress: 1.2.3.4
  bindPort: 6443
nodeRegistration:
  criSocket: /var/run/dockershim.sock
  name: m1
  taints:
  - effect: NoSchedule
    key: node-role.kubernetes.io/master
---
apiServer:
  timeoutForControlPlane: 4m0s
apiVersion: kubeadm.k8s.io/v1beta2
certificatesDir: /etc/kubernetes/pki
clusterName: kubernetes
controllerManager: {}
dns:
  type: CoreDNS
etcd:
  local:
    dataDir: /var/lib/etcd
imageRepository: k8s.gcr.io
kind: ClusterConfiguration
kubernetesVersion: v1.20.0
networking:
  dnsDomain: cluster.local
  serviceSubnet: 10.96.0.0/12
scheduler: {}
`);
});

test('Joins and resets have defaults as well', async () => {
	expect(await must(prepared(1, 0), 'm1', 'kubeadm config print join-defaults')).toContain(
		'unsafeSkipCAVerification: true',
	);
	expect(await must(prepared(1, 0), 'm1', 'kubeadm config print reset-defaults')).toContain(
		'kind: ResetConfiguration',
	);
	expect((await prepared(1, 0).run('m1', 'kubeadm config print')).exit).toBe(1);
});
