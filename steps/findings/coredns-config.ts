// What CoreDNS was told, may do and may use.
import type {Finding, Remedy} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {kubectl} from '../kubectl.ts';
import {coreDnsAgain, defaultCorefile} from './coredns-cures.ts';
import {coreDnsCure} from './restart-coredns.ts';
import {said} from './said.ts';
import {coreDnsIsReady} from './states.ts';

const about = ['coredns', 'dns'];

const letIn: Remedy = coreDnsCure(
	'coredns-role',
	{en: 'Let CoreDNS read EndpointSlices', zh: '允许 CoreDNS 读取 EndpointSlice'},
	{
		en: 'CoreDNS since 1.8 reads EndpointSlices in place of Endpoints. An image that was changed by hand keeps the old role, which does not name them.',
		zh: 'CoreDNS 自 1.8 起读取 EndpointSlice 而非 Endpoints。手工更换镜像后角色仍是旧的，没有该权限。',
	},
	() => sh`
		${kubectl} patch clusterrole system:coredns --type=json -p '[{"op":"add","path":"/rules/-","value":{"apiGroups":["discovery.k8s.io"],"resources":["endpointslices"],"verbs":["list","watch"]}}]'
		${kubectl} -n kube-system rollout restart deployment/coredns
		${kubectl} -n kube-system rollout status deployment/coredns --timeout=120s
	`,
);

const mayBind: Remedy = coreDnsCure(
	'coredns-may-bind',
	{en: 'Let CoreDNS bind port 53', zh: '允许 CoreDNS 绑定 53 端口'},
	{
		en: 'The image runs as an ordinary user and needs NET_BIND_SERVICE, spelled in capitals, to listen below 1024.',
		zh: '镜像以普通用户运行，监听 1024 以下端口需要大写拼写的 NET_BIND_SERVICE 能力。',
	},
	() => sh`
		${kubectl} -n kube-system patch deployment coredns -p '{"spec":{"template":{"spec":{"containers":[{"name":"coredns","securityContext":{"capabilities":{"add":["NET_BIND_SERVICE"],"drop":["ALL"]}}}]}}}}'
		${kubectl} -n kube-system rollout status deployment/coredns --timeout=120s
	`,
	{undo: () => sh`${kubectl} -n kube-system rollout undo deployment/coredns`},
);

export const coreDnsConfigFindings: readonly Finding[] = [
	{
		id: 'corefile-removed-option',
		about,
		severity: 'blocking',
		title: {
			en: 'The Corefile uses what this CoreDNS no longer has',
			zh: 'Corefile 使用了当前 CoreDNS 已移除的配置',
		},
		meaning: {
			en: 'CoreDNS was upgraded and its Corefile was not: `proxy` went in 1.5, `upstream` and `resyncperiod` in 1.7, `federation` as well; or it was set back and does not know `max_concurrent` yet.',
			zh: 'CoreDNS 升级而 Corefile 未随之更新：1.5 移除了 `proxy`，1.7 移除了 `upstream`、`resyncperiod` 与 `federation`；或降级后还不认识 `max_concurrent`。',
		},
		suggests: [],
		confirms: said(
			/Error during parsing: (?:Unknown directive '?(?:proxy|federation)|unknown property '?(?:upstream|resyncperiod|max_concurrent|spray|lameduck))/,
			'coredns-logs',
			'troubled-logs',
		),
		rulesOut: [coreDnsIsReady],
		explains: ['container-crashes', 'coredns-not-ready', 'corefile-broken'],
		remedies: [defaultCorefile],
		sources: [
			'istio/istio.io#4715',
			'minio/minio#8344',
			'traefik/mesh#685',
			'coredns/coredns#4362',
			'coredns/coredns#3368',
		],
	},
	{
		id: 'corefile-broken',
		about,
		severity: 'blocking',
		title: {en: 'The Corefile cannot be read', zh: 'Corefile 无法解析'},
		meaning: {
			en: 'CoreDNS says the line and what it stumbled over, and ends. As a rule somebody has added a zone or hosts by hand: a brace is missing, or a plugin stands inside another.',
			zh: 'CoreDNS 指出出错的行与内容后退出。通常是手工添加区域或 hosts 时缺少花括号，或把插件写进了另一个插件内。',
		},
		suggests: [],
		confirms: said(
			/(?:Corefile|plugin\/\w+):?\d* ?-? ?.*Error during parsing: |[Cc]orefile:\d+ - (?:Error|Syntax error)/,
			'coredns-logs',
			'troubled-logs',
		),
		rulesOut: [coreDnsIsReady],
		explains: ['container-crashes', 'coredns-not-ready'],
		remedies: [defaultCorefile],
		badAdvice: [
			{
				en: 'A pod that still runs shows nothing: the reload plugin keeps the old Corefile after an error, and the next restart fails.',
				zh: '仍在运行的 Pod 看不出问题：reload 插件出错后沿用旧 Corefile，下次重启才会失败。',
			},
		],
		sources: ['coredns/deployment#215', 'coredns/coredns#7121', 'coredns/kubernetai#22'],
	},
	{
		id: 'corefile-missing',
		about,
		severity: 'blocking',
		title: {
			en: 'The ConfigMap of CoreDNS is missing, or has no Corefile',
			zh: 'CoreDNS 的 ConfigMap 缺失或没有 Corefile',
		},
		meaning: {
			en: 'The pods mount the ConfigMap coredns and the key Corefile in it. Somebody has deleted one of them, or restored a cluster without it.',
			zh: 'Pod 挂载 ConfigMap coredns 及其中的 Corefile 键，二者之一被删除，或恢复集群时遗漏。',
		},
		suggests: [],
		confirms: said(
			/configmap "coredns" not found|open \/etc\/coredns\/Corefile: no such file|configmap references non-existent config key: Corefile/,
			'coredns-pods',
			'warnings',
			'coredns-logs',
		),
		rulesOut: [coreDnsIsReady],
		explains: ['container-crashes', 'coredns-not-created', 'coredns-not-ready', 'config-missing'],
		remedies: [coreDnsAgain],
		sources: ['coredns/coredns#4312', 'kubernetes/kubernetes cmd/kubeadm/app/phases/addons/dns/dns.go'],
	},
	{
		id: 'coredns-forbidden',
		about,
		severity: 'blocking',
		title: {en: 'CoreDNS may not read what it serves', zh: 'CoreDNS 没有读取所需对象的权限'},
		meaning: {
			en: 'The API server answers and forbids. CoreDNS was upgraded past 1.8 by changing its image, and its role does not name EndpointSlices; or role and binding are gone.',
			zh: 'API Server 有应答但拒绝授权。通常是只换镜像升级到 1.8 以上，角色中没有 EndpointSlice；或角色与绑定已被删除。',
		},
		suggests: [],
		confirms: said(
			/is forbidden: User "system:serviceaccount:[\w-]+:coredns[\w-]*" cannot (?:list|watch|get) resource/,
			'coredns-logs',
			'troubled-logs',
		),
		rulesOut: [{lacks: /is forbidden: User "system:serviceaccount:[\w-]+:coredns/, in: ['coredns-logs']}],
		explains: ['coredns-not-ready', 'names-not-resolved'],
		remedies: [coreDnsAgain, letIn],
		badAdvice: [
			{
				en: 'Binding cluster-admin to CoreDNS silences it, and gives whoever gets into the pod the whole cluster.',
				zh: '给 CoreDNS 绑定 cluster-admin 虽然能消除报错，却让攻入该 Pod 的人掌控整个集群。',
			},
		],
		sources: ['coredns/helm#9', 'coredns/helm#135', 'mmumshad/kubernetes-the-hard-way#295', 'coredns/coredns#4489'],
	},
	{
		id: 'coredns-may-not-bind',
		about,
		severity: 'blocking',
		title: {en: 'CoreDNS may not listen on port 53', zh: 'CoreDNS 无权监听 53 端口'},
		meaning: {
			en: 'CoreDNS 1.11 and later run as an ordinary user. The container lacks NET_BIND_SERVICE, has it in small letters, or an old runtime or SELinux does not pass it on.',
			zh: 'CoreDNS 1.11 起以普通用户运行。容器缺少 NET_BIND_SERVICE、拼写为小写，或旧运行时、SELinux 未传递该能力。',
		},
		suggests: [],
		confirms: said(
			/[Ll]isten: listen (?:tcp|udp) \S*:53: bind: permission denied/,
			'coredns-logs',
			'troubled-logs',
		),
		rulesOut: [coreDnsIsReady],
		explains: ['container-crashes', 'coredns-not-ready'],
		remedies: [mayBind],
		sources: [
			'coredns/coredns#6716',
			'kubernetes/kubernetes#125226',
			'k3s-io/k3s#11690',
			'submariner-io/lighthouse#2001',
		],
	},
	{
		id: 'coredns-not-migratable',
		about: ['coredns', 'upgrade'],
		severity: 'risky',
		title: {en: 'kubeadm cannot carry this CoreDNS over in an upgrade', zh: 'kubeadm 无法在升级中迁移当前 CoreDNS'},
		meaning: {
			en: 'kubeadm translates the Corefile from the version of the image to the new one. It does not know this version, or a plugin in the Corefile, and stops before the upgrade.',
			zh: 'kubeadm 会把 Corefile 从当前镜像版本转换到新版本。它不认识该版本或 Corefile 中的某个插件，因此在升级前停止。',
		},
		suggests: [],
		confirms: said(
			/(?:ERROR|WARNING) CoreDNS(?:UnsupportedPlugins|Migration)\]|unable to migrate CoreDNS ConfigMap/,
			'corefile',
		),
		remedies: [],
		badAdvice: [
			{
				en: '--ignore-preflight-errors=CoreDNSMigration upgrades Kubernetes and leaves CoreDNS as it is, which may be years old.',
				zh: '--ignore-preflight-errors=CoreDNSMigration 会升级 Kubernetes 而保留可能已过时多年的 CoreDNS。',
			},
		],
		sources: [
			'kubernetes/kubernetes#82889',
			'coredns/coredns#3398',
			'kubernetes/kubeadm#2830',
			'kubernetes-sigs/kubespray#6596',
		],
	},
];
