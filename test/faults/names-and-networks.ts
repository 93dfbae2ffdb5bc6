// Causes in CoreDNS, in pod networks, in kube-proxy and in workloads, made by commands.
import type {Fault} from './fault.ts';

const kubectl = 'kubectl --kubeconfig /etc/kubernetes/admin.conf';
const system = `${kubectl} -n kube-system`;
const newCoreDns = `${system} delete pods -l k8s-app=kube-dns`;

const everywhere = (script: string): string => `for host in m1 m2 m3 w1 w2; do ssh "$host" '${script}'; done`;

const corefile = (edit: string): string => `
	${system} get configmap coredns -o yaml | sed ${edit} | ${kubectl} apply -f -
	${newCoreDns}
`;

const web = `
	${kubectl} create deployment web --image=nginx:1.27
	${kubectl} rollout status deployment/web --timeout=120s
`;

const patch = (spec: unknown): string =>
	`${kubectl} patch deployment web -p '${JSON.stringify({spec: {template: {spec}}})}'`;

export const nameFaults: readonly Fault[] = [
	{
		finding: 'coredns-loop',
		host: 'm1',
		given: everywhere(
			`mkdir -p /run/systemd/resolve; cp /etc/resolv.conf /run/systemd/resolve/resolv.conf; echo "nameserver 127.0.0.53" > /etc/resolv.conf; sed -i "/^resolvConf/d" /var/lib/kubelet/config.yaml; echo "resolvConf: /run/systemd/resolve/resolv.conf" >> /var/lib/kubelet/config.yaml; systemctl restart kubelet`,
		),
		break: `
			${everywhere('sed -i "s#^resolvConf: .*#resolvConf: /etc/resolv.conf#" /var/lib/kubelet/config.yaml; systemctl restart kubelet')}
			${newCoreDns}
		`,
	},
	{finding: 'corefile-removed-option', host: 'm1', break: corefile(`'s/forward \\./proxy ./'`)},
	{finding: 'corefile-broken', host: 'm1', break: corefile(`'s/loadbalance/loadballance/'`)},
	{finding: 'corefile-missing', host: 'm1', break: `${system} delete configmap coredns\n${newCoreDns}`},
	{finding: 'coredns-forbidden', host: 'm1', break: `${kubectl} delete clusterrole system:coredns\n${newCoreDns}`},
	{
		finding: 'coredns-image-missing',
		host: 'm1',
		break: `${system} set image deployment/coredns coredns=registry.k8s.io/coredns/coredns-of-mine:v1\n${newCoreDns}`,
	},
	{
		finding: 'dns-service-empty',
		host: 'm1',
		break: `${system} patch service kube-dns --type=json -p '[{"op":"replace","path":"/spec/selector","value":{"k8s-app":"dns"}}]'`,
	},
	{finding: 'cluster-dns-on-host', host: 'w1', break: `echo 'nameserver 10.96.0.10' >> /etc/resolv.conf`},
	{
		finding: 'dns-address-differs',
		host: 'w1',
		break: `sed -i 's/^- 10.96.0.10$/- 10.96.0.99/' /var/lib/kubelet/config.yaml\nsystemctl restart kubelet`,
	},
];

export const networkFaults: readonly Fault[] = [
	{
		finding: 'network-component-missing',
		host: 'm1',
		break: `${kubectl} delete namespace kube-flannel\nrm -f /etc/cni/net.d/*`,
	},
	{
		finding: 'flannel-network-differs',
		host: 'm1',
		break: `
			${kubectl} -n kube-flannel get configmap kube-flannel-cfg -o yaml | sed 's/10.244.0.0/10.99.0.0/' | ${kubectl} apply -f -
			${kubectl} -n kube-flannel delete pods -l app=flannel
		`,
	},
	{
		finding: 'two-networks',
		host: 'w1',
		break: `printf '{"name":"k8s-pod-network","cniVersion":"0.3.1","plugins":[{"type":"calico"}]}' > /etc/cni/net.d/20-calico.conflist`,
	},
	{finding: 'kube-proxy-down', host: 'm1', break: `${system} delete daemonset kube-proxy`},
];

export const workloadFaults: readonly Fault[] = [
	{finding: 'image-not-found', host: 'm1', given: web, break: `${kubectl} set image deployment/web nginx=nginx:9.99`},
	{
		finding: 'container-crashes',
		host: 'm1',
		given: web,
		break: `${kubectl} set image deployment/web nginx=busybox:1.36`,
	},
	{finding: 'no-node-matches', host: 'm1', given: web, break: patch({nodeSelector: {disk: 'nvme'}})},
	{
		finding: 'config-missing',
		host: 'm1',
		given: web,
		break: patch({volumes: [{name: 'settings', configMap: {name: 'web-settings'}}]}),
	},
	{finding: 'node-cordoned', host: 'm1', break: `${kubectl} cordon w1`},
];
