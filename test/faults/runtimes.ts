// Causes in the host and in its container runtime, made by commands on hosts of the first lab.
import type {Fault} from './fault.ts';

const config = '/etc/containerd/config.toml';
const again = 'systemctl restart containerd || true; systemctl restart kubelet || true';

export const runtimeFaults: readonly Fault[] = [
	{finding: 'runtime-stopped', host: 'w2', break: 'systemctl disable --now containerd'},
	{finding: 'containerd-config-broken', host: 'w1', break: `echo '[plugins' >> ${config}; ${again}`},
	{
		finding: 'cri-plugin-disabled',
		host: 'w1',
		break: `sed -i 's/^version = \\(.*\\)/version = \\1\\ndisabled_plugins = ["cri"]/' ${config}; ${again}`,
	},
	{finding: 'forwarding-off', host: 'w2', break: 'sysctl -w net.ipv4.ip_forward=0'},
];
