// A load balancer that answers, and is no good for Kubernetes.
import type {Finding} from '../../source/engine/declare.ts';
import {balanceLoad} from '../balance-load.ts';
import {fromStage} from './from-stage.ts';

const writeHaproxy = fromStage(balanceLoad, 'haproxy');

export const balancerFindings: readonly Finding[] = [
	{
		id: 'balancer-ends-tls',
		about: ['vip', 'certificates'],
		severity: 'blocking',
		title: {en: 'The load balancer ends TLS itself', zh: '负载均衡自己终止了 TLS'},
		meaning: {
			en: 'The certificate at the endpoint is not signed by the cluster’s CA: the balancer speaks TLS in the API server’s place, and the client certificates of nodes and admins do not get through.',
			zh: '入口处的证书不是集群 CA 签发的：负载均衡代替 API server 处理 TLS，节点和管理员的客户端证书传不过去。',
		},
		suggests: [],
		confirms: [{says: /^issuer= ?(?!.*CN ?= ?kubernetes(?:\b|$))\S/, in: ['endpoint-certificate']}],
		rulesOut: [{says: /^issuer= ?.*CN ?= ?kubernetes(?:-ca)?\s*$/, in: ['endpoint-certificate']}],
		explains: ['endpoint-unreachable'],
		remedies: fromStage(balanceLoad, 'external-listener'),
		badAdvice: [
			{
				en: '--insecure-skip-tls-verify hides it: without the client certificate everybody is anonymous.',
				zh: '--insecure-skip-tls-verify 只是掩盖问题：没有客户端证书，所有人都是匿名用户。',
			},
		],
		sources: ['kubernetes/kubeadm#1321', 'kubernetes/kubeadm#1353'],
	},
	{
		id: 'balancer-speaks-http',
		about: ['vip'],
		severity: 'blocking',
		title: {en: 'The load balancer speaks HTTP where TLS belongs', zh: '负载均衡在 TLS 端口上使用 HTTP 模式'},
		meaning: {
			en: 'With "mode http" haproxy reads the TLS handshake as a request and answers 400 in plain text. The API needs "mode tcp".',
			zh: '"mode http" 下 haproxy 把 TLS 握手当作 HTTP 请求，用明文应答 400。API 需要 "mode tcp"。',
		},
		suggests: [
			[
				{says: /^\s*mode\s+http\b/, in: ['haproxy-config']},
				{lacks: /^\s*mode\s+tcp\b/, in: ['haproxy-config']},
			],
		],
		hints: [{says: /tls: first record does not look like a TLS handshake|wrong version number/}],
		confirms: [
			[
				{says: /^\s*mode\s+http\b/, in: ['haproxy-config']},
				{lacks: /^\s*mode\s+tcp\b/, in: ['haproxy-config']},
				{
					says: /first record does not look like a TLS handshake|wrong version number|<BADREQ>|SSL handshake failure/,
				},
			],
		],
		rulesOut: [{says: /^\s*mode\s+tcp\b/, in: ['haproxy-config']}],
		explains: ['endpoint-unreachable', 'haproxy-servers-down'],
		remedies: writeHaproxy,
		sources: ['kubernetes/kubeadm#1685', 'kubernetes/kubeadm docs/ha-considerations.md'],
	},
	{
		id: 'balancer-sends-to-dead-members',
		about: ['vip', 'join'],
		severity: 'blocking',
		title: {
			en: 'The load balancer also sends to control planes that do not run',
			zh: '负载均衡会把连接转给未运行的控制平面',
		},
		meaning: {
			en: 'Without health checks a share of the connections goes to members that have not joined yet, and ends with EOF: the same command works when it is tried again.',
			zh: '没有健康检查时，部分连接会转给尚未加入的成员而以 EOF 结束：同一条命令重试又能成功。',
		},
		suggests: [
			[
				{says: /^\s*server\s+\S+\s+\S+:\d+\s*$/, in: ['haproxy-config']},
				{lacks: /^\s*(?:server|default-server)\s.*\bcheck\b/, in: ['haproxy-config']},
			],
			{says: /^(?:200 (?:000|503) ?|(?:000|503) 200 ?)/},
		],
		hints: [{says: /(?:Get|Post) "?https:\S+: (?:EOF|unexpected EOF|net\/http: TLS handshake timeout)/}],
		confirms: [
			{says: /^(?=.*\b200 )(?=.*\b000\b)(?:(?:200|000) ){4,}/},
			[
				{says: /^\s*server\s+\S+\s+\S+:\d+\s*$/, in: ['haproxy-config']},
				{lacks: /^\s*(?:server|default-server)\s.*\bcheck\b/, in: ['haproxy-config']},
				{says: /: EOF$|unexpected EOF|TLS handshake timeout|connection reset by peer/},
			],
		],
		rulesOut: [{says: /has no server available!/}],
		explains: ['endpoint-unreachable'],
		remedies: writeHaproxy,
		sources: [
			'kubernetes/kubeadm#1321',
			'kubernetes/kubeadm#1685',
			'kubernetes-sigs/cluster-api-provider-vsphere#782',
		],
	},
	{
		id: 'haproxy-timeouts-short',
		about: ['vip'],
		severity: 'notable',
		title: {en: "haproxy's timeouts cut long connections", zh: 'haproxy 超时过短，会切断长连接'},
		meaning: {
			en: 'With the 50 seconds of the packaged file "kubectl logs -f", exec and watches that are silent for a minute end with "unexpected EOF".',
			zh: '软件包自带的 50 秒超时会让静默一分钟的 kubectl logs -f、exec 和 watch 以 "unexpected EOF" 结束。',
		},
		suggests: [
			[
				{says: /^\s*timeout\s+(?:client|server)\s+(?:\d{1,5}|\d{1,2}s|1m)\s*$/, in: ['haproxy-config']},
				{says: /:6443\b/, in: ['haproxy-config']},
			],
		],
		confirms: [
			[
				{says: /^\s*timeout\s+(?:client|server)\s+(?:\d{1,5}|\d{1,2}s|1m)\s*$/, in: ['haproxy-config']},
				{says: /^error: (?:unexpected EOF|http2: client connection lost)/},
			],
			[
				{says: /^\s*timeout\s+(?:client|server)\s+(?:\d{1,5}|\d{1,2}s|1m)\s*$/, in: ['haproxy-config']},
				{says: / [cs]D \d+\/\d+\/\d+/, in: ['haproxy-journal']},
			],
		],
		remedies: writeHaproxy,
		sources: ['https://docs.haproxy.org/dev/configuration.html', 'kubernetes/kubeadm docs/ha-considerations.md'],
	},
];
