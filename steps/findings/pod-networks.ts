import type {Finding, Remedy} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {kubectl} from '../kubectl.ts';
import {hostBefore} from '../paths.ts';
import {endpointOf} from '../kubeadm-config.ts';
import {planOf} from '../plan.ts';
import {said} from './said.ts';
import {nothingIsCreated, podsAreReady} from './states.ts';
import {daemonSetReady} from './workload-cures.ts';

const folder = '/etc/cni/net.d';
const aside = `${hostBefore}/cni-net.d`;

const keepOne: Remedy = {
	id: 'keep-one-network',
	title: {en: 'Put aside the configurations of other networks', zh: '移走其他网络的配置'},
	why: {
		en: 'The runtime takes the first file by name. What does not belong to the plan’s network component is moved away; pods that already have an address of the other network are to be made anew afterwards.',
		zh: '运行时按文件名取第一个。不属于计划中网络组件的文件会被移走；已经取得另一网络地址的 Pod 之后需要重建。',
	},
	target: 'every-host',
	risk: 'disruptive',
	check: {
		ask: given =>
			sh`! find ${folder} -maxdepth 1 -type f | sed 's,.*/,,' | grep -E '[.]conf(list)?$' | grep -v ${planOf(given).kubernetes.network.kind}`,
	},
	run: given => sh`
		mkdir -p ${aside}
		find ${folder} -maxdepth 1 -type f | sed 's,.*/,,' | grep -E '[.]conf(list)?$' | grep -v ${planOf(given).kubernetes.network.kind} | while read -r name; do
			mv ${folder}/"$name" ${aside}/
		done
		systemctl restart kubelet
	`,
	undo: () => sh`mv ${aside}/* ${folder}/`,
	usually: 5,
};

const reservations = '/var/lib/cni/networks';

const freeAddresses: Remedy = {
	id: 'free-pod-addresses',
	title: {en: 'Give back addresses whose pods are gone', zh: '释放已不存在的 Pod 占用的地址'},
	why: {
		en: 'host-local keeps a file per address with the sandbox that has it. Files of sandboxes that the runtime no longer knows are removed; those of running pods stay.',
		zh: 'host-local 为每个地址保留一个文件，记录占用它的沙箱。运行时已不认识的沙箱的文件会被删除，正在运行的 Pod 不受影响。',
	},
	target: 'every-host',
	risk: 'changes',
	check: {
		ask: () => sh`
		kept=$(find ${reservations} -type f -name '[0-9]*' 2>/dev/null | wc -l)
		running=$(crictl pods -q | wc -l)
		echo "$kept addresses are taken, $running sandboxes run"
		[ "$kept" -le "$((running + 10))" ]
	`,
	},
	run: () => sh`
		crictl pods -q > /run/kubewalk-sandboxes
		find ${reservations} -type f -name '[0-9]*' | while read -r file; do
			if ! grep -qF "$(head -n 1 "$file" | tr -d '\r')" /run/kubewalk-sandboxes; then rm -f "$file"; fi
		done
		rm -f /run/kubewalk-sandboxes
	`,
	undo: 'nothing-to-undo',
	usually: 5,
};

const tellCilium: Remedy = {
	id: 'tell-cilium-the-api',
	title: {en: 'Tell Cilium where the API server is', zh: '告诉 Cilium API Server 的地址'},
	why: {
		en: 'In place of kube-proxy Cilium cannot use the Service’s address before it runs itself. It needs the endpoint of the control plane.',
		zh: '代替 kube-proxy 时，Cilium 自身启动之前无法使用 Service 地址，需要直接给出控制平面的入口地址。',
	},
	target: 'first-control-plane',
	risk: 'disruptive',
	check: {ask: daemonSetReady('kube-system', 'cilium')},
	run: given => {
		const [, host = '', port = '6443'] = /^\[?(.*?)\]?:(\d+)$/.exec(endpointOf(planOf(given))) ?? [];
		return sh`
			${kubectl} -n kube-system set env daemonset/cilium --containers='*' ${`KUBERNETES_SERVICE_HOST=${host}`} ${`KUBERNETES_SERVICE_PORT=${port}`}
			${kubectl} -n kube-system rollout status daemonset/cilium --timeout=250s
		`;
	},
	undo: () => sh`${kubectl} -n kube-system rollout undo daemonset/cilium`,
	usually: 60,
	timeout: 300,
};

const named = (name: string): RegExp => new RegExp(String.raw`^\S*${name}\S*\.conf(?:list)?$`);
const [flannel, calico, cilium, other] = [
	'flannel',
	'calico',
	'cilium',
	'(?:bridge|podman|weave|kube-router|antrea)',
].map(named) as [RegExp, RegExp, RegExp, RegExp];
const both = (one: RegExp, two: RegExp) => [
	{says: one, in: ['cni-files']},
	{says: two, in: ['cni-files']},
];

export const podNetworkFindings: readonly Finding[] = [
	{
		id: 'two-networks',
		about: ['pod', 'network', 'node'],
		severity: 'risky',
		title: {en: 'Two network components have left their configuration on a host', zh: '主机上有两个网络组件的配置'},
		meaning: {
			en: 'The runtime uses the first file by name, which need not be the network that runs: pods get addresses of the wrong range, or a plugin that has no pod behind it refuses them.',
			zh: '运行时按文件名使用第一个配置，它不一定属于正在运行的网络：Pod 会得到错误网段的地址，或被已无后台 Pod 的插件拒绝。',
		},
		suggests: [],
		confirms: [
			both(flannel, calico),
			both(flannel, cilium),
			both(calico, cilium),
			both(flannel, other),
			both(calico, other),
			both(cilium, other),
		],
		explains: ['calico-not-running', 'sandbox-not-made', 'coredns-not-created'],
		remedies: [keepOne],
		badAdvice: [
			{
				en: 'Deleting the DaemonSet of a network removes neither its files in /etc/cni/net.d nor its interfaces and rules.',
				zh: '删除网络组件的 DaemonSet 不会清除 /etc/cni/net.d 中的文件，也不会清除它的网卡与规则。',
			},
		],
		sources: ['projectcalico/calico#2561', 'kubernetes/kubernetes#125275'],
	},
	{
		id: 'pod-addresses-exhausted',
		about: ['pod', 'network', 'node'],
		severity: 'blocking',
		title: {en: 'A node has no pod address left', zh: '节点的 Pod 地址已用尽'},
		meaning: {
			en: 'Every address of the node’s subnet is written down as taken. More than 254 pods is rare; as a rule addresses of pods that ended in a crash or a power cut were never given back.',
			zh: '节点网段的每个地址都被登记为占用。Pod 数真的超过 254 很少见，通常是崩溃或断电时结束的 Pod 没有归还地址。',
		},
		suggests: [],
		confirms: said(/no IP addresses available in (?:range set|network)/, 'troubled-pods', 'warnings'),
		rulesOut: [nothingIsCreated],
		explains: ['sandbox-not-made', 'coredns-not-created'],
		remedies: [freeAddresses],
		badAdvice: [
			{
				en: 'Emptying /var/lib/cni/networks while pods run hands their addresses out a second time.',
				zh: '在 Pod 运行时清空 /var/lib/cni/networks 会把它们的地址再次分配出去。',
			},
		],
		sources: ['kubernetes/kubernetes#57280', 'kubernetes/kubernetes#39557', 'testground/testground#569'],
	},
	{
		id: 'mtu-too-large',
		about: ['network', 'pod', 'dns'],
		severity: 'risky',
		title: {en: 'Packets of pods are too large for the way between nodes', zh: 'Pod 数据包超过节点间链路的 MTU'},
		meaning: {
			en: 'Encapsulation adds 20 to 60 bytes. When the pod interfaces are as large as the NIC, or the cloud’s network is smaller than the NIC says, small requests pass and large answers hang: TLS after the Client Hello, image pulls, long logs.',
			zh: '封装会增加 20 到 60 字节。当 Pod 网卡 MTU 与物理网卡相同，或云网络的实际 MTU 小于网卡所示时，小请求正常而大响应卡住：TLS 停在 Client Hello 之后、拉取镜像、较长的日志等。',
		},
		suggests: [
			[
				{says: /(?:flannel\.1|vxlan\.calico|cilium_vxlan)[@:].* mtu 1500 /, in: ['interfaces']},
				{says: /: (?:eth|en[ops])\w*[@:].* mtu 1500 /, in: ['interfaces']},
			],
			[
				{says: /(?:flannel\.1|vxlan\.calico|cilium_vxlan)[@:].* mtu 1450 /, in: ['interfaces']},
				{says: /: (?:eth|en[ops])\w*[@:].* mtu 1450 /, in: ['interfaces']},
			],
		],
		confirms: said(/message too long, mtu=\d+|[Ff]rag needed and DF set \(mtu/, 'interfaces'),
		remedies: [],
		badAdvice: [
			{
				en: 'A smaller MTU on the NIC does not reach pods that already run: they keep the one they were made with.',
				zh: '调小物理网卡的 MTU 不会影响已在运行的 Pod，它们保留创建时的 MTU。',
			},
		],
		sources: [
			'projectcalico/calico#7651',
			'projectcalico/calico#8953',
			'easzlab/kubeasz#1444',
			'kubernetes/kubeadm#240',
		],
	},
	{
		id: 'cilium-kernel-too-old',
		about: ['network', 'node'],
		severity: 'blocking',
		title: {en: 'The kernel is too old for Cilium', zh: '内核版本过旧，Cilium 无法运行'},
		meaning: {
			en: 'Cilium’s agent looks at the kernel when it starts and ends when it lacks what the release needs. CentOS 7’s 3.10 never had it.',
			zh: 'Cilium agent 启动时检查内核，不满足版本要求即退出。CentOS 7 的 3.10 内核从来不满足。',
		},
		suggests: [],
		confirms: said(
			/minimal supported kernel version is|minimum supported kernel version/i,
			'network-logs',
			'troubled-logs',
		),
		explains: ['container-crashes', 'network-not-ready'],
		remedies: [],
		sources: [
			'cilium/cilium Documentation/operations/troubleshooting.rst',
			'cilium/cilium pkg/datapath/linux/requirements.go',
		],
	},
	{
		id: 'cilium-without-api',
		about: ['network', 'node'],
		severity: 'blocking',
		title: {
			en: 'Cilium replaces kube-proxy and was not told where the API server is',
			zh: 'Cilium 代替 kube-proxy，却不知道 API Server 的地址',
		},
		meaning: {
			en: 'Without kube-proxy nobody serves the Service’s address of the API until Cilium runs, and Cilium does not run until it has reached the API.',
			zh: '没有 kube-proxy 时，在 Cilium 运行之前没有组件提供 API 的 Service 地址，而 Cilium 连不上 API 就无法运行。',
		},
		suggests: [],
		confirms: said(/Unable to contact k8s api-server/, 'network-logs', 'troubled-logs'),
		rulesOut: [podsAreReady],
		explains: ['container-crashes', 'network-not-ready'],
		remedies: [tellCilium],
		sources: ['kubernetes/kubeadm#312', 'cilium/cilium Documentation/network/kubernetes/kubeproxy-free.rst'],
	},
];
