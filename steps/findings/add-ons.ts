import type {Finding, Remedy} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {signKubelets} from '../addons/kubelet-certificates.ts';
import {kubectl} from '../kubectl.ts';
import {openFirewall} from '../open-firewall.ts';
import {regardless} from './make-remedy.ts';
import {said} from './said.ts';
import {restarted} from './workload-cures.ts';

const metricsAnswer = sh`${kubectl} top nodes`;

const restartMetrics: Remedy = {
	id: 'restart-metrics-server',
	title: {en: 'Start metrics-server anew', zh: '重启 metrics-server'},
	why: {
		en: 'It asks every kubelet again, and the API server asks it again.',
		zh: '重启后它会重新查询各 kubelet，API Server 也会重新连接它。',
	},
	target: 'first-control-plane',
	risk: 'changes',
	check: {ask: () => metricsAnswer},
	run: () => sh`${restarted('kube-system', 'deployment/metrics-server')}`,
	verify: {ask: () => metricsAnswer, within: 90},
	undo: 'nothing-to-undo',
	usually: 40,
	timeout: 240,
};

const token: Remedy = {
	id: 'dashboard-token',
	title: {en: 'Make a token for the dashboard', zh: '为 Dashboard 生成令牌'},
	why: {
		en: 'Since 1.24 no secret with a token is made for an account. A token that ends by itself after eight hours is better anyway.',
		zh: '自 1.24 起不再为账户自动生成令牌 Secret。八小时后自动失效的令牌也更安全。',
	},
	target: 'first-control-plane',
	risk: 'safe',
	check: {ask: () => sh`! ${kubectl} get namespace kubernetes-dashboard >/dev/null 2>&1`},
	run: () =>
		sh`${kubectl} -n kubernetes-dashboard create token "$(${kubectl} -n kubernetes-dashboard get serviceaccounts -o name | grep -v /default | head -n 1 | cut -d / -f 2)" --duration=8h`,
	verify: {ask: () => sh`${kubectl} -n kubernetes-dashboard get serviceaccounts`},
	undo: 'nothing-to-undo',
};

const webhook = /failed calling webhook|failed to call webhook/;

export const addOnFindings: readonly Finding[] = [
	{
		id: 'metrics-kubelet-certificate',
		about: ['metrics', 'certificates'],
		severity: 'risky',
		title: {
			en: 'metrics-server does not trust the kubelets’ certificates',
			zh: 'metrics-server 不信任 kubelet 的证书',
		},
		meaning: {
			en: 'kubeadm’s kubelets sign their serving certificates themselves, without the node’s address in them. metrics-server refuses to read from them, so `kubectl top` and autoscaling have no numbers.',
			zh: 'kubeadm 部署的 kubelet 使用自签名的服务端证书，其中没有节点地址。metrics-server 拒绝读取，因此 `kubectl top` 与自动扩缩没有数据。',
		},
		suggests: [],
		confirms: said(
			/:10250\/(?:metrics|stats)\S*: (?:tls: failed to verify certificate: )?x509: (?:cannot validate certificate for \S+ because it doesn't contain any IP SANs|certificate signed by unknown authority)/,
			'add-on-logs',
			'troubled-logs',
		),
		rulesOut: [{lacks: /x509: /, in: ['add-on-logs']}],
		explains: ['metrics-not-available', 'pod-not-ready', 'rollout-stuck', 'readiness-fails'],
		remedies: [...signKubelets.map(regardless), restartMetrics],
		badAdvice: [
			{
				en: '--kubelet-insecure-tls makes it work at once, and whoever answers at a node’s address is then believed: for a lab only.',
				zh: '--kubelet-insecure-tls 立即见效，但此后任何在节点地址上应答的程序都会被信任，仅适用于实验环境。',
			},
		],
		sources: [
			'kubernetes-sigs/metrics-server#196',
			'kubernetes-sigs/metrics-server#1025',
			'kubernetes/kubeadm#2028',
			'labring/sealos#2444',
		],
	},
	{
		id: 'metrics-not-available',
		about: ['metrics'],
		severity: 'notable',
		title: {en: 'The metrics API does not answer', zh: 'Metrics API 不可用'},
		meaning: {
			en: '`kubectl top` and the HorizontalPodAutoscaler have no numbers: metrics-server is not installed, not ready, or the API server cannot reach it.',
			zh: '`kubectl top` 与 HorizontalPodAutoscaler 没有数据：metrics-server 未安装、未就绪，或 API Server 无法访问它。',
		},
		suggests: [],
		confirms: [
			{
				says: /error: Metrics API not available|failed to get \w+ utilization: unable to get metrics for resource|unable to fetch metrics from resource metrics API/,
			},
			{says: /^v1beta1\.metrics\.k8s\.io\s+\S+\s+False/, in: ['api-services']},
		],
		remedies: [restartMetrics],
		sources: ['kubernetes-sigs/metrics-server FAQ.md', 'kubernetes-sigs/metrics-server#304'],
	},
	{
		id: 'api-service-unreachable',
		about: ['metrics', 'network', 'service'],
		severity: 'risky',
		title: {
			en: 'The API server does not reach an API that a pod provides',
			zh: 'API Server 无法访问由 Pod 提供的聚合 API',
		},
		meaning: {
			en: 'An APIService is registered and its pod is not reached from a control plane: the pod network between them is broken or a firewall closes the port, or a proxy is in between. Deleting namespaces hangs as well while it lasts.',
			zh: 'APIService 已注册，但控制平面连不到对应的 Pod：它们之间的 Pod 网络不通、端口被防火墙封锁，或中间有代理。期间删除命名空间也会卡住。',
		},
		suggests: [],
		confirms: said(/FailedDiscoveryCheck|(?:failing or missing|no) response from https:\/\/\S+/, 'api-services'),
		explains: ['metrics-not-available', 'namespace-stuck'],
		remedies: [...openFirewall.tasks, restartMetrics],
		badAdvice: [
			{
				en: 'Deleting the APIService lets namespaces go, and with it goes the API that something in the cluster asks for.',
				zh: '删除 APIService 能让命名空间释放，但集群中依赖该 API 的组件会失效。',
			},
		],
		sources: [
			'kubernetes-sigs/metrics-server#208',
			'kubernetes-sigs/metrics-server#1154',
			'k0sproject/k0s#4015',
			'kubernetes/kubernetes#83332',
		],
	},
	{
		id: 'dashboard-without-token',
		about: ['dashboard'],
		severity: 'notable',
		title: {en: 'There is no token to log in to the dashboard with', zh: 'Dashboard 没有可用的登录令牌'},
		meaning: {
			en: 'Since 1.24 accounts get no secret with a token by themselves, so the commands of older guides find none.',
			zh: '自 1.24 起不会自动为账户生成令牌 Secret，旧教程中的命令因此查不到令牌。',
		},
		versions: {from: '1.24'},
		suggests: [],
		confirms: [{says: /Tokens:\s+<none>/}, {says: /No resources found in kubernetes-dashboard namespace/}],
		remedies: [token],
		badAdvice: [
			{
				en: 'An account bound to cluster-admin with a secret that never ends is the key to the whole cluster, kept in a browser.',
				zh: '绑定 cluster-admin 且永不过期的令牌，等于把整个集群的钥匙存进浏览器。',
			},
		],
		sources: [
			'kubernetes/kubernetes#110113',
			'kubernetes/dashboard docs/user/access-control/creating-sample-user.md',
		],
	},
	{
		id: 'webhook-out-of-reach',
		about: ['service', 'network', 'ingress'],
		severity: 'blocking',
		title: {en: 'The API server does not reach an admission webhook', zh: 'API Server 无法访问准入 Webhook'},
		meaning: {
			en: 'Objects of that kind cannot be created, because the pod that has to agree is not reached from the control plane: the pod network to it is broken, or its port is closed.',
			zh: '需要该 Pod 同意才能创建的对象都会失败：控制平面连不到它，Pod 网络不通或端口被封锁。',
		},
		suggests: [],
		confirms: said(
			/failed (?:calling|to call) webhook.*(?:context deadline exceeded|i\/o timeout|no route to host|Client\.Timeout exceeded)/,
			'workloads-described',
			'warnings',
		),
		explains: ['rollout-stuck'],
		remedies: openFirewall.tasks,
		badAdvice: [
			{
				en: 'Deleting the ValidatingWebhookConfiguration lets everything pass unseen, and the add-on’s next upgrade brings it back.',
				zh: '删除 ValidatingWebhookConfiguration 会让所有对象不经检查通过，且组件下次升级时又会恢复。',
			},
		],
		sources: [
			'kubernetes/ingress-nginx#5401',
			'kubernetes/ingress-nginx#5583',
			'kubernetes/ingress-nginx#6798',
			'rancher/rke#2883',
		],
	},
	{
		id: 'webhook-without-pod',
		about: ['service', 'ingress'],
		severity: 'blocking',
		title: {en: 'An admission webhook is registered and nobody is behind it', zh: '准入 Webhook 已注册但没有后端'},
		meaning: {
			en: 'Its Service has no ready pod, or was removed while the registration stayed. Whatever it is to judge is refused.',
			zh: '对应的 Service 没有就绪的 Pod，或 Service 已删除而注册仍在。凡需经它审核的对象都会被拒绝。',
		},
		suggests: [],
		confirms: said(
			/failed (?:calling|to call) webhook.*(?:no endpoints available for service|connect: connection refused|service "[^"]+" not found)/,
			'workloads-described',
			'warnings',
		),
		explains: ['rollout-stuck'],
		remedies: [],
		sources: ['kubernetes/ingress-nginx#5985', 'kubernetes/ingress-nginx#12336'],
	},
	{
		id: 'webhook-certificate',
		about: ['certificates', 'ingress'],
		severity: 'blocking',
		title: {
			en: 'An admission webhook shows a certificate that the API server does not expect',
			zh: '准入 Webhook 的证书不被 API Server 信任',
		},
		meaning: {
			en: 'The caBundle of the registration and the certificate in the add-on’s secret are of different installations, or the certificate has run out.',
			zh: '注册信息中的 caBundle 与组件 Secret 中的证书来自不同的安装，或证书已过期。',
		},
		suggests: [],
		confirms: [[{says: webhook}, {says: /failed (?:calling|to call) webhook.*x509: /}]],
		explains: ['rollout-stuck', 'certificates-expired'],
		remedies: [],
		sources: ['kubernetes/ingress-nginx#5583', 'cert-manager/website content/docs/troubleshooting/webhook.md'],
	},
];
