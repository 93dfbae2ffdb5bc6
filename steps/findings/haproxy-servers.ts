// haproxy runs and sends nobody on: what it thinks of the API servers behind it.
import type {Finding} from '../../source/engine/declare.ts';
import {balanceLoad} from '../balance-load.ts';
import {openFirewall} from '../open-firewall.ts';
import {fromStage} from './from-stage.ts';
import {isDenied, letHaproxyConnect} from './haproxy-start.ts';

const writeHaproxy = fromStage(balanceLoad, 'haproxy');

const connectionRefused =
	/Server \S+ is DOWN, reason: Layer4 connection problem, info: "(?:Connection refused|\S+ connect)/;
const listensOnApiPort = /LISTEN .*:6443\s/;

export const haproxyServersFindings: readonly Finding[] = [
	{
		id: 'haproxy-checks-plain-http',
		about: ['vip'],
		severity: 'blocking',
		title: {en: 'haproxy checks the API servers over plain HTTP', zh: 'haproxy 用明文 HTTP 检查 API server'},
		meaning: {
			en: 'The API server answers plain HTTP with 400, so healthy servers count as down: the check needs "check-ssl verify none".',
			zh: 'API server 对明文 HTTP 应答 400，健康的后端也被判为 DOWN：检查需要加上 "check-ssl verify none"。',
		},
		suggests: [],
		confirms: [
			{says: /Layer7 wrong status, code: 400/},
			[
				{says: /^\s*option\s+httpchk/, in: ['haproxy-config']},
				{lacks: /\bcheck-ssl\b|http-check\s+connect\b.*\bssl\b/, in: ['haproxy-config']},
				{says: /has no server available!/},
			],
		],
		explains: ['haproxy-servers-down', 'endpoint-unreachable'],
		remedies: writeHaproxy,
		sources: ['kubernetes/kubeadm docs/ha-considerations.md', 'haproxy/haproxy src/check.c'],
	},
	{
		id: 'haproxy-check-unauthorised',
		about: ['vip'],
		severity: 'blocking',
		title: {en: "haproxy's check is turned away: 401 or 403", zh: 'haproxy 的健康检查被拒绝（401 或 403）'},
		meaning: {
			en: 'Anonymous requests are off in the API server, or its rule for /readyz was deleted: the check never sees 200 and every server counts as down.',
			zh: 'API server 关闭了匿名访问，或允许访问 /readyz 的规则被删：检查永远得不到 200，所有后端都被判为 DOWN。',
		},
		suggests: [],
		confirms: [{says: /Layer7 wrong status, code: 40[13]/}],
		explains: ['haproxy-servers-down', 'endpoint-unreachable'],
		remedies: writeHaproxy,
		badAdvice: [
			{
				en: 'Taking the checks out makes haproxy send connections to servers that are down.',
				zh: '去掉健康检查会让 haproxy 把连接发往已停机的后端。',
			},
		],
		sources: ['https://kubernetes.io/docs/reference/using-api/health-checks/', 'haproxy/haproxy src/check.c'],
	},
	{
		id: 'haproxy-server-port-wrong',
		about: ['vip'],
		severity: 'blocking',
		title: {en: 'haproxy sends to a port where no API server listens', zh: 'haproxy 后端端口写错'},
		meaning: {
			en: 'The API server listens on 6443, and the server line in haproxy.cfg names another port (often haproxy’s own).',
			zh: 'API server 监听 6443，而 haproxy.cfg 的 server 行写了别的端口（常误写成 haproxy 自己的端口）。',
		},
		suggests: [[{says: connectionRefused}, {says: listensOnApiPort, in: ['listening-ports']}]],
		confirms: [
			[
				{says: /^\s*server\s+\S+\s+\S+:(?!6443\b)\d+\s.*check/, in: ['haproxy-config']},
				{says: /is DOWN, reason: Layer4/},
			],
			[
				{says: /^\s*server\s+\S+\s+\S+:(?!6443\b)\d+\s.*check/, in: ['haproxy-config']},
				{says: listensOnApiPort, in: ['listening-ports']},
			],
		],
		// A refused connection may be from before the API server ran.
		rulesOut: [{lacks: /^\s*server\s+\S+\s+\S+:(?!6443\b)\d+/, in: ['haproxy-config']}],
		explains: ['haproxy-servers-down', 'endpoint-unreachable'],
		remedies: writeHaproxy,
		sources: ['kubernetes/kubeadm docs/ha-considerations.md', 'haproxy/haproxy src/check.c'],
	},
	{
		id: 'haproxy-connect-denied',
		about: ['vip'],
		severity: 'blocking',
		title: {
			en: 'SELinux does not let haproxy connect to the API servers',
			zh: 'SELinux 不允许 haproxy 连接 API server',
		},
		meaning: {
			en: 'haproxy listens, and every connection onwards to 6443 is refused by the policy: all servers count as down.',
			zh: 'haproxy 能监听，但到 6443 的连接都被策略拒绝，所有后端都被判为 DOWN。',
		},
		suggests: [
			{
				says: /is DOWN, reason: (?:Layer4 connection problem, info: "Permission denied"|Socket error, info: "Permission denied")/,
			},
		],
		confirms: [
			{says: isDenied('name_connect')},
			[{says: /General socket error \(Permission denied\)/}, {says: /^Enforcing$/}],
		],
		rulesOut: [{says: /^(?:Permissive|Disabled)$/, in: ['selinux']}],
		explains: ['haproxy-servers-down', 'endpoint-unreachable'],
		remedies: [letHaproxyConnect],
		badAdvice: [
			{
				en: '"setenforce 0" helps until the next reboot and unprotects the whole host; the boolean haproxy_connect_any is what is missing.',
				zh: '"setenforce 0" 只到下次重启有效，还会让整台主机失去保护；缺的只是 haproxy_connect_any 这个开关。',
			},
		],
		sources: ['ceph/ceph-ansible#6319', 'openshift/openshift-ansible#11388'],
	},
	{
		id: 'haproxy-servers-filtered',
		about: ['vip'],
		severity: 'blocking',
		title: {en: 'A firewall keeps haproxy from the API servers', zh: '防火墙挡住了 haproxy 到 API server 的连接'},
		meaning: {
			en: 'The checks end in silence or in "no route to host" while the API servers run: port 6443 is not open between the control planes.',
			zh: 'API server 在运行，检查却超时或得到 "no route to host"：控制平面之间没有放行 6443。',
		},
		suggests: [
			{says: /is DOWN, reason: Layer4 timeout/},
			{says: /is DOWN, reason: Layer4 connection problem, info: "No route to host"/},
		],
		confirms: [
			[
				{says: /is DOWN, reason: Layer4 (?:timeout|connection problem, info: "No route to host")/},
				{several: listensOnApiPort, in: ['listening-ports']},
			],
		],
		rulesOut: [{says: /^\s*server\s+\S+\s+\S+:(?!6443\b)\d+/, in: ['haproxy-config']}],
		explains: ['haproxy-servers-down', 'endpoint-unreachable'],
		remedies: openFirewall.tasks.filter(({id}) => id.startsWith('open-ports-')),
		sources: ['haproxy/haproxy src/check.c', 'kubernetes/minikube#4350'],
	},
	{
		id: 'haproxy-servers-down',
		about: ['vip'],
		severity: 'blocking',
		title: {en: 'haproxy has no API server left', zh: 'haproxy 没有可用的后端'},
		meaning: {
			en: 'haproxy takes connections and closes them at once (EOF, connection reset), because it believes that every API server is down. Before kubeadm init that is so.',
			zh: 'haproxy 认为所有 API server 都不可用，接受连接后立即断开（EOF、connection reset）。在 kubeadm init 之前本来如此。',
		},
		suggests: [{says: /(?:backend|proxy) '?\S+?'? has no server available!/}],
		confirms: [],
		rulesOut: [{says: /^ok(?:$|root@|\[)/, in: ['endpoint-answer']}],
		explains: ['endpoint-unreachable'],
		remedies: writeHaproxy,
		sources: ['haproxy/haproxy src/server.c'],
	},
];
