import type {Fault} from './fault.ts';

export const hostFaults: readonly Fault[] = [
	{finding: 'kubelet-stopped', host: 'w1', break: 'systemctl stop kubelet'},
	{finding: 'kubelet-stopped', host: 'm2', break: 'systemctl stop kubelet'},
	{finding: 'kubelet-not-enabled', host: 'w1', break: 'systemctl disable kubelet'},
	{finding: 'swap-on', host: 'w2', break: 'swapon /dev/vda5; systemctl restart kubelet'},
	{finding: 'runtime-stopped', host: 'w1', of: 'containerd', break: 'systemctl stop containerd'},
	{finding: 'runtime-stopped', host: 'm3', of: 'containerd', break: 'systemctl stop containerd'},
	{finding: 'forwarding-off', host: 'w1', break: 'sysctl -w net.ipv4.ip_forward=0'},
	{finding: 'bridge-filtering-off', host: 'w2', break: 'sysctl -w net.bridge.bridge-nf-call-iptables=0'},
	{finding: 'bridge-module-missing', host: 'w2', break: 'modprobe -r br_netfilter'},
	{finding: 'swap-on', host: 'm2', break: 'swapon -a; swapon /dev/vda5 || true; systemctl restart kubelet'},
	{finding: 'hostname-unresolved', host: 'w1', break: `sed -i '/ w1$/d' /etc/hosts`},
	{finding: 'hostnames-equal', host: 'w2', break: 'hostnamectl set-hostname w1'},
	{
		finding: 'firewall-closes-ports',
		host: 'm2',
		break: 'iptables -I INPUT -i eth0 -p tcp --dport 6443 -j REJECT --reject-with icmp-port-unreachable',
	},
	{
		finding: 'firewall-closes-ports',
		host: 'm3',
		break: 'iptables -I INPUT -i eth0 -p tcp -m multiport --dports 2379,2380 -j DROP',
	},
	{finding: 'firewall-closes-ports', host: 'w1', break: 'iptables -I INPUT -i eth0 -p tcp --dport 10250 -j DROP'},
];
