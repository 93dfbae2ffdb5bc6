// Causes in the control plane, in etcd and in certificates of the first lab, made by commands.
import type {Fault} from './fault.ts';

const pki = '/etc/kubernetes/pki';
const manifests = '/etc/kubernetes/manifests';

export const clusterFaults: readonly Fault[] = [
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
	{
		finding: 'api-server-flag-wrong',
		host: 'm3',
		break: `sed -i 's/--etcd-servers=/--etcd-server=/' ${manifests}/kube-apiserver.yaml`,
		wait: 120,
	},
	{
		finding: 'api-server-flag-wrong',
		host: 'm2',
		break: `sed -i 's/- --secure-port=6443/- --insecure-port=0\\n    - --secure-port=6443/' ${manifests}/kube-apiserver.yaml`,
		wait: 120,
	},
	{finding: 'manifest-missing', host: 'm1', break: `mv ${manifests}/kube-controller-manager.yaml /tmp/`, wait: 120},
	{
		finding: 'certificate-lacks-name',
		host: 'm1',
		break: `rm ${pki}/apiserver.crt ${pki}/apiserver.key; kubeadm init phase certs apiserver`,
		over: 700,
		leaves: [`m1 ${pki}/apiserver.crt`, `m1 ${pki}/apiserver.key`],
	},
	{
		finding: 'certificates-expired',
		host: 'm2',
		break: `
			kubectl -n kube-system get configmap kubeadm-config -o jsonpath='{.data.ClusterConfiguration}' | sed 's/8760h0m0s/1m0s/' > /tmp/short.yaml
			rm ${pki}/apiserver.crt ${pki}/apiserver.key
			kubeadm init phase certs apiserver --config /tmp/short.yaml
		`,
		wait: 180,
		over: 700,
		leaves: [
			`m2 ${pki}/`,
			...['admin', 'super-admin', 'controller-manager', 'scheduler'].map(
				name => `m2 /etc/kubernetes/${name}.conf`,
			),
			'm2 /root/.kube/config',
			'm2 /root/kubernetes-before-renewal.tar.gz',
		],
	},
	{
		finding: 'kubelet-certificate-expired',
		host: 'm2',
		break: 'rm /etc/kubernetes/kubelet.conf; systemctl restart kubelet',
		leaves: ['m2 /etc/kubernetes/kubelet.conf', 'm2 /var/lib/kubelet/pki/'],
	},
	{
		finding: 'certificate-key-differs',
		host: 'm2',
		break: `openssl genrsa -out ${pki}/apiserver.key 2048; crictl stop "$(crictl ps --name kube-apiserver -q)"`,
		wait: 120,
		over: 700,
		leaves: [`m2 ${pki}/apiserver.crt`, `m2 ${pki}/apiserver.key`],
	},
	{
		finding: 'certificate-key-differs',
		host: 'm3',
		break: `openssl genrsa -out ${pki}/etcd/server.key 2048; crictl stop "$(crictl ps --name etcd -q)"`,
		wait: 120,
		over: 700,
		leaves: [`m3 ${pki}/etcd/server.crt`, `m3 ${pki}/etcd/server.key`],
	},
	{
		finding: 'certificate-key-differs',
		host: 'm1',
		break: `openssl genrsa -out ${pki}/apiserver-etcd-client.key 2048`,
		over: 700,
		leaves: [`m1 ${pki}/apiserver-etcd-client.crt`, `m1 ${pki}/apiserver-etcd-client.key`],
	},
	{
		finding: 'kubelet-key-differs',
		host: 'm3',
		break: `
			cd /var/lib/kubelet/pki
			openssl x509 -in kubelet-client-current.pem > /root/half.pem
			openssl genrsa 2048 >> /root/half.pem
			cp /root/half.pem kubelet-client-current.pem
			systemctl restart kubelet
		`,
		leaves: [
			'm3 /root/half.pem',
			'm3 /root/kubelet.conf.expired',
			'm3 /etc/kubernetes/kubelet.conf',
			'm3 /var/lib/kubelet/pki/',
		],
	},
];
