// The way from a pod to CoreDNS, and from CoreDNS to the API.
import type {Finding} from '../../source/engine/declare.ts';
import {openFirewall} from '../open-firewall.ts';
import {dnsServiceAgain, kubeletAsksService, restartProxy} from './dns-cures.ts';
import {restartCoreDns} from './restart-coredns.ts';
import {said} from './said.ts';
import {coreDnsIsReady} from './states.ts';

const about = ['dns', 'coredns', 'service'];

export const dnsServiceFindings: readonly Finding[] = [
	{
		id: 'coredns-cut-off-by-firewall',
		about: [...about, 'network'],
		severity: 'blocking',
		title: {
			en: 'A host’s firewall keeps CoreDNS from the API server',
			zh: '主机防火墙阻止 CoreDNS 访问 API Server',
		},
		meaning: {
			en: '“No route to host” at once is how firewalld and REJECT rules answer: the packet reached a control plane and was turned away. Port 6443 is not open there, or packets of pods are not forwarded.',
			zh: '立即返回 “no route to host” 是 firewalld 与 REJECT 规则的应答方式：数据包到达了控制平面但被拒绝。那里没有放行 6443，或不允许转发 Pod 的数据包。',
		},
		suggests: said(/https:\/\/[\d.]+:443\/\S*: dial tcp [\d.]+:443: connect: no route to host/, 'troubled-logs'),
		confirms: [
			{says: /https:\/\/[\d.]+:443\/\S*: dial tcp [\d.]+:443: connect: no route to host/, in: ['coredns-logs']},
			[{says: /plugin\/(?:ready|kubernetes): /}, {says: /dial tcp [\d.]+:443: connect: no route to host/}],
		],
		rulesOut: [coreDnsIsReady],
		explains: ['coredns-not-ready', 'service-address-dead', 'container-crashes'],
		remedies: openFirewall.tasks,
		badAdvice: [
			{
				en: '`iptables -F` seems to cure it until firewalld or kube-proxy writes its rules again, and takes the rules of Services with it.',
				zh: '`iptables -F` 看似有效，但 firewalld 或 kube-proxy 会再次写入规则，并且它会一并清除 Service 的规则。',
			},
		],
		sources: ['coredns/coredns#4714', 'kubernetes/minikube#4350', 'saschagrunert/kubernix#144'],
	},
	{
		id: 'service-address-dead',
		about: [...about, 'network', 'pod'],
		severity: 'blocking',
		title: {en: 'The API’s Service address leads nowhere from pods', zh: 'Pod 无法通过 Service 地址访问 API'},
		meaning: {
			en: 'Connections from pods to the first address of the Services time out or are refused: kube-proxy does not run on that node or has written no rules, or the way to the control planes is closed.',
			zh: 'Pod 访问 Service 网段第一个地址时超时或被拒绝：该节点的 kube-proxy 没有运行或没有写入规则，或通往控制平面的路径不通。',
		},
		suggests: said(
			/https:\/\/[\d.]+:443\/\S*: dial tcp [\d.]+:443: (?:connect: connection refused|i\/o timeout|connect: network is unreachable)/,
			'coredns-logs',
			'troubled-logs',
		),
		confirms: [],
		rulesOut: [coreDnsIsReady],
		explains: ['coredns-not-ready', 'container-crashes'],
		remedies: [restartProxy],
		sources: ['snowdrop/k8s-infra#146', 'kubernetes/kubernetes#57518', 'coredns/coredns#2284'],
	},
	{
		id: 'dns-service-empty',
		about,
		severity: 'blocking',
		title: {en: 'The Service kube-dns leads to no pod', zh: 'Service kube-dns 没有后端'},
		meaning: {
			en: 'The Service has no endpoints. Either no pod of CoreDNS is ready, or the Service selects by a label that the pods do not carry.',
			zh: '该 Service 没有端点。要么没有就绪的 CoreDNS Pod，要么 Service 的标签选择器与 Pod 不符。',
		},
		suggests: [
			{says: /^(?:endpoints\/)?kube-dns\s+(?:<none>\s+)?\d+[smhd]\S*$/},
			{says: /^kube-system\s+kube-dns\s+<none>\s+\d+[smhd]\S*$/},
		],
		confirms: [
			[
				{says: /^(?:kube-system\s+|endpoints\/)?kube-dns\s+(?:<none>\s+)?\d+[smhd]\S*$/},
				{says: /\bcoredns-\S+\s+1\/1\s+Running/},
			],
			...said(/^kube-dns\s+ClusterIP\s.*\s(?!k8s-app=kube-dns$)[\w./-]+=[\w.-]+(?:,\S+)?$/, 'dns-service'),
		],
		explains: ['names-not-resolved'],
		remedies: [dnsServiceAgain],
		sources: ['kubernetes/website dns-debugging-resolution', 'kubernetes/kubernetes#67183'],
	},
	{
		id: 'dns-address-differs',
		about,
		severity: 'blocking',
		title: {
			en: 'Pods are told an address that is not that of kube-dns',
			zh: 'Pod 得到的 DNS 地址不是 kube-dns 的地址',
		},
		meaning: {
			en: 'The kubelet’s clusterDNS and the Service’s address differ, as after an installation with another Service subnet or a Service that was made anew. kubeadm warns of it; every name in new pods times out.',
			zh: 'kubelet 的 clusterDNS 与 Service 地址不一致，常见于更换 Service 网段或重建 Service 之后。kubeadm 会给出警告；新 Pod 中所有域名查询都会超时。',
		},
		suggests: said(/The recommended value for "clusterDNS" in "KubeletConfiguration" is: \[/, 'resolver'),
		confirms: [
			[
				{says: ({setting}) => otherServer(setting('plan')), in: ['resolver']},
				{says: /^clusterDNS:/, in: ['resolver']},
			],
			...said(
				/kubelet does not have ClusterDNS IP configured and cannot create Pod using "ClusterFirst" policy/,
				'warnings',
				'troubled-pods',
			),
		],
		explains: ['names-not-resolved'],
		remedies: [kubeletAsksService],
		sources: [
			'kubeovn/kube-ovn#497',
			'kubernetes-sigs/kubespray#6596',
			'kubernetes/kubernetes cmd/kubeadm/app/componentconfigs/kubelet.go',
		],
	},
	{
		id: 'local-cache-blocked',
		about,
		severity: 'blocking',
		title: {en: 'NodeLocal DNSCache cannot serve on this node', zh: 'NodeLocal DNSCache 无法在该节点提供服务'},
		meaning: {
			en: 'The cache listens on an address of the host itself. Another resolver has port 53 there, or the cache cannot reach CoreDNS over TCP; pods of this node alone have no names.',
			zh: '该缓存监听主机自身的一个地址。可能已有其他解析程序占用 53 端口，或缓存无法以 TCP 访问 CoreDNS；只有该节点上的 Pod 无法解析。',
		},
		suggests: [],
		confirms: [
			...said(
				/[Ll]isten: listen (?:tcp|udp) 169\.254\.\d+\.\d+:53: bind: (?:address already in use|cannot assign requested address)/,
				'troubled-logs',
			),
			[{says: /\bnode-?local-?dns-\w+\s/}, {says: /plugin\/errors: \d+ \S+ \w+: dial tcp \S+:53: i\/o timeout/}],
		],
		explains: ['names-not-resolved', 'container-crashes'],
		remedies: [],
		badAdvice: [
			{
				en: 'Deleting the DaemonSet leaves pods with an address that nobody serves any more: the kubelet’s clusterDNS has to be set back first.',
				zh: '直接删除该 DaemonSet 会使 Pod 指向无人应答的地址：必须先恢复 kubelet 的 clusterDNS。',
			},
		],
		sources: ['kubernetes/dns#443', 'kubernetes/dns#480', 'coredns/coredns#4082', 'kubernetes/kubernetes#113080'],
	},
	{
		id: 'lookups-collide',
		about: ['dns', 'network', 'pod'],
		severity: 'risky',
		title: {en: 'Some lookups take five seconds', zh: '部分域名查询耗时五秒'},
		meaning: {
			en: 'A pod sends its A and AAAA query from one socket at once; both are translated at the same time and the kernel drops one (insert_failed). The resolver asks again after five seconds. Kernels since 5.0 collide rarely.',
			zh: 'Pod 从同一套接字同时发出 A 与 AAAA 查询，两者同时做地址转换时内核会丢弃其一（insert_failed），解析器五秒后重试。5.0 之后的内核较少发生。',
		},
		suggests: [{says: /insert_failed=[1-9]\d{2,}/, in: ['lookup-statistics']}],
		confirms: [
			[
				{says: /insert_failed=[1-9]\d*/},
				{
					says: /(?:real\s+0m5\.\d+s|time_namelookup: *5\.\d|Query time: 5\d\d\d msec|[Rr]esolving timed out after 5\d\d\d)/,
				},
			],
		],
		remedies: [],
		badAdvice: [
			{
				en: 'single-request-reopen in every pod helps only images with glibc: musl does not know the option.',
				zh: '在 Pod 中设置 single-request-reopen 只对 glibc 镜像有效，musl 不支持该选项。',
			},
		],
		sources: ['kubernetes/kubernetes#56903'],
	},
	{
		id: 'too-many-name-servers',
		about: ['dns', 'node'],
		severity: 'notable',
		title: {en: 'The host lists more than three name servers', zh: '主机配置了三个以上的域名服务器'},
		meaning: {
			en: 'The resolver of libc reads three, so the kubelet leaves the others out and says so with every pod. It stops nothing by itself; what is left out is never asked.',
			zh: 'libc 解析器只读取三个，kubelet 会省略其余的并对每个 Pod 给出警告。这本身不影响运行，但被省略的服务器永远不会被查询。',
		},
		suggests: [],
		confirms: said(/Nameserver limits (?:were )?exceeded/, 'warnings', 'troubled-pods'),
		remedies: [],
		sources: [
			'kubernetes/kubernetes#82756',
			'kubernetes-sigs/kubespray#13402',
			'hetznercloud/hcloud-cloud-controller-manager#533',
		],
	},
	{
		id: 'dns-port-taken',
		about: ['dns', 'coredns', 'node'],
		severity: 'blocking',
		title: {
			en: 'Another program has port 53 of the host that CoreDNS is to use',
			zh: '主机的 53 端口已被其他程序占用',
		},
		meaning: {
			en: 'CoreDNS runs with hostNetwork here, as some guides do it, and dnsmasq, bind or systemd-resolved is there before it.',
			zh: '此处 CoreDNS 使用 hostNetwork（一些教程的做法），而 dnsmasq、bind 或 systemd-resolved 已占用该端口。',
		},
		suggests: [],
		confirms: said(
			/[Ll]isten: listen (?:tcp|udp) (?!169\.254\.)\S*:53: bind: address already in use/,
			'coredns-logs',
			'troubled-logs',
		),
		rulesOut: [coreDnsIsReady],
		explains: ['container-crashes', 'coredns-not-ready'],
		remedies: [restartCoreDns],
		sources: ['coredns/coredns#4082', 'kubernetes/dns#443'],
	},
];

/** A list of one server that is not the tenth address of the plan's Services; a cache on the node is none of this. */
function otherServer(plan: unknown): RegExp | undefined {
	const subnet = (plan as {readonly kubernetes?: {readonly serviceSubnet?: string}} | undefined)?.kubernetes
		?.serviceSubnet;
	const base = subnet && /^(\d+\.\d+\.\d+)\.\d+\//.exec(subnet)?.[1];
	return base
		? new RegExp(`^- (?!${base.replaceAll('.', String.raw`\.`)}\\.10$|169\\.254\\.)\\d+\\.\\d+\\.\\d+\\.\\d+$`)
		: undefined;
}
