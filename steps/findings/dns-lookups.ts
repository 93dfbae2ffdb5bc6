// CoreDNS runs, and answers do not come, come late, or are wrong.
import type {Finding} from '../../source/engine/declare.ts';
import {startCoredns} from '../start-coredns.ts';
import {existingResolvers} from './coredns-cures.ts';
import {forward, hostAsksOthers, moreCoreDns} from './dns-cures.ts';
import {restartCoreDns} from './restart-coredns.ts';
import {said} from './said.ts';
import {coreDnsIsReady} from './states.ts';

export const dnsLookupFindings: readonly Finding[] = [
	{
		id: 'names-not-resolved',
		about: ['dns', 'coredns', 'pod'],
		severity: 'blocking',
		title: {en: 'Pods get no answer to names', zh: 'Pod 无法解析域名'},
		meaning: {
			en: 'A pod asked the cluster’s DNS and got nothing, or an error. Whether CoreDNS runs, whether its Service leads to it, and whether it reaches its own servers are three different questions.',
			zh: 'Pod 查询集群 DNS 时没有应答或返回错误。CoreDNS 是否运行、Service 能否通到它、它能否访问上游，是三个不同的问题。',
		},
		suggests: [
			{says: /can't (?:resolve|find) '?[\w.-]+\.(?:svc|cluster\.local|default)|server can't find [\w.-]+\.svc\./},
			{says: /no servers could be reached|connection timed out; no servers/, in: ['pod-resolver']},
		],
		hints: [
			{says: /lookup [\w.-]+ on \S+:53: (?:read udp|no such host|server misbehaving|i\/o timeout|dial udp)/},
			{says: /lookup [\w.-]+\.svc\b.*: (?:i\/o timeout|no such host)/},
		],
		confirms: [],
		remedies: [startCoredns.tasks[1]!],
		sources: ['kubernetes/website content/en/docs/tasks/administer-cluster/dns-debugging-resolution.md'],
	},
	{
		id: 'coredns-not-ready',
		about: ['dns', 'coredns'],
		severity: 'blocking',
		title: {en: 'CoreDNS is not ready', zh: 'CoreDNS 未就绪'},
		meaning: {
			en: 'The Service kube-dns leads only to pods that are ready. As long as none is, every name in every pod fails; what runs already goes on with the addresses that it has.',
			zh: 'Service kube-dns 只指向就绪的 Pod。只要没有就绪副本，所有 Pod 的域名解析都会失败；已建立的连接仍使用原有地址。',
		},
		suggests: [],
		confirms: [{says: /\bcoredns-\S+\s+0\/1\s+[A-Z]/}],
		rulesOut: [coreDnsIsReady],
		explains: ['names-not-resolved', 'dns-service-empty', 'pod-not-ready', 'readiness-fails', 'rollout-stuck'],
		remedies: [restartCoreDns],
		sources: ['kubernetes/website troubleshooting-kubeadm', 'coredns/coredns#5778'],
	},
	{
		id: 'dns-upstream-unreachable',
		about: ['dns', 'coredns', 'network'],
		severity: 'risky',
		title: {en: 'CoreDNS does not reach the servers it forwards to', zh: 'CoreDNS 无法访问上游域名服务器'},
		meaning: {
			en: 'Names of the cluster resolve, others do not: the packets of CoreDNS to the upstream server get no answer. Forwarding or masquerading is off on the node, a firewall lets only the company’s own servers be asked, or the list that CoreDNS inherited is wrong.',
			zh: '集群内域名可解析，外部域名不行：CoreDNS 发往上游的数据包没有应答。节点未开启转发或地址伪装、防火墙只允许访问公司自己的域名服务器，或继承的服务器列表有误。',
		},
		suggests: [],
		confirms: said(
			/plugin\/errors: \d+ \S+ \w+: read udp \S+->\S+:53: (?:i\/o timeout|read: connection refused|read: no route to host)|plugin\/errors: \d+ \S+ \w+: (?:unreachable backend|dial (?:udp|tcp) \S+:53: (?:i\/o timeout|connect: ))/,
			'coredns-logs',
		),
		rulesOut: [{lacks: /plugin\/errors: /, in: ['coredns-logs']}],
		explains: ['names-not-resolved'],
		remedies: [forward, existingResolvers, restartCoreDns],
		badAdvice: [
			{
				en: 'Pointing CoreDNS at 8.8.8.8 does not help where packets of pods do not leave the node, and loses names of the company’s own network.',
				zh: '若 Pod 的数据包根本出不了节点，把 CoreDNS 指向 8.8.8.8 也无济于事，还会丢失公司内网域名。',
			},
		],
		sources: [
			'coredns/coredns#2287',
			'coredns/coredns#4126',
			'coredns/coredns#5778',
			'snowdrop/k8s-infra#146',
			'kubernetes/kubernetes#86762',
		],
	},
	{
		id: 'search-domains-first',
		about: ['dns', 'coredns', 'pod'],
		severity: 'notable',
		title: {
			en: 'Outside names are tried with the cluster’s search domains first',
			zh: '外部域名会先附加集群搜索域查询',
		},
		meaning: {
			en: 'Pods have ndots:5, so a name with fewer dots is asked for four times before it is asked for as it stands. With a wildcard in the company’s zone the wrong answer comes first.',
			zh: 'Pod 的 ndots 为 5，点数更少的名称会先尝试各搜索域，然后才按原样查询。若公司域名配置了泛解析，会先得到错误的结果。',
		},
		suggests: [],
		hints: [],
		confirms: said(
			/"(?:A|AAAA) IN [\w.-]+\.(?:com|org|net|io|cn|dev)\.[\w-]+\.svc\.[\w.]+ udp \d+ \w+ \d+" NXDOMAIN/,
			'coredns-logs',
		),
		remedies: [],
		badAdvice: [
			{
				en: 'ndots:1 for all pods breaks names such as web.shop that rely on the search list.',
				zh: '给所有 Pod 设置 ndots:1 会使 web.shop 这类依赖搜索域的名称失效。',
			},
		],
		sources: ['kubernetes/kubernetes#56903', 'kubernetes/kubernetes#33554'],
	},
	{
		id: 'cluster-dns-on-host',
		about: ['dns', 'coredns', 'node'],
		severity: 'risky',
		title: {en: 'The host itself asks the cluster’s DNS', zh: '主机自身把集群 DNS 作为域名服务器'},
		meaning: {
			en: 'CoreDNS inherits the host’s list and forwards to its own Service, so a query goes round until it times out. The loop plugin looks only when CoreDNS starts. And the host resolves nothing when the cluster is down.',
			zh: 'CoreDNS 继承主机列表后会转发给自己的 Service，查询循环直到超时。loop 插件只在启动时检查。集群故障时主机也无法解析任何域名。',
		},
		suggests: [],
		// The kubelet's configuration names the same address that the host's list does, one after the other.
		confirms: [
			[
				{says: ({setting}) => serverOf(setting('plan')), in: ['resolver']},
				{says: /^clusterDNS:/, in: ['resolver']},
			],
			{says: /^search\s.*\bsvc\.cluster\.local\b/, in: ['resolver']},
		],
		explains: ['coredns-out-of-memory', 'coredns-loop', 'dns-upstream-unreachable'],
		remedies: [hostAsksOthers, restartCoreDns],
		sources: ['coredns/coredns#4289'],
	},
	{
		id: 'too-many-queries',
		about: ['dns', 'coredns'],
		severity: 'risky',
		title: {en: 'CoreDNS refuses queries because too many wait', zh: '并发查询过多，CoreDNS 拒绝转发'},
		meaning: {
			en: 'max_concurrent (1000) limits how many forwarded queries wait for an answer. Either the upstream is slow, or there are more queries than the replicas can pass on.',
			zh: 'max_concurrent（1000）限制等待应答的转发查询数。要么上游响应慢，要么查询量超过现有副本的能力。',
		},
		suggests: [],
		confirms: said(/concurrent queries exceeded maximum \d+/, 'coredns-logs'),
		explains: ['names-not-resolved'],
		remedies: [moreCoreDns],
		sources: ['coredns/coredns#3635', 'coredns/coredns#3640', 'coredns/deployment#233'],
	},
];

/** The tenth address of the plan's Services, as a line of resolv.conf. */
function serverOf(plan: unknown): RegExp | undefined {
	const subnet = (plan as {readonly kubernetes?: {readonly serviceSubnet?: string}} | undefined)?.kubernetes
		?.serviceSubnet;
	const base = subnet && /^(\d+\.\d+\.\d+)\.\d+\//.exec(subnet)?.[1];
	return base ? new RegExp(`^nameserver ${base.replaceAll('.', String.raw`\.`)}\\.10$`) : undefined;
}
