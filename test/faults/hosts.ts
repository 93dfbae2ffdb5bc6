import type {Fault} from './fault.ts';

export const hostFaults: readonly Fault[] = [
	{finding: 'kubelet-stopped', host: 'w1', break: 'systemctl stop kubelet'},
	{finding: 'kubelet-stopped', host: 'm2', break: 'systemctl stop kubelet'},
	{finding: 'swap-on', host: 'w2', break: 'swapon /dev/vda5; systemctl restart kubelet'},
	{
		finding: 'kubelet-configuration-missing',
		host: 'w1',
		break: 'rm /var/lib/kubelet/config.yaml; systemctl restart kubelet',
	},
	{finding: 'no-kubeconfig', host: 'm1', break: 'rm /root/.kube/config'},
	{finding: 'runtime-stopped', host: 'w1', break: 'systemctl stop containerd'},
	{finding: 'cni-plugin-missing', host: 'w1', break: 'rm /opt/cni/bin/bridge; kubectl -n default get pods'},
	{finding: 'forwarding-off', host: 'w1', break: 'sysctl -w net.ipv4.ip_forward=0'},
];
