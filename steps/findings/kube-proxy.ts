import type {Finding} from '../../source/engine/declare.ts';
import {loadIpvs} from '../load-ipvs.ts';
import {restartProxy} from './dns-cures.ts';
import {regardless} from './make-remedy.ts';
import {bigTable, iptablesMode, leaveTable, newAddress, proxyAgain, strictArp} from './proxy-cures.ts';
import {said} from './said.ts';

const about = ['service', 'network', 'node'];

export const kubeProxyFindings: readonly Finding[] = [
	{
		id: 'kube-proxy-down',
		about: [...about, 'dns'],
		severity: 'blocking',
		title: {en: 'kube-proxy does not run', zh: 'kube-proxy 未运行'},
		meaning: {
			en: 'Nobody writes the rules of Services on such a node. What was written before stays; new Services, new endpoints and nodes after a reboot have none, so even the DNS address leads nowhere.',
			zh: '该节点上没有组件写入 Service 规则。之前写入的规则仍在；新 Service、新端点以及重启后的节点都没有规则，连 DNS 地址也不可达。',
		},
		suggests: [],
		confirms: [
			{says: /\bkube-proxy-\w+\s+0\/1\s+(?!ContainerCreating|Pending)[A-Z]/},
			[
				// Where the API does not answer nothing is listed, and nothing is known.
				{says: /^(?:NAMESPACE\s+)?NAME\s|^No resources found/, in: ['daemon-sets']},
				{lacks: /\bkube-proxy\s/, in: ['daemon-sets']},
				{lacks: /\b(?:cilium|kube-router)\s/, in: ['daemon-sets']},
			],
		],
		explains: ['service-address-dead', 'container-crashes', 'names-not-resolved', 'coredns-not-ready'],
		remedies: [proxyAgain],
		sources: [
			'kubernetes/website content/en/docs/tasks/debug/debug-application/debug-service.md',
			'k0sproject/k0s#4626',
		],
	},
	{
		id: 'ipvs-modules-missing',
		about,
		severity: 'blocking',
		title: {
			en: 'kube-proxy is to use IPVS and the kernel has no modules for it',
			zh: 'kube-proxy 配置为 IPVS，但内核缺少模块',
		},
		meaning: {
			en: 'Up to 1.25 kube-proxy falls back to iptables without a word in its status; later releases end and are started again and again.',
			zh: '1.25 及以前的 kube-proxy 会悄悄退回 iptables；之后的版本直接退出并反复重启。',
		},
		suggests: [],
		confirms: said(
			/can't use the IPVS proxier|IPVS proxier will not be used because|Can't use ipvs proxier, trying iptables/i,
			'proxy-logs',
			'troubled-logs',
		),
		rulesOut: [{lacks: /IPVS|ipvs/, in: ['proxy-logs']}],
		explains: ['kube-proxy-down', 'container-crashes'],
		remedies: [...loadIpvs.tasks.map(regardless), restartProxy, iptablesMode],
		sources: [
			'kubernetes/kubernetes#54121',
			'kubernetes/kubernetes#55864',
			'kubernetes/kubernetes#70304',
			'k0sproject/k0s#4626',
			'replicatedhq/kURL#4298',
		],
	},
	{
		id: 'ipvs-answers-for-all',
		about: [...about, 'vip'],
		severity: 'risky',
		title: {en: 'Every node answers ARP for load balancer addresses', zh: '所有节点都在应答负载均衡地址的 ARP'},
		meaning: {
			en: 'kube-proxy in IPVS mode puts Service addresses on every node, and without strictARP every node answers for them. Clients reach now one node, now another.',
			zh: 'IPVS 模式的 kube-proxy 在每个节点上配置 Service 地址，未启用 strictARP 时每个节点都会应答。客户端一会儿连到这个节点，一会儿连到那个。',
		},
		suggests: [],
		confirms: [
			[
				{says: /^\s*mode: "?ipvs"?$/, in: ['proxy-config']},
				{says: /^\s*strictARP: false$/, in: ['proxy-config']},
				{says: /\bmetallb|kube-vip|\bLoadBalancer\s+\S+\s+\d/},
			],
		],
		remedies: [strictArp],
		sources: ['metallb/metallb#153', 'metallb/metallb#259', 'kubernetes/kubernetes#59976'],
	},
	{
		id: 'connection-table-full',
		about,
		severity: 'blocking',
		title: {en: 'The kernel’s connection table is full', zh: '内核连接跟踪表已满'},
		meaning: {
			en: 'Every connection through a Service takes an entry. When none is left the kernel drops packets of new connections, at random and on this node only.',
			zh: '每个经过 Service 的连接都占用一个条目。用尽后内核会随机丢弃新连接的数据包，且只发生在该节点。',
		},
		suggests: [],
		confirms: said(/nf_conntrack: (?:nf_conntrack: )?table full, dropping packet/, 'connection-table'),
		explains: ['names-not-resolved'],
		remedies: [bigTable],
		sources: ['kubernetes/kubernetes pkg/proxy/apis/config/types.go', 'kubernetes/website debug-service'],
	},
	{
		id: 'connection-table-not-settable',
		about,
		severity: 'blocking',
		title: {en: 'kube-proxy may not set the size of the connection table', zh: 'kube-proxy 无法设置连接跟踪表大小'},
		meaning: {
			en: 'kube-proxy sets nf_conntrack_max when it starts and ends when that is refused: the host is a container itself, or the kernel module is not loaded.',
			zh: 'kube-proxy 启动时设置 nf_conntrack_max，被拒绝便退出：主机本身是容器，或内核模块未加载。',
		},
		suggests: [],
		confirms: said(
			/open \/proc\/sys\/net\/netfilter\/nf_conntrack_\w+: (?:permission denied|no such file or directory|read-only file system)/,
			'proxy-logs',
			'troubled-logs',
		),
		explains: ['kube-proxy-down', 'container-crashes'],
		remedies: [leaveTable],
		sources: ['kubernetes/kops#17915', 'kubernetes/kubeadm#1890'],
	},
	{
		id: 'proxy-api-address-old',
		about,
		severity: 'blocking',
		title: {en: 'kube-proxy asks an API server that is no longer there', zh: 'kube-proxy 仍在访问旧的 API 地址'},
		meaning: {
			en: 'The control plane’s address has changed and kube-proxy’s ConfigMap has not. It runs on with what it knew: new Services and endpoints never reach the nodes.',
			zh: '控制平面地址已变更，而 kube-proxy 的 ConfigMap 未更新。它沿用旧数据运行，新 Service 与端点不会下发到节点。',
		},
		suggests: said(
			/[Ff]ailed to (?:list|watch) \*v1\.(?:Service|EndpointSlice|Node)\b.*https:\/\/(?!\d+\.\d+\.\d+\.1:443)\S+?:\d+\/\S*: (?:dial tcp|x509|context deadline|net\/http)/,
			'proxy-logs',
		),
		confirms: [
			[
				{says: /^\s*server: https:\/\/(?!kubernetes\.default)\S+$/, in: ['proxy-config']},
				{
					says: /[Ff]ailed to (?:list|watch) \*v1\.(?:Service|EndpointSlice)\b.*(?:no route to host|i\/o timeout|connection refused|x509)/,
					in: ['proxy-logs'],
				},
			],
		],
		rulesOut: [
			{lacks: /[Ff]ailed to (?:list|watch)/, in: ['proxy-logs']},
			{says: /^kube-proxy asks the cluster's endpoint, https/, in: ['proxy-endpoint']},
		],
		explains: ['service-address-dead', 'names-not-resolved'],
		remedies: [newAddress],
		sources: ['kubernetes/kubeadm#664'],
	},
	{
		id: 'proxy-node-name-differs',
		about,
		severity: 'risky',
		title: {en: 'kube-proxy looks for its node under another name', zh: 'kube-proxy 使用的节点名与实际不符'},
		meaning: {
			en: 'The node registered under another name than the host has now. kube-proxy finds no such node and goes on with 127.0.0.1: node ports and local traffic policies fail.',
			zh: '节点注册时的名称与主机当前名称不同。kube-proxy 找不到该节点，转而使用 127.0.0.1，NodePort 与 Local 流量策略会失效。',
		},
		suggests: [],
		confirms: said(
			/Failed to retrieve node (?:info|IPs)"?:? .*nodes \\?"[^"\\]+\\?" not found|Can't get Node "[^"]+", assuming iptables proxy/,
			'proxy-logs',
		),
		remedies: [restartProxy],
		sources: [
			'kubernetes/kubernetes#57518',
			'kubernetes/kops#2915',
			'rancher-archives/rke#698',
			'sapcc/kubernikus#43',
		],
	},
	{
		id: 'kernel-too-old-for-nftables',
		about,
		severity: 'blocking',
		title: {
			en: 'The kernel is too old for kube-proxy’s nftables mode',
			zh: '内核过旧，无法使用 kube-proxy 的 nftables 模式',
		},
		meaning: {
			en: 'kube-proxy in nftables mode asks for kernel 5.13 and ends on an older one, so no Service works on that node.',
			zh: 'nftables 模式的 kube-proxy 要求 5.13 以上内核，否则退出，该节点上的 Service 全部失效。',
		},
		versions: {from: '1.29'},
		suggests: [],
		confirms: said(
			/kernel version is too old for nftables|nftables mode requires kernel/,
			'proxy-logs',
			'troubled-logs',
		),
		explains: ['kube-proxy-down', 'container-crashes'],
		remedies: [iptablesMode],
		sources: ['kubernetes/kubernetes cmd/kube-proxy/app/server_linux.go', 'kubernetes/enhancements#3866'],
	},
];
