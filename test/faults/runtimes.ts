// Causes in the container runtime and in the kubelet, made by commands on hosts of the first lab.
import type {Fault} from './fault.ts';

const config = '/etc/containerd/config.toml';
const again = 'systemctl restart containerd || true; systemctl restart kubelet || true';
const settings = '/var/lib/kubelet/config.yaml';

export const runtimeFaults: readonly Fault[] = [
	{finding: 'runtime-stopped', host: 'w2', of: 'containerd', break: 'systemctl disable --now containerd'},
	{
		finding: 'containerd-config-broken',
		host: 'w1',
		of: 'containerd',
		break: `echo '[plugins' >> ${config}; ${again}`,
	},
	{
		finding: 'containerd-config-broken',
		host: 'w2',
		of: 'containerd',
		break: `sed -i 's/^version = .*/version = 9/' ${config}; ${again}`,
	},
	{
		finding: 'cri-plugin-disabled',
		host: 'w1',
		of: 'containerd',
		break: `sed -i 's/^version = \\(.*\\)/version = \\1\\ndisabled_plugins = ["io.containerd.grpc.v1.cri"]/' ${config}; ${again}`,
	},
	{finding: 'kubelet-stopped', host: 'w2', break: 'systemctl mask --now kubelet'},
	{
		finding: 'kubelet-configuration-missing',
		host: 'w1',
		break: `rm ${settings}; systemctl restart kubelet`,
		leaves: ['w1 /etc/kubernetes/tmp/'],
	},
	{
		finding: 'pause-image-unreachable',
		host: 'w1',
		of: 'containerd',
		break: `sed -i 's#pause:3[.0-9]*#pause:9.99#' ${config}; systemctl restart containerd; crictl rmi --prune; ssh m1 'kubectl -n kube-system delete pods -l k8s-app=kube-dns'`,
		wait: 120,
	},
	{
		finding: 'cni-plugin-missing',
		host: 'm1',
		break: `for host in w1 w2; do ssh $host rm /opt/cni/bin/host-local; done; kubectl -n kube-system delete pods -l k8s-app=kube-dns`,
		wait: 90,
	},
	// No pod has been made since: everything runs.
	{finding: 'cni-plugin-missing', host: 'w2', break: 'rm /opt/cni/bin/portmap'},
	{
		finding: 'resolver-file-missing',
		host: 'w1',
		break: `sed -i '/^resolvConf:/d' ${settings}; echo 'resolvConf: /run/systemd/resolve/resolv.conf' >> ${settings}; systemctl restart kubelet`,
		leaves: [`w1 ${settings}`],
	},
	{
		finding: 'kubelet-flag-removed',
		host: 'w1',
		break: `sed -i 's/"$/ --container-runtime=remote"/' /var/lib/kubelet/kubeadm-flags.env; systemctl restart kubelet`,
		leaves: ['w1 /var/lib/kubelet/kubeadm-flags.env.before-cure', 'w1 /etc/default/kubelet.before-cure'],
	},
];
