// Causes in the control plane, in etcd and in certificates of the first lab, made by commands.
import type {Fault} from './fault.ts';

const manifests = '/etc/kubernetes/manifests';

export const clusterFaults: readonly Fault[] = [
	{finding: 'node-cordoned', host: 'm1', break: 'kubectl cordon w1'},
	{finding: 'manifest-missing', host: 'm2', break: `mv ${manifests}/kube-apiserver.yaml /root/`},
	{finding: 'manifest-missing', host: 'm3', break: `rm ${manifests}/kube-scheduler.yaml`, wait: 120},
	{finding: 'manifest-missing', host: 'm3', break: `mv ${manifests}/etcd.yaml /tmp/`, wait: 120},
	{
		finding: 'manifest-broken',
		host: 'm2',
		break: `sed -i 's/^  containers:/   containers:/' ${manifests}/kube-apiserver.yaml`,
	},
	{
		finding: 'manifest-copied',
		host: 'm2',
		break: `cp ${manifests}/kube-scheduler.yaml ${manifests}/kube-scheduler.yaml.bak`,
		leaves: ['m2 /root/manifests.aside/'],
	},
	{finding: 'kube-proxy-down', host: 'm1', break: 'kubectl -n kube-system delete daemonset kube-proxy'},
	{
		finding: 'api-server-flag-wrong',
		host: 'm3',
		break: `sed -i 's/--etcd-servers=/--etcd-server=/' ${manifests}/kube-apiserver.yaml`,
		wait: 120,
	},
];
