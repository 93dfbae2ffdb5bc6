import type {Finding} from '../../source/engine/declare.ts';
import {connectPods} from '../connect-pods.ts';
import {bringPlugins, restartContainerd, restartNetwork} from './network-cures.ts';
import {said} from './said.ts';
import {nodesAreReady, notReady, nothingIsCreated} from './states.ts';

const noNetwork = /cni plugin not initialized|cni config uninitialized|No CNI configuration file in/;
/** Known before the next pod is made, and fails. */
const lacksProgram = /names the plugin "\S+", and no such program is in/;
const configuration = /\.conf(?:list)?$/;

const noSandbox = /FailedCreatePodSandBox|Failed to create pod sandbox/;

export const networkFindings: readonly Finding[] = [
	{
		id: 'network-not-ready',
		about: ['node', 'pod', 'network'],
		severity: 'blocking',
		title: {en: 'The runtime has no pod network', zh: '容器运行时没有可用的 Pod 网络'},
		meaning: {
			en: 'The runtime has no network configuration that it could use, so the node is NotReady and no pod with an address of its own starts on it.',
			zh: '容器运行时没有可用的网络配置，节点因此为 NotReady，任何需要独立地址的 Pod 都无法在其上启动。',
		},
		suggests: [],
		confirms: [
			...said(
				/container runtime network not ready|NetworkReady=false|network plugin is not ready/i,
				'node-details',
			),
			...said(/network is not ready: container runtime/, 'warnings', 'troubled-pods'),
		],
		rulesOut: [nodesAreReady],
		explains: ['node-not-ready', 'coredns-pending', 'pod-not-scheduled'],
		remedies: [],
		sources: [
			'kubernetes/website content/en/docs/setup/production-environment/tools/kubeadm/troubleshooting-kubeadm.md',
		],
	},
	{
		id: 'network-component-missing',
		about: ['node', 'network', 'coredns'],
		severity: 'blocking',
		title: {en: 'No network component is installed', zh: '尚未安装网络组件'},
		meaning: {
			en: 'kubeadm installs no pod network. Until one is there, nodes stay NotReady and CoreDNS Pending: that is expected right after init.',
			zh: 'kubeadm 不安装 Pod 网络。在装好之前，节点保持 NotReady、CoreDNS 保持 Pending，这在 init 之后是正常现象。',
		},
		suggests: said(noNetwork, 'node-details', 'runtime-network'),
		confirms: [
			[
				{says: notReady, in: ['nodes']},
				{lacks: /^\S+\s+(?!kube-proxy\s)[a-z]\S*\s+\d+\s+\d+\s/, in: ['daemon-sets']},
			],
			[{says: noNetwork}, {lacks: configuration, in: ['cni-files']}],
		],
		rulesOut: [
			{says: configuration, in: ['cni-files']},
			{
				says: /\b(?:kube-flannel-ds|calico-node|cilium|weave-net|kube-router|antrea-agent|canal)-\w+\s+\d\/\d/,
				in: ['pods'],
			},
			nodesAreReady,
		],
		explains: ['network-not-ready'],
		remedies: connectPods.tasks,
		badAdvice: [
			{
				en: 'Copying a configuration from another node into /etc/cni/net.d turns the node Ready and leaves its pods without a way to others.',
				zh: '从其他节点复制配置到 /etc/cni/net.d 只会让节点显示 Ready，其 Pod 仍无法与其他节点互通。',
			},
		],
		sources: ['flannel-io/flannel#1989', 'kubernetes/website troubleshooting-kubeadm'],
	},
	{
		id: 'network-not-loaded',
		about: ['node', 'network'],
		severity: 'blocking',
		title: {
			en: 'The runtime has not loaded the network configuration that is there',
			zh: '网络配置已存在，但运行时没有加载',
		},
		meaning: {
			en: 'A configuration lies in /etc/cni/net.d and the runtime says that it has none: it looks elsewhere, could not read it, or was never told of it because the kernel’s inotify watches are used up.',
			zh: '/etc/cni/net.d 中有配置，而运行时称没有：它读取的是别的目录、无法解析该文件，或因内核 inotify 配额耗尽而未收到通知。',
		},
		suggests: said(
			/cni config load failed: (?!no network config found)\w|failed to reload cni configuration/i,
			'runtime-network',
		),
		hints: said(noNetwork, 'node-details'),
		confirms: [
			[{says: configuration, in: ['cni-files']}, {says: noNetwork}],
			[
				{says: configuration, in: ['cni-files']},
				{says: /"lastCNILoadStatus[\w.]*": "cni config load failed/, in: ['runtime-network']},
			],
			...said(/failed to create fsnotify watcher|fsnotify watcher: too many open files/, 'runtime-network'),
		],
		rulesOut: [nodesAreReady, {says: /"lastCNILoadStatus": "OK"/, in: ['runtime-network']}],
		explains: ['network-not-ready'],
		remedies: [restartContainerd],
		sources: ['flannel-io/flannel#2039', 'flannel-io/flannel#1989', 'containerd/go-cni opts.go'],
	},
	{
		id: 'cni-plugin-missing',
		about: ['node', 'pod', 'network', 'coredns'],
		severity: 'blocking',
		title: {en: 'A CNI plugin’s program is missing', zh: '缺少 CNI 插件程序'},
		meaning: {
			en: 'The network configuration names a plugin that is not in the runtime’s folder, so every new pod of this node stays in ContainerCreating. Packages of the plugins before 1.0 brought one for flannel, later ones do not.',
			zh: '网络配置引用的插件不在运行时的目录中，该节点上的新 Pod 会一直停在 ContainerCreating。1.0 之前的插件包自带 flannel，之后的不再包含。',
		},
		suggests: [],
		confirms: [
			{says: lacksProgram, in: ['cni-programs']},
			...said(/failed to find plugin \\*"[\w-]+\\*" in path/, 'troubled-pods', 'warnings'),
		],
		rulesOut: [[nothingIsCreated, {none: lacksProgram, in: ['cni-programs', 'pods']}]],
		explains: ['sandbox-not-made', 'coredns-not-created', 'network-not-ready'],
		remedies: bringPlugins,
		sources: [
			'flannel-io/flannel#1730',
			'flannel-io/flannel#890',
			'flannel-io/flannel#2301',
			'TimeBye/kubeadm-ha#107',
		],
	},
	{
		id: 'cni-versions-differ',
		about: ['pod', 'network'],
		severity: 'blocking',
		title: {en: 'The CNI configuration is newer than a plugin', zh: 'CNI 配置的版本高于插件所支持的版本'},
		meaning: {
			en: 'The configuration asks for a version of the CNI specification that an old plugin in the chain does not know, or containerd 1.6.3 asks its loopback plugin for one. No pod gets a network.',
			zh: '配置要求的 CNI 规范版本不被链中的旧插件支持，或者 containerd 1.6.3 对 loopback 插件提出了该要求。所有 Pod 都得不到网络。',
		},
		suggests: [],
		confirms: said(/incompatible CNI versions/, 'troubled-pods', 'warnings'),
		rulesOut: [nothingIsCreated],
		explains: ['sandbox-not-made', 'coredns-not-created'],
		remedies: bringPlugins,
		badAdvice: [
			{
				en: 'Lowering cniVersion by hand is undone by the network component when its pod starts next.',
				zh: '手工调低 cniVersion 会在网络组件 Pod 下次启动时被覆盖。',
			},
		],
		sources: ['containerd/containerd#6876', 'containernetworking/plugins#425', 'networkop/meshnet-cni#40'],
	},
	{
		id: 'sandbox-not-made',
		about: ['pod', 'network'],
		severity: 'blocking',
		title: {en: 'Pods get no sandbox', zh: '无法为 Pod 创建沙箱'},
		meaning: {
			en: 'The kubelet asks the runtime for a sandbox (the pause container and the pod’s network) and is refused again and again; the pods stay in ContainerCreating. What the runtime says after the colon names the cause.',
			zh: 'kubelet 请求运行时创建沙箱（pause 容器与 Pod 网络）时反复失败，Pod 停在 ContainerCreating。冒号之后的内容说明了原因。',
		},
		suggests: [],
		hints: [{says: /\s0\/\d+\s+(?:Init:0\/\d+|ContainerCreating)\s/, in: ['pods']}],
		confirms: said(noSandbox, 'warnings', 'troubled-pods'),
		rulesOut: [
			nothingIsCreated,
			// Those that wait, wait for their volumes; others were refused a sandbox earlier, before there was a network for example.
			[
				{says: /MountVolume\.SetUp failed|\bFailedMount\b/, in: ['troubled-pods']},
				{lacks: noSandbox, in: ['troubled-pods']},
			],
		],
		remedies: [restartNetwork],
		sources: ['kubernetes/kubernetes pkg/kubelet/kuberuntime/kuberuntime_sandbox.go', 'flannel-io/flannel#1432'],
	},
];
