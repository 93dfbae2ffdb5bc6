// The runtime does not answer over CRI.
import type {Finding, Remedy} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {installRuntime} from '../install-runtime.ts';
import {hostBefore} from '../paths.ts';
import {fromStage} from './from-stage.ts';
import {cure} from './make-remedy.ts';
import {startService} from './services.ts';
import {worksThroughDocker} from './states.ts';

const kept = `${hostBefore}/config.toml`;

const writeContainerd = fromStage(installRuntime, 'runtime-configuration', 'runtime-running');

const enableCri: Remedy = cure({
	id: 'enable-cri-plugin',
	title: {en: 'Take cri off the list of disabled plugins', zh: '启用 containerd 的 cri 插件'},
	why: {
		en: 'Docker’s package ships containerd for Docker alone. The rest of the file stays; sandbox image and cgroup driver are to be looked at afterwards.',
		zh: 'Docker 软件源的 containerd 只为 Docker 准备。文件其余部分不变，之后还要检查 pause 镜像和 cgroup 驱动。',
	},
	risk: 'disruptive',
	check: {ask: () => sh`! grep -Eq '^disabled_plugins *=.*cri' /etc/containerd/config.toml`},
	run: () => sh`
		mkdir -p ${hostBefore}
		cp -p /etc/containerd/config.toml ${kept}
		sed -E '/^disabled_plugins/s/"(io\.containerd\.grpc\.v1\.)?cri" *,? *//' ${kept} | grep -vxE 'disabled_plugins *= *\[ *\]' > /etc/containerd/config.toml
		systemctl restart containerd
	`,
	undo: () => sh`
		cp -p ${kept} /etc/containerd/config.toml
		systemctl restart containerd
	`,
	usually: 5,
});

const beforeCriV1 =
	/^containerd (?:github\.com\/\S+|containerd\.io) v?1\.[0-5]\.\d|^cri-dockerd v?0\.2\.|^ ?containerd:? +(?:Version: +)?v?1\.[0-5]\.\d/i;

const answersOverCri = /"runtimeReady"|RuntimeReady|RuntimeApiVersion/i;
const containerdRuns = /Active: active/;

export const runtimeServiceFindings: readonly Finding[] = [
	{
		id: 'cri-plugin-disabled',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'containerd’s CRI plugin is disabled', zh: 'containerd 的 CRI 插件被禁用'},
		meaning: {
			en: 'containerd runs and answers ctr, and knows nothing of the interface the kubelet speaks: the containerd.io package from Docker’s source ships disabled_plugins = ["cri"].',
			zh: 'containerd 在运行，ctr 也能用，但不提供 kubelet 所用的接口：Docker 源的 containerd.io 自带 disabled_plugins = ["cri"]。',
		},
		suggests: [
			{says: /code = Unimplemented desc = unknown service runtime\.v1(?:alpha2)?\.RuntimeService/},
			{says: /CRI v1 (?:runtime|image) API is not implemented for endpoint/},
		],
		confirms: [
			{says: /^\s*disabled_plugins = \[.*"(?:io\.containerd\.grpc\.v1\.)?cri"/},
			{says: /^io\.containerd\.grpc\.v1\s+cri\s+\S+\s+(?:skip|disabled)/},
		],
		rulesOut: [
			worksThroughDocker,
			{says: answersOverCri, in: ['runtime-answer']},
			{says: beforeCriV1},
			{says: /invalid (?:cri image|plugin) config|failed to load plugin (?:\\")?io\.containerd\.grpc\.v1\.cri/},
			{says: /^\s*disabled_plugins = \[\]/, in: ['containerd-settings']},
		],
		explains: ['kubelet-down', 'init-timed-out'],
		remedies: [enableCri, ...writeContainerd],
		sources: ['containerd/containerd#4581', 'containerd/containerd#8139', 'kubernetes/website#33851'],
	},
	{
		id: 'runtime-too-old',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'The runtime is too old for this kubelet', zh: '运行时版本过旧，不支持 CRI v1'},
		meaning: {
			en: 'From 1.26 on the kubelet speaks CRI v1 only. containerd has it since 1.6, cri-dockerd since 0.3.',
			zh: 'kubelet 从 1.26 起只支持 CRI v1，containerd 自 1.6、cri-dockerd 自 0.3 起支持。',
		},
		versions: {from: '1.26'},
		suggests: [],
		hints: [{says: /CRI v1 (?:runtime|image) API is not implemented for endpoint/}],
		confirms: [[{says: /unknown service runtime\.v1\.(?:Runtime|Image)Service/}, {says: beforeCriV1}]],
		explains: ['kubelet-down', 'init-timed-out'],
		remedies: fromStage(installRuntime, 'runtime-package', 'cri-dockerd'),
		sources: ['containerd/containerd#7799', 'containerd/containerd#8032', 'Mirantis/cri-dockerd#136'],
	},
	{
		id: 'runtime-stopped',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'containerd does not run', zh: 'containerd 没有运行'},
		meaning: {
			en: 'Nobody answers on its socket: the kubelet starts no container, kubeadm’s preflight refuses the host.',
			zh: '套接字无人应答：kubelet 无法启动容器，kubeadm 预检不通过。',
		},
		suggests: [
			{says: /dial unix \S*\/containerd\.sock: connect: (?:no such file or directory|connection refused)/},
		],
		hints: [
			{says: /\[ERROR CRI\]: (?:container runtime is not running|could not connect to the container runtime)/},
		],
		confirms: [{says: /Active: (?:inactive|failed|deactivating|activating)/, in: ['containerd-status']}],
		rulesOut: [
			worksThroughDocker,
			{says: containerdRuns, in: ['containerd-status']},
			{says: answersOverCri, in: ['runtime-answer']},
		],
		explains: [
			'kubelet-down',
			'node-not-ready',
			'init-timed-out',
			'api-server-down',
			'etcd-down',
			'readiness-fails',
		],
		remedies: [startService('containerd'), ...writeContainerd],
		sources: ['kubernetes/kubeadm#3092', 'containerd/containerd#8139'],
	},
	{
		id: 'containerd-config-broken',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'containerd cannot read its settings', zh: 'containerd 配置文件有误'},
		meaning: {
			en: 'config.toml is no valid TOML, or of a format this containerd does not know: it ends at start and names the place.',
			zh: 'config.toml 不是合法的 TOML，或版本格式不被支持：containerd 启动即退出，并指出位置。',
		},
		suggests: [{says: /containerd: (?:invalid|expected|unsupported) .*config/}],
		confirms: [
			{says: /containerd: failed to load TOML(?: from)?:? \S*config\.toml/},
			{says: /failed to (?:load|unmarshal) TOML|toml: (?:expected|incomplete|invalid|table|key|unexpected)/},
			{
				says: /containerd: expected containerd config version `?[234]`? but got|unsupported config version|invalid plugin key URI/,
			},
		],
		rulesOut: [{says: containerdRuns, in: ['containerd-status']}],
		explains: ['runtime-stopped', 'kubelet-down'],
		remedies: writeContainerd,
		sources: ['containerd/containerd#7174', 'sapcc/kubernikus#834', 'containerd/containerd docs/cri/config.md'],
	},
	{
		id: 'registry-settings-conflict',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'containerd is told of mirrors in two ways at once', zh: 'containerd 同时用了两种镜像加速写法'},
		meaning: {
			en: 'registry.mirrors and config_path exclude each other: the whole CRI plugin is not loaded, while containerd itself runs.',
			zh: 'registry.mirrors 和 config_path 互斥：containerd 在运行，但整个 CRI 插件没有加载。',
		},
		suggests: [],
		confirms: [{says: /`?mirrors`? cannot be set when `?config_path`? is provided/}],
		explains: ['cri-plugin-disabled', 'kubelet-down'],
		remedies: writeContainerd,
		sources: ['containerd/containerd docs/cri/config.md', 'containerd/containerd pkg/cri/config/config_test.go'],
	},
	{
		id: 'several-runtimes',
		about: ['node', 'join'],
		severity: 'blocking',
		title: {
			en: 'There are several runtimes, and kubeadm will not choose',
			zh: '主机上有多个运行时，kubeadm 无法选择',
		},
		meaning: {
			en: 'Docker brings containerd, and cri-dockerd or CRI-O came in addition. Every command of kubeadm has to be told which socket it is.',
			zh: 'Docker 自带 containerd，又装了 cri-dockerd 或 CRI-O。每条 kubeadm 命令都要指定用哪个套接字。',
		},
		suggests: [],
		confirms: [
			{says: /[Ff]ound multiple CRI endpoints on the host/},
			{says: /[Ff]ound multiple CRI sockets, please use --cri-socket to select one/},
		],
		remedies: fromStage(installRuntime, 'crictl-endpoint'),
		badAdvice: [
			{
				en: 'Deleting /run/containerd/containerd.sock breaks a Docker that works through it.',
				zh: '删除 /run/containerd/containerd.sock 会弄坏依赖它的 Docker。',
			},
		],
		sources: ['kubernetes/kubeadm#2937', 'kubernetes/kubeadm#2863', 'kubesphere/kubekey#1642'],
	},
	{
		id: 'runc-missing',
		about: ['node', 'pod'],
		severity: 'blocking',
		title: {en: 'runc is not installed', zh: '没有安装 runc'},
		meaning: {
			en: 'containerd leaves the starting of a container to runc. It runs without it, answers CRI, and starts nothing.',
			zh: 'containerd 靠 runc 启动容器。没有 runc 它照样运行并应答 CRI，但一个容器也起不来。',
		},
		suggests: [],
		confirms: [{says: /exec: \\*"runc\\*": executable file not found in \$PATH/}],
		explains: ['api-server-down', 'init-timed-out', 'sandbox-not-made'],
		remedies: fromStage(installRuntime, 'runtime-package'),
		sources: [
			'https://github.com/containerd/containerd/blob/main/docs/getting-started.md',
			'containerd/containerd#4581',
		],
	},
];
