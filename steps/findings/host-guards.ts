// What stands between programs that must reach each other: firewalls, SELinux, AppArmor, proxies.
import type {Finding} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {openFirewall} from '../open-firewall.ts';
import {packagesOf} from '../packages.ts';
import {takeRulesAway} from './closing-rules.ts';
import {cure} from './make-remedy.ts';

const openPorts = openFirewall.tasks.filter(({id}) => id.startsWith('open-ports-'));

const restoreLabels = cure({
	id: 'restore-selinux-labels',
	title: {en: 'Give the cluster’s files their SELinux labels back', zh: '恢复集群文件的 SELinux 标签'},
	why: {
		en: 'Files that were moved from a home directory or from /tmp keep the labels of that place. container-selinux brings the policy for runtimes.',
		zh: '从家目录或 /tmp 移过来的文件会保留原位置的标签。容器运行时的策略由 container-selinux 提供。',
	},
	check: {
		ask: () => sh`[ -z "$(restorecon -Rnv /etc/kubernetes /var/lib/kubelet /var/lib/etcd /opt/cni 2>/dev/null)" ]`,
	},
	run: () => sh`restorecon -RFv /etc/kubernetes /var/lib/kubelet /var/lib/etcd /opt/cni 2>&1 | tail -n 20`,
	usually: 20,
});

const forwardAgain = cure({
	id: 'accept-forwarding',
	title: {en: 'Let the FORWARD chain accept', zh: '让 FORWARD 链默认放行'},
	why: {
		en: 'Docker sets the policy of the whole chain to DROP. Only the policy changes; every rule stays.',
		zh: 'Docker 会把整条链的默认策略设为 DROP。这里只改默认策略，规则都保留。',
	},
	check: {ask: () => sh`iptables -S FORWARD | grep '^-P FORWARD ACCEPT' >/dev/null`},
	run: () => sh`iptables -P FORWARD ACCEPT`,
	undo: () => sh`iptables -P FORWARD DROP`,
});

const spareClusterFromProxy = cure({
	id: 'spare-cluster-from-proxy',
	title: {en: 'Take the cluster’s addresses out of the proxy', zh: '让集群地址不走代理'},
	why: {
		en: 'NO_PROXY gets the hosts’ addresses, the Service and pod networks and .svc in the units of the runtime and the kubelet. The shell’s own variables are the operator’s: unset them for kubeadm.',
		zh: '在运行时和 kubelet 的单元中为 NO_PROXY 加入主机地址、Service 与 Pod 网段以及 .svc。当前 shell 的变量由操作者自己处理：运行 kubeadm 时请取消。',
	},
	risk: 'disruptive',
	check: {
		ask: given => sh`
			for unit in containerd docker kubelet; do
				set -- "$(systemctl show "$unit" -p Environment 2>/dev/null)"
				case "$1" in
					*[Pp][Rr][Oo][Xx][Yy]=*)
						case "$1" in
							*${given.host.address}*) ;;
							*) echo "$unit: $1"; exit 1 ;;
						esac
						;;
				esac
			done
		`,
	},
	run: given => sh`
		for unit in containerd docker kubelet; do
			systemctl show "$unit" -p Environment 2>/dev/null | grep -i '_proxy=' >/dev/null || continue
			mkdir -p "/etc/systemd/system/$unit.service.d"
			printf '[Service]\nEnvironment="NO_PROXY=%s" "no_proxy=%s"\n' ${noProxy(given.hosts.map(host => host.address))} ${noProxy(given.hosts.map(host => host.address))} > "/etc/systemd/system/$unit.service.d/zz-kubewalk-no-proxy.conf"
			systemctl daemon-reload
			systemctl restart "$unit"
		done
	`,
	undo: () => sh`
		rm -f /etc/systemd/system/*.service.d/zz-kubewalk-no-proxy.conf
		systemctl daemon-reload
	`,
});

const noProxy = (addresses: readonly string[]): string =>
	['localhost', '127.0.0.1', ...addresses, '10.96.0.0/12', '10.244.0.0/16', '.svc', '.cluster.local'].join(',');

export const hostGuardsFindings: readonly Finding[] = [
	{
		id: 'firewall-closes-ports',
		about: ['node', 'join'],
		severity: 'blocking',
		title: {en: 'A firewall closes the cluster’s ports', zh: '防火墙没有放行集群端口'},
		meaning: {
			en: 'Hosts reach each other by ping and not on 6443, 2379-2380 or 10250: "no route to host" at once is a rule that rejects, silence one that drops.',
			zh: '主机之间能 ping 通，6443、2379-2380 或 10250 却不通：立刻得到 "no route to host" 是规则拒绝，毫无反应是规则丢弃。',
		},
		suggests: [
			[
				{says: /dial tcp \S+:(?:6443|2379|2380|10250)\)?: (?:connect: no route to host|i\/o timeout)/},
				{
					says: /\[WARNING Firewalld\]|\(active\)|\(default, active\)|^Status: active|-P INPUT DROP|policy drop|REJECT/,
				},
			],
			{says: /dial tcp \S+:(?:6443|2379|2380|10250): (?:connect: no route to host)/},
		],
		hints: [
			{says: /\[WARNING Firewalld\]: firewalld is active/},
			{says: /dial tcp \S+:(?:6443|2379|2380|10250): i\/o timeout/},
		],
		confirms: [
			{says: /-A INPUT .*--dports? \S*(?:6443|2379|10250)\S* .*-j (?:DROP|REJECT)/},
			{says: /(?:tcp|th) dport \{?[\d ,-]*(?:6443|2379|10250)[\d ,-]*\}? .*(?:drop|reject)/},
			[
				{
					says: /dial tcp \S+:(?:6443|2379|2380|10250): (?:connect: no route to host|i\/o timeout)|Ncat: No route to host|\((?:tcp|UNKNOWN)\) port|Connection timed out/,
				},
				{says: /^\s*ports:|^To\s+Action\s+From|^-P INPUT DROP|hook input .*policy drop/, in: ['firewall']},
				{lacks: /6443/, in: ['firewall']},
			],
			{says: /^missing: .*(?:6443|2379|10250)/},
		],
		rulesOut: [
			[
				{
					lacks: /^-P INPUT DROP|-A INPUT .*-j (?:REJECT|DROP)|policy drop|reject|\bdrop\b|\(active\)|\(default, active\)|^Status: active/,
					in: ['firewall'],
				},
			],
		],
		explains: ['endpoint-unreachable', 'node-not-ready', 'haproxy-servers-filtered', 'etcd-down'],
		remedies: [takeRulesAway, ...openPorts],
		badAdvice: [
			{
				en: '"iptables -F" also deletes the rules of kube-proxy and of the network component; "systemctl disable firewalld" opens the host to everybody.',
				zh: '"iptables -F" 会连 kube-proxy 和网络组件的规则一起删掉；"systemctl disable firewalld" 会让主机全部开放。',
			},
		],
		sources: ['kubernetes/minikube#4350', 'coredns/coredns#4714', 'flannel-io/flannel#1039'],
	},
	{
		id: 'forward-policy-drop',
		about: ['node', 'pod'],
		severity: 'risky',
		title: {en: 'The FORWARD chain drops what no rule knows', zh: 'FORWARD 链默认丢弃'},
		meaning: {
			en: 'Docker (since 1.13) sets "-P FORWARD DROP": packets of pods are dropped unless the network component adds rules of its own.',
			zh: 'Docker 自 1.13 起设置 "-P FORWARD DROP"：除非网络组件自带规则，Pod 的报文会被丢弃。',
		},
		suggests: [
			[
				{says: /^-P FORWARD DROP|^Chain FORWARD \(policy DROP/},
				{lacks: /FLANNEL-FWD|cali-FORWARD|CILIUM_FORWARD|KUBE-FORWARD/, in: ['firewall']},
			],
		],
		confirms: [
			[
				{says: /^-P FORWARD DROP|^Chain FORWARD \(policy DROP/},
				{lacks: /FLANNEL-FWD|cali-FORWARD|CILIUM_FORWARD/, in: ['firewall']},
				{says: /100% packet loss|no route to host|i\/o timeout|connection timed out/i},
			],
		],
		rulesOut: [{says: /^-P FORWARD ACCEPT/, in: ['firewall']}],
		remedies: [forwardAgain],
		sources: ['kubernetes/kubernetes#40182', 'moby/moby#14041'],
	},
	{
		id: 'selinux-denies',
		about: ['node', 'pod'],
		severity: 'blocking',
		title: {en: 'SELinux denies a container its files', zh: 'SELinux 拒绝容器访问文件'},
		meaning: {
			en: 'The container ends at once with "permission denied" on certificates or data that root may read: the files have the wrong labels, or the policy for containers is missing.',
			zh: '容器读取 root 可读的证书或数据时报 "permission denied" 并立即退出：文件标签不对，或缺少容器策略。',
		},
		suggests: [
			[{says: /(?:\/etc\/kubernetes|\/var\/lib\/(?:etcd|kubelet))\S*: permission denied/}, {says: /^Enforcing$/}],
		],
		confirms: [
			{
				says: /avc: +denied +\{[^}]+\}.*scontext=\S*:(?:container_t|svirt_lxc_net_t|kubelet_t|container_runtime_t):/,
			},
		],
		rulesOut: [{says: /^(?:Permissive|Disabled)$/, in: ['selinux']}],
		explains: ['api-server-down', 'etcd-down'],
		remedies: [restoreLabels, ...openFirewall.tasks.filter(({id}) => id === 'selinux-permissive')],
		badAdvice: [
			{
				en: 'SELINUX=disabled needs a reboot, and files made meanwhile have no labels: it cannot simply be switched on again. Permissive logs and denies nothing.',
				zh: 'SELINUX=disabled 需要重启，期间新建的文件没有标签，之后不能直接再打开。permissive 只记录不拒绝。',
			},
		],
		sources: [
			'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/troubleshooting-kubeadm/',
			'kubernetes/kubeadm#107',
		],
	},
	{
		id: 'apparmor-program-missing',
		about: ['node', 'pod'],
		severity: 'blocking',
		title: {en: 'AppArmor is on and its program is not installed', zh: '启用了 AppArmor 但缺少 apparmor_parser'},
		meaning: {
			en: 'The kernel has AppArmor, so containerd loads a profile for every container, with a program that this system did not install: no container starts.',
			zh: '内核启用了 AppArmor，containerd 会为每个容器加载配置，但系统没装所需程序：所有容器都起不来。',
		},
		suggests: [],
		confirms: [{says: /exec: \\*"apparmor_parser\\*": executable file not found in \$PATH/}],
		explains: ['api-server-down', 'init-timed-out', 'sandbox-not-made'],
		remedies: [
			cure({
				id: 'install-apparmor',
				title: {en: 'Install AppArmor’s programs', zh: '安装 AppArmor 工具'},
				why: {
					en: 'The package apparmor brings apparmor_parser. containerd asks the kernel once, when it starts.',
					zh: 'apparmor 软件包提供 apparmor_parser。containerd 只在启动时检查一次。',
				},
				check: {ask: () => sh`command -v apparmor_parser`},
				run: given => sh`
					${packagesOf(given).refresh}
					${packagesOf(given).install('apparmor')}
					systemctl restart containerd
				`,
				undo: given => sh`${packagesOf(given).remove('apparmor')}`,
				usually: 20,
			}),
		],
		sources: ['containerd/containerd#7547', 'k0sproject/k0s#1039', 'k3s-io/k3s#3406'],
	},
	{
		id: 'proxy-captures-cluster',
		about: ['node', 'pod'],
		severity: 'risky',
		title: {en: 'A proxy is asked for the cluster’s own addresses', zh: '访问集群内部地址时走了代理'},
		meaning: {
			en: 'http_proxy is set and no_proxy lacks the nodes, the Service network or .svc: kubectl hangs or gets 403 or 503 from the proxy, webhooks fail. kubeadm copies the variables into the static pods.',
			zh: '设置了 http_proxy，而 no_proxy 缺少节点、Service 网段或 .svc：kubectl 卡住或从代理得到 403/503，webhook 失败。kubeadm 还会把这些变量写入静态 Pod。',
		},
		suggests: [
			{says: /\[WARNING HTTPProxyCIDR\]: connection to "\S+" uses proxy/},
			{says: /\[WARNING HTTPProxy\]: Connection to "\S+" uses proxy/},
			{says: /proxyconnect tcp: dial tcp \S+: /},
		],
		confirms: [
			[
				{says: /\[WARNING HTTPProxy(?:CIDR)?\]:/},
				{says: /Service Unavailable|proxyconnect tcp|403 Forbidden|503/},
			],
			[
				{says: /^\S*(?:HTTPS?|https?)_(?:PROXY|proxy)=\S/, in: ['proxy-variables']},
				{says: /proxyconnect tcp|(?:Get|Post) "?https:\S+": (?:Service Unavailable|Forbidden)/},
			],
		],
		rulesOut: [{lacks: /https?_proxy/i, in: ['proxy-variables']}],
		explains: ['endpoint-unreachable', 'init-timed-out'],
		remedies: [spareClusterFromProxy],
		sources: ['kubernetes/kubeadm#396', 'kubernetes/kubeadm#666', 'kubernetes/kubeadm#1433', 'istio/istio.io#1044'],
	},
];
