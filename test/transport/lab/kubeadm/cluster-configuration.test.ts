import {expect, test} from 'vitest';
import {get} from '../../../../source/transport/lab/cluster/objects.ts';
import {clusterConfiguration} from '../../../../source/transport/lab/kubeadm/cluster-configuration.ts';
import {cluster, oldest} from '../../../helpers/machines.ts';

test('1.20 kept its configuration as the transcript shows it', async () => {
	const {world} = await cluster(1, 0, oldest);

	expect(get(world, 'ConfigMap', 'kubeadm-config', 'kube-system')!.data!['ClusterConfiguration']).toBe(`apiServer:
  extraArgs:
    authorization-mode: Node,RBAC
  timeoutForControlPlane: 4m0s
apiVersion: kubeadm.k8s.io/v1beta2
certificatesDir: /etc/kubernetes/pki
clusterName: kubernetes
controlPlaneEndpoint: 10.77.0.100:9443
controllerManager: {}
dns:
  type: CoreDNS
etcd:
  local:
    dataDir: /var/lib/etcd
imageRepository: k8s.gcr.io
kind: ClusterConfiguration
kubernetesVersion: v1.20.2
networking:
  dnsDomain: cluster.local
  podSubnet: 10.244.0.0/16
  serviceSubnet: 10.96.0.0/12
scheduler: {}
`);
});

test('Arguments are a list since v1beta4', () => {
	const plan = {
		minor: 36,
		version: 'v1.36.4',
		podSubnet: '',
		serviceSubnet: '',
		dnsDomain: '',
		clusterName: 'a',
		names: ['127.0.0.1'],
		dns: {tag: 'v1'},
		extraArgs: {apiServer: [['v', '4']], controllerManager: [], scheduler: [], etcd: []},
	};

	expect(clusterConfiguration(plan as never)).toMatchObject({
		apiServer: {certSANs: ['127.0.0.1'], extraArgs: [{name: 'v', value: '4'}]},
		dns: {imageTag: 'v1'},
		imageRepository: 'registry.k8s.io',
	});
});
