import type {Fault} from './fault.ts';

export const clusterFaults: readonly Fault[] = [
	{finding: 'node-cordoned', host: 'm1', break: 'kubectl cordon w1'},
	{finding: 'manifest-missing', host: 'm2', break: 'mv /etc/kubernetes/manifests/kube-apiserver.yaml /root/'},
	{finding: 'kube-proxy-down', host: 'm1', break: 'kubectl -n kube-system delete daemonset kube-proxy'},
	{finding: 'haproxy-down', host: 'm1', break: 'systemctl stop haproxy'},
	{finding: 'keepalived-down', host: 'm1', break: 'systemctl stop keepalived'},
	{
		finding: 'coredns-loop',
		host: 'm1',
		break: `kubectl -n kube-system get configmap coredns -o yaml | sed 's#forward . /etc/resolv.conf#forward . 127.0.0.1#' | kubectl apply -f -; kubectl -n kube-system rollout restart deployment coredns`,
		wait: 180,
	},
	{
		finding: 'corefile-broken',
		host: 'm1',
		break: `kubectl -n kube-system get configmap coredns -o yaml | sed 's/ready/redy/' | kubectl apply -f -; kubectl -n kube-system rollout restart deployment coredns`,
		wait: 180,
	},
	{
		finding: 'api-server-flag-wrong',
		host: 'm3',
		break: `sed -i 's/--etcd-servers=/--etcd-server=/' /etc/kubernetes/manifests/kube-apiserver.yaml`,
		wait: 120,
	},
];
