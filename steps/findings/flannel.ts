import type {Finding, Remedy} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {connectPods} from '../connect-pods.ts';
import {flannelNamespace, flannelSet} from '../flannel.ts';
import {kubectl} from '../kubectl.ts';
import {hostBefore, manifests} from '../paths.ts';
import {planOf} from '../plan.ts';
import {restartNetwork} from './network-cures.ts';
import {said} from './said.ts';
import {nothingIsCreated, podsAreReady} from './states.ts';
import {daemonSetReady} from './workload-cures.ts';

const managerFile = `${manifests}/kube-controller-manager.yaml`;
const managerBefore = `${hostBefore}/kube-controller-manager.yaml`;

const allocate: Remedy = {
	id: 'allocate-pod-subnets',
	title: {
		en: 'Have the controller manager give every node a pod subnet',
		zh: '让 controller-manager 为每个节点分配 Pod 网段',
	},
	why: {
		en: 'Without these two flags nobody fills in a node’s .spec.podCIDR. The kubelet restarts the controller manager when its manifest changes; nothing else stops.',
		zh: '缺少这两个参数时不会有组件填写节点的 .spec.podCIDR。清单变更后 kubelet 会重启 controller-manager，其他组件不受影响。',
	},
	target: 'control-planes',
	pace: 'one-by-one',
	risk: 'changes',
	check: {
		ask: () =>
			sh`grep -q -- --allocate-node-cidrs=true ${managerFile} && grep -q -- --cluster-cidr= ${managerFile}`,
	},
	run: given => sh`
		mkdir -p ${hostBefore}
		cp -p ${managerFile} ${managerBefore}
		sed -i -e '/--allocate-node-cidrs/d' -e '/--cluster-cidr/d' -e ${`s|^    - kube-controller-manager$|&\\n    - --allocate-node-cidrs=true\\n    - --cluster-cidr=${planOf(given).kubernetes.podSubnet}|`} ${managerFile}
	`,
	undo: () => sh`cp -p ${managerBefore} ${managerFile}`,
	usually: 20,
};

const bridgeFits = sh`
	own=$(sed -n 's/^FLANNEL_SUBNET=//p' /run/flannel/subnet.env)
	if ! ip link show cni0 >/dev/null 2>&1; then exit 0; fi
	ip -4 -o address show dev cni0 | grep -F " $own "
`;

const removeBridge: Remedy = {
	id: 'remove-old-bridge',
	title: {en: 'Remove the bridge of the earlier network', zh: '删除旧网络留下的网桥'},
	why: {
		en: 'The plugin makes cni0 anew, with the address of the node’s subnet. `kubeadm reset` leaves the old one behind.',
		zh: '插件会按节点网段重新创建 cni0。`kubeadm reset` 不会删除旧的网桥。',
	},
	target: 'every-host',
	pace: 'one-by-one',
	risk: 'disruptive',
	loses: {
		en: 'Pods that are still on the old bridge lose their network until they are made anew.',
		zh: '仍连接在旧网桥上的 Pod 会断网，直到重建。',
	},
	check: {ask: () => bridgeFits},
	run: () => sh`
		ip link set cni0 down
		ip link delete cni0
	`,
	undo: 'nothing-to-undo',
	usually: 2,
};

const interfaceArgument = '--iface-can-reach=';

const chooseInterface: Remedy = {
	id: 'choose-flannel-interface',
	title: {
		en: 'Let flannel use the interface that reaches the other hosts',
		zh: '让 flannel 使用能到达其他主机的网卡',
	},
	why: {
		en: 'flannel takes the interface of the default route, which on a machine with a NAT interface is the same address everywhere. It is told to take the one that reaches the first control plane.',
		zh: 'flannel 默认选择默认路由所在网卡，带 NAT 网卡的虚拟机上各节点地址相同。这里指定使用能到达首个控制平面的网卡。',
	},
	target: 'first-control-plane',
	risk: 'disruptive',
	check: {
		ask: () =>
			sh`${kubectl} -n ${flannelNamespace} get daemonset ${flannelSet} -o jsonpath='{.spec.template.spec.containers[0].args}' | grep -e ${interfaceArgument}`,
	},
	run: ({host}) => sh`
		${kubectl} -n ${flannelNamespace} patch daemonset ${flannelSet} --type=json -p ${JSON.stringify([{op: 'add', path: '/spec/template/spec/containers/0/args/-', value: `${interfaceArgument}${host.address}`}])}
		${kubectl} -n ${flannelNamespace} rollout status daemonset/${flannelSet} --timeout=150s
	`,
	verify: {ask: daemonSetReady(flannelNamespace, flannelSet), within: 60},
	undo: () => sh`${kubectl} -n ${flannelNamespace} rollout undo daemonset/${flannelSet}`,
	usually: 40,
	timeout: 200,
};

export const flannelFindings: readonly Finding[] = [
	{
		id: 'flannel-subnet-file-missing',
		about: ['pod', 'network', 'coredns'],
		severity: 'blocking',
		title: {en: 'flannel has not written its subnet file on this host', zh: 'flannel 未在此主机写入子网文件'},
		meaning: {
			en: 'The plugin reads the node’s subnet from /run/flannel/subnet.env, which flannel’s pod writes when it starts. That pod does not run, or has not come that far: its log says why.',
			zh: '插件从 /run/flannel/subnet.env 读取节点网段，该文件由 flannel 的 Pod 启动时写入。该 Pod 没有运行或没有走到这一步，原因见其日志。',
		},
		suggests: [],
		confirms: said(/open \/run\/flannel\/subnet\.env: no such file or directory/, 'troubled-pods', 'warnings'),
		rulesOut: [{says: /^subnet\.env$/, in: ['cni-files']}, nothingIsCreated],
		explains: ['sandbox-not-made', 'coredns-not-created'],
		remedies: [restartNetwork],
		badAdvice: [
			{
				en: 'Writing /run/flannel/subnet.env by hand gives two nodes the same subnet sooner or later, and is gone after a reboot.',
				zh: '手工编写 /run/flannel/subnet.env 迟早会让两个节点使用同一网段，而且重启后即丢失。',
			},
		],
		sources: ['utf18/ansible-kubeadm#3', 'flannel-io/flannel Documentation/troubleshooting.md'],
	},
	{
		id: 'pod-cidr-missing',
		about: ['node', 'network'],
		severity: 'blocking',
		title: {en: 'Nodes have no pod subnet', zh: '节点没有分配 Pod 网段'},
		meaning: {
			en: 'The cluster was initialised without a pod subnet, so the controller manager gives none to nodes; or the subnet is used up. flannel ends because it has nothing to lease.',
			zh: '集群初始化时未指定 Pod 网段，controller-manager 不会给节点分配网段；或网段已用尽。flannel 因无网段可租而退出。',
		},
		suggests: [{says: /^\S+\s+<none>\s+\d+\.\d+\.\d+\.\d+\s/, in: ['node-networks']}],
		confirms: [
			...said(/failed to acquire lease: node \\?"?\S+ pod cidr not assigned/, 'network-logs', 'troubled-logs'),
			...said(/CIDRNotAvailable|CIDR allocation failed; there are no remaining CIDRs/, 'warnings'),
		],
		rulesOut: [podsAreReady],
		explains: ['flannel-subnet-file-missing', 'container-crashes', 'sandbox-not-made'],
		remedies: [allocate],
		sources: ['flannel-io/flannel Documentation/troubleshooting.md', 'flannel-io/flannel pkg/subnet/kube/kube.go'],
	},
	{
		id: 'flannel-network-differs',
		about: ['network', 'pod', 'coredns'],
		severity: 'blocking',
		title: {en: 'flannel’s network is not the cluster’s pod subnet', zh: 'flannel 的网络与集群的 Pod 网段不一致'},
		meaning: {
			en: 'The manifest of flannel names another network than the one that kubeadm was given, so the node’s subnet is not in it and flannel ends.',
			zh: 'flannel 清单中的网络与 kubeadm 所用的 Pod 网段不同，节点的网段不在其中，flannel 因此退出。',
		},
		suggests: [],
		confirms: said(/specified in the flannel net config doesn't contain/, 'network-logs', 'troubled-logs'),
		rulesOut: [podsAreReady],
		explains: ['flannel-subnet-file-missing', 'container-crashes', 'sandbox-not-made'],
		remedies: [...connectPods.tasks.filter(({id}) => id.startsWith('flannel')), restartNetwork],
		badAdvice: [
			{
				en: 'Changing podCIDR in Node objects is refused: the field cannot be changed once it is set.',
				zh: '修改 Node 对象的 podCIDR 会被拒绝：该字段一经设置便不可更改。',
			},
		],
		sources: ['flannel-io/flannel pkg/subnet/kube/kube.go', 'flannel-io/flannel Documentation/kubernetes.md'],
	},
	{
		id: 'bridge-address-differs',
		about: ['pod', 'network', 'coredns'],
		severity: 'blocking',
		title: {en: 'The bridge cni0 is left over from an earlier network', zh: '网桥 cni0 是旧网络的残留'},
		meaning: {
			en: 'The host was part of a cluster before and keeps cni0 with that subnet’s address. The plugin does not touch an address that it did not set, and refuses every pod.',
			zh: '主机曾属于另一个集群，cni0 仍带有旧网段的地址。插件不会改动不是它设置的地址，因而拒绝所有 Pod。',
		},
		suggests: [],
		confirms: said(/"?cni0\\*"? already has an IP address different from/, 'troubled-pods', 'warnings'),
		rulesOut: [nothingIsCreated],
		explains: ['sandbox-not-made', 'coredns-not-created'],
		remedies: [removeBridge],
		sources: [
			'coredns/deployment#87',
			'inclavare-containers/inclavare-containers#1364',
			'kubernetes/kubernetes#39557',
		],
	},
	{
		id: 'flannel-wrong-interface',
		about: ['network', 'pod'],
		severity: 'blocking',
		title: {en: 'flannel sends over the wrong interface', zh: 'flannel 使用了错误的网卡'},
		meaning: {
			en: 'Nodes are known by one address and flannel has published another, as a rule that of a NAT interface which is the same on every machine. Pods of one node reach each other, across nodes nothing arrives.',
			zh: '节点使用一个地址，而 flannel 公布的是另一个，通常是各虚拟机都相同的 NAT 网卡地址。同节点 Pod 互通，跨节点则完全不通。',
		},
		suggests: [],
		confirms: [
			{
				says: /^\S+\s+\S+\s+(\d+\.\d+\.\d+\.\d+)\s+(?!\1\s)\d+\.\d+\.\d+\.\d+\s+<none>\s*$/,
				in: ['node-networks'],
			},
		],
		explains: ['names-not-resolved'],
		remedies: [chooseInterface],
		sources: [
			'kubernetes/website troubleshooting-kubeadm',
			'flannel-io/flannel Documentation/troubleshooting.md',
			'kubernetes/kubernetes#60835',
		],
	},
];
