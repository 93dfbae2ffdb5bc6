import type {Finding, Remedy} from '../../source/engine/declare.ts';
import {fragment, sh} from '../../source/engine/script.ts';
import {kubectl} from '../kubectl.ts';
import {openFirewall} from '../open-firewall.ts';
import {restartNetwork} from './network-cures.ts';
import {said} from './said.ts';
import {nothingIsCreated, podsAreReady} from './states.ts';

/** The operator's installation, or the manifest that has none. */
const byOperator = fragment(sh`${kubectl} get installations.operator.tigera.io default >/dev/null 2>&1`);

const chooseAddress: Remedy = {
	id: 'choose-calico-address',
	title: {en: 'Let Calico use the address the node is known by', zh: '让 Calico 使用节点的内部地址'},
	why: {
		en: 'By default Calico takes the first address it finds, which may be that of a bridge. kubernetes-internal-ip takes the node’s own. calico-node starts anew on every node, one after the other.',
		zh: 'Calico 默认使用找到的第一个地址，可能属于某个网桥。kubernetes-internal-ip 使用节点自身的地址。各节点的 calico-node 会依次重启。',
	},
	target: 'first-control-plane',
	risk: 'disruptive',
	check: {
		ask: () => sh`
			if ${byOperator}; then
				${kubectl} get installations.operator.tigera.io default -o jsonpath='{.spec.calicoNetwork.nodeAddressAutodetectionV4.kubernetes}' | grep NodeInternalIP
			else
				${kubectl} -n kube-system get daemonset calico-node -o yaml | grep kubernetes-internal-ip
			fi
		`,
	},
	run: () => sh`
		if ${byOperator}; then
			${kubectl} patch installations.operator.tigera.io default --type=merge -p '{"spec":{"calicoNetwork":{"nodeAddressAutodetectionV4":{"firstFound":null,"kubernetes":"NodeInternalIP"}}}}'
		else
			${kubectl} -n kube-system set env daemonset/calico-node IP_AUTODETECTION_METHOD=kubernetes-internal-ip
			${kubectl} -n kube-system rollout status daemonset/calico-node --timeout=200s
		fi
	`,
	undo: () => sh`
		if ${byOperator}; then
			${kubectl} patch installations.operator.tigera.io default --type=merge -p '{"spec":{"calicoNetwork":{"nodeAddressAutodetectionV4":{"firstFound":true,"kubernetes":null}}}}'
		else
			${kubectl} -n kube-system set env daemonset/calico-node IP_AUTODETECTION_METHOD-
		fi
	`,
	usually: 60,
	timeout: 300,
};

const strictSources: Remedy = {
	id: 'strict-source-check',
	title: {en: 'Have the kernel check source addresses strictly', zh: '让内核严格检查源地址'},
	why: {
		en: 'Calico before 3.12 refuses to run while net.ipv4.conf.all.rp_filter is 2, because pods could then send with the addresses of others.',
		zh: '3.12 之前的 Calico 在 net.ipv4.conf.all.rp_filter 为 2 时拒绝运行，否则 Pod 可以冒用他人地址发包。',
	},
	target: 'every-host',
	risk: 'changes',
	check: {ask: () => sh`[ "$(sysctl -n net.ipv4.conf.all.rp_filter)" != 2 ]`},
	run: () => sh`
		sysctl -w net.ipv4.conf.all.rp_filter=1
		echo net.ipv4.conf.all.rp_filter=1 > /etc/sysctl.d/99-calico-rp-filter.conf
	`,
	undo: () => sh`
		rm -f /etc/sysctl.d/99-calico-rp-filter.conf
		sysctl -w net.ipv4.conf.all.rp_filter=2
	`,
	usually: 1,
};

const differs = /^\S+\s+\S+\s+(\d+\.\d+\.\d+\.\d+)\s+\S+\s+(?!\1\/)\d+\.\d+\.\d+\.\d+\/\d+\s*$/;
const notEstablished = /BIRD6? is not ready: BGP not established with/;

export const calicoFindings: readonly Finding[] = [
	{
		id: 'calico-wrong-address',
		about: ['network', 'pod'],
		severity: 'blocking',
		title: {en: 'Calico has chosen the wrong address of a node', zh: 'Calico 选错了节点地址'},
		meaning: {
			en: 'Calico announces an address that the node is not known by, such as that of a Docker bridge or a second interface. The others cannot reach it there, so BGP is not established and routes are missing.',
			zh: 'Calico 公布的不是节点的地址，例如 Docker 网桥或第二块网卡的地址。其他节点无法在该地址连接，BGP 无法建立，路由缺失。',
		},
		suggests: [],
		hints: said(notEstablished, 'troubled-pods', 'warnings'),
		confirms: [{says: differs, in: ['node-networks']}],
		explains: ['calico-peers-missing', 'readiness-fails'],
		remedies: [chooseAddress],
		sources: [
			'projectcalico/calico#8607',
			'projectcalico/calico#3541',
			'projectcalico/calico#2834',
			'projectcalico/calico#6546',
		],
	},
	{
		id: 'calico-peers-missing',
		about: ['network', 'pod'],
		severity: 'blocking',
		title: {en: 'Calico nodes do not reach each other’s port 179', zh: 'Calico 节点之间无法连接 179 端口'},
		meaning: {
			en: 'BGP is not established between nodes: a firewall closes port 179/tcp or IP-in-IP (protocol 4), or a node is down. Pods of different nodes do not reach each other.',
			zh: '节点间未建立 BGP：防火墙封锁了 179/tcp 或 IP-in-IP（协议 4），或某个节点已宕机。不同节点的 Pod 无法互通。',
		},
		suggests: said(notEstablished, 'troubled-pods', 'warnings'),
		confirms: [[{says: notEstablished}, {lacks: differs, in: ['node-networks']}]],
		rulesOut: [podsAreReady],
		explains: ['readiness-fails', 'pod-not-ready'],
		remedies: openFirewall.tasks,
		badAdvice: [
			{
				en: 'Flushing iptables takes the rules of kube-proxy and Calico with it: services stop until both have written them again.',
				zh: '清空 iptables 会连同 kube-proxy 与 Calico 的规则一起删除，在它们重新写入之前所有 Service 中断。',
			},
		],
		sources: ['projectcalico/calico#2561', 'projectcalico/calico#4479', 'projectcalico/calico#2905'],
	},
	{
		id: 'calico-address-twice',
		about: ['network', 'node'],
		severity: 'blocking',
		title: {en: 'Two Calico nodes claim one address', zh: '两个 Calico 节点使用同一地址'},
		meaning: {
			en: 'A node of another name is on record with this address: the host was renamed or installed anew, or is a clone. calico-node ends until the stale record is gone.',
			zh: '记录中另一个名称的节点占用了该地址：主机改过名、重装过，或是克隆机。在旧记录删除之前 calico-node 会一直退出。',
		},
		suggests: [],
		confirms: said(/Calico node '[^']+' is already using the IPv[46] address/, 'network-logs', 'troubled-logs'),
		rulesOut: [podsAreReady],
		explains: ['container-crashes'],
		reads: {stale: {says: /Calico node '([^']+)' is already using/}},
		remedies: [
			{
				id: 'delete-stale-node',
				title: {en: 'Delete the stale node', zh: '删除过期的节点'},
				why: {
					en: 'Only when that node is gone for good: look at `kubectl get nodes` first. A host that still runs under that name registers again within seconds.',
					zh: '仅当该节点确实不再使用时执行，请先查看 `kubectl get nodes`。若仍有主机以该名称运行，它会在几秒内重新注册。',
				},
				target: 'first-control-plane',
				risk: 'destructive',
				loses: {
					en: 'The Node object with its labels and taints, and pods bound to it.',
					zh: '该 Node 对象及其标签、污点，以及绑定在其上的 Pod。',
				},
				check: {ask: given => sh`! ${kubectl} get node ${given.captured('stale')} >/dev/null 2>&1`},
				run: given => sh`${kubectl} delete node ${given.captured('stale')}`,
				undo: 'nothing-to-undo',
			},
		],
		sources: ['projectcalico/calico node/pkg/lifecycle/startup/startup.go'],
	},
	{
		id: 'calico-token-expired',
		about: ['pod', 'network'],
		severity: 'blocking',
		title: {en: 'Calico’s plugin is no longer let in by the API server', zh: 'Calico 插件的凭据已失效'},
		meaning: {
			en: 'The token in /etc/cni/net.d/calico-kubeconfig has run out or belongs to an earlier cluster. Running pods go on, new ones get no network. Older releases did not renew it when the API server was away for long.',
			zh: '/etc/cni/net.d/calico-kubeconfig 中的令牌已过期或属于旧集群。正在运行的 Pod 不受影响，新 Pod 得不到网络。旧版本在 API Server 长时间不可用后不会续期。',
		},
		suggests: [],
		confirms: said(/error getting ClusterInformation: connection is unauthorized/, 'troubled-pods', 'warnings'),
		rulesOut: [nothingIsCreated],
		explains: ['sandbox-not-made', 'coredns-not-created'],
		remedies: [restartNetwork],
		sources: [
			'projectcalico/calico#5712',
			'projectcalico/calico#9215',
			'projectcalico/calico#3538',
			'projectcalico/calico#8379',
		],
	},
	{
		id: 'calico-not-running',
		about: ['pod', 'network'],
		severity: 'blocking',
		title: {en: 'Calico’s own pod does not run on this node', zh: '此节点上 Calico 自身的 Pod 未运行'},
		meaning: {
			en: 'The plugin asks which node it is on and finds no /var/lib/calico/nodename, which calico-node writes when it starts. Either that pod is broken, or Calico was removed and its configuration was left behind.',
			zh: '插件需要的 /var/lib/calico/nodename 由 calico-node 启动时写入，现在不存在：要么该 Pod 有故障，要么 Calico 已被删除而配置残留。',
		},
		suggests: said(/stat \/var\/lib\/calico\/nodename: no such file or directory/, 'troubled-pods', 'warnings'),
		confirms: [
			[
				{says: /stat \/var\/lib\/calico\/nodename: no such file or directory/},
				{says: /\bcalico-node-\w+\s+0\/1\s/},
			],
		],
		rulesOut: [nothingIsCreated],
		explains: ['sandbox-not-made', 'coredns-not-created'],
		remedies: [restartNetwork],
		sources: ['projectcalico/calico cni-plugin/pkg/plugin/plugin.go', 'kubernetes/kubernetes#125275'],
	},
	{
		id: 'calico-loose-sources',
		about: ['network', 'node'],
		severity: 'blocking',
		title: {
			en: 'Calico refuses the kernel’s loose check of source addresses',
			zh: '内核宽松的反向路径检查被 Calico 拒绝',
		},
		meaning: {
			en: 'net.ipv4.conf.all.rp_filter is 2 on this host, as some distributions set it. Calico before 3.12 ends then, so the node gets no routes.',
			zh: '该主机的 net.ipv4.conf.all.rp_filter 为 2（部分发行版的默认值）。3.12 之前的 Calico 会因此退出，节点得不到路由。',
		},
		suggests: [],
		confirms: said(
			/Kernel's RPF check is set to 'loose'\. +This would allow endpoints to spoof/,
			'network-logs',
			'troubled-logs',
		),
		rulesOut: [podsAreReady],
		explains: ['container-crashes', 'calico-not-running'],
		remedies: [strictSources, restartNetwork],
		sources: [
			'kubernetes-retired/kubeadm-dind-cluster#311',
			'projectcalico/felix#1322',
			'projectcalico/calicoctl#1082',
		],
	},
];
