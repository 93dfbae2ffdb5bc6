// kube-proxy's mode: which one `auto` means, whether it suits the host, with the reason, and which one really runs.
import type {Given, Host, Task} from '../source/engine/declare.ts';
import {fragment, sh} from '../source/engine/script.ts';
import {assumedKernel, kernelNumber, kernelOf, spellKernel, type Kernel} from './kernel.ts';
import {planOf} from './plan.ts';
import {question} from './question.ts';
import {controlPlanesOf} from './roles.ts';
import {firstWith, nftablesKernel, versionOf} from './versions.ts';

export type ProxyMode = 'iptables' | 'nftables' | 'ipvs' | 'none';

/**
 * The mode is one for the whole cluster, and kubeadm writes it down on the first control plane: its kernel decides, and every
 * other host is asked whether it suits. Where nobody has asked it yet, this host's own kernel stands for it.
 */
const decides = (given: Given): {readonly host: Host; readonly kernel: Kernel} => {
	const host = controlPlanesOf(given)[0] ?? given.host;
	return {host, kernel: kernelOf(given.fact('kernel', host.name) ?? given.fact('kernel') ?? assumedKernel)};
};

const isOld = (kernel: Kernel): boolean => kernelNumber(kernel) < kernelNumber(nftablesKernel);

export const proxyModeOf = (given: Given): ProxyMode => {
	const {version, proxyMode} = planOf(given).kubernetes;
	if (proxyMode !== 'auto') return proxyMode;
	const {advisedProxy, defaultProxy} = versionOf(version);
	return isOld(decides(given).kernel) ? defaultProxy : advisedProxy;
};

/** The plan leaves Services to Cilium: no kube-proxy is installed, none is waited for. */
export const hasProxy = (given: Given): boolean => planOf(given).kubernetes.proxyMode !== 'none';

/** Of the pods of which every node has one, and which lead to Services there. */
export const proxyLabel = (given: Given): string => (hasProxy(given) ? 'k8s-app=kube-proxy' : 'k8s-app=cilium');

/** As far as the plan tells, before a host has said which kernel it runs. */
export const mayUseNftables = (given: Given): boolean => {
	const {version, proxyMode} = planOf(given).kubernetes;
	return proxyMode === 'nftables' || (proxyMode === 'auto' && versionOf(version).advisedProxy === 'nftables');
};

const needed = spellKernel(nftablesKernel);
const stable = firstWith(({nftables}) => nftables === 'stable');
const ipvsEnds = firstWith(({ipvs}) => ipvs === 'deprecated');

/** What the table of versions says of nftables, as a sentence's second half. */
const nftablesWords = {
	missing: `nftables came with a later one (it is stable from ${stable} on)`,
	alpha: `nftables is not ready in it (it is stable from ${stable} on)`,
	beta: `nftables is a beta of it (it is stable from ${stable} on)`,
	stable: `nftables is stable in it and leads to shorter rules where the kernel is ${needed} or newer`,
} as const;

const automatic = (given: Given): string => {
	const {version} = planOf(given).kubernetes;
	const {nftables, advisedProxy} = versionOf(version);
	const {host, kernel} = decides(given);
	const chosen = `kube-proxy's mode is ${proxyModeOf(given)}, chosen for Kubernetes ${version}`;
	if (advisedProxy !== 'nftables') return `${chosen}: ${nftablesWords[nftables]}.`;
	const has = `the kernel ${spellKernel(kernel)} of ${host.name}`;
	return isOld(kernel)
		? `${chosen} and ${has}: nftables needs kernel ${needed}.`
		: `${chosen} and ${has}: nftables is stable from ${stable} on and needs kernel ${needed}.`;
};

/** One sentence on why this mode, for the operator to read. */
export const proxyAdvice = (given: Given): string => {
	const {version, proxyMode} = planOf(given).kubernetes;
	const {nftables, advisedProxy, defaultProxy} = versionOf(version);
	const release = `Kubernetes ${version}`;
	if (proxyMode === 'auto') return automatic(given);
	if (proxyMode === 'none')
		return 'There is no kube-proxy, as planned: the programs that Cilium has in the kernel lead to Services. They need what Cilium itself needs.';
	if (proxyMode === 'nftables')
		return `kube-proxy's mode is nftables, as planned. It needs kernel ${needed}, and is ${nftables} in ${release}.`;
	if (proxyMode === 'ipvs')
		return `kube-proxy's mode is ipvs, as planned. It is deprecated from Kubernetes ${ipvsEnds} on: ${advisedProxy} is what ${release} advises in its place.`;
	return `kube-proxy's mode is ${proxyMode}, as planned. It runs on every kernel${proxyMode === defaultProxy ? ` and is kubeadm's own default` : ''}; ${nftablesWords[nftables]}.`;
};

/** Why a host has to be able to, in the middle of a sentence. */
const whoWants = (given: Given): string => {
	const {proxyMode} = planOf(given).kubernetes;
	return proxyMode === 'auto'
		? `kube-proxy's mode nftables, which proxyMode: auto chose for the kernel of ${decides(given).host.name}, needs that`
		: "kube-proxy's mode nftables needs that";
};

export const proxySuits: Task = question(
	{
		id: 'proxy-mode',
		title: {en: 'The kernel suits kube-proxy’s mode', zh: '内核支持所选的 kube-proxy 模式'},
		why: {
			en: `kube-proxy makes the rules by which Services are reached, in one mode on all hosts. nftables needs kernel ${needed}, ipvs the kernel’s modules of IPVS; proxyMode: auto goes by the Kubernetes release and the kernel of the first control plane.`,
			zh: `kube-proxy 负责生成访问 Service 的规则，所有主机使用同一种模式。nftables 需要 ${needed} 及以上内核，ipvs 需要内核提供 IPVS 模块；proxyMode: auto 按 Kubernetes 版本和第一个控制平面的内核选择。`,
		},
		fix: {
			en: 'Write proxyMode: iptables in the plan, which every kernel can, or install and boot a kernel with what the mode needs (5.13 for nftables, linux-modules-extra or kernel-modules-extra for IPVS).',
			zh: '在计划中写 proxyMode: iptables（所有内核都支持），或安装并启动满足要求的内核（nftables 需要 5.13，IPVS 需要 linux-modules-extra 或 kernel-modules-extra）。',
		},
		usually: 1,
	},
	given => {
		const mode = proxyModeOf(given);
		const kernel = fragment(sh`
			kernel=$(uname -r)
			echo "kernel $kernel. "${proxyAdvice(given)}
		`);
		if (mode === 'nftables') {
			return sh`
				${kernel}
				if [ "$(echo "$kernel" | awk -F'[^0-9]' '{print $1 * 1000 + $2}')" -lt ${kernelNumber(nftablesKernel)} ]; then
					echo "The kernel $kernel is older than ${needed}, and "${whoWants(given)}": write proxyMode: iptables in the plan, or boot a newer kernel." >&2
					exit 1
				fi
			`;
		}
		if (mode === 'ipvs') {
			return sh`
				${kernel}
				if ! modinfo ip_vs_rr >/dev/null 2>&1 && [ ! -d /sys/module/ip_vs_rr ]; then
					echo "The kernel $kernel has no IPVS: install the package with the rest of its modules (linux-modules-extra-$kernel, kernel-modules-extra), or write proxyMode: iptables in the plan." >&2
					exit 1
				fi
			`;
		}
		return sh`${kernel}`;
	},
);

/** For a person: kube-proxy's pods have names that nobody knows beforehand. */
const howToRead = ({host}: Given): string =>
	`ask kubectl -n kube-system get pods -o wide for the pod kube-proxy-... on ${host.name}, then kubectl -n kube-system logs for what it says.`;

/** Two that write rules for the same Services hide each other's mistakes. */
const nobodyProxies = fragment(sh`
	if mode=$(curl -sS --max-time 5 http://127.0.0.1:10249/proxyMode 2>/dev/null); then
		echo "A kube-proxy runs on this host, in the mode $mode, and the plan leaves Services to Cilium: kubectl -n kube-system delete daemonset kube-proxy" >&2
		exit 1
	fi
	echo 'There is no kube-proxy on this host, as planned.'
`);

/** kube-proxy says it itself, at its metrics' address; kubeadm leaves that at 127.0.0.1:10249. */
export const proxyRuns: Task = question(
	{
		id: 'proxy-mode-runs',
		title: {en: 'See kube-proxy run in the planned mode', zh: '确认 kube-proxy 以计划的模式运行'},
		why: {
			en: 'Up to Kubernetes 1.25 kube-proxy falls back to iptables when a mode is not possible, and says so only in its log.',
			zh: '在 1.25 及以前的 Kubernetes 中，所选模式不可用时 kube-proxy 会退回 iptables，并且只在日志中说明。',
		},
		fix: {
			en: 'Set mode in kubectl -n kube-system edit configmap kube-proxy, then kubectl -n kube-system rollout restart daemonset kube-proxy.',
			zh: '用 kubectl -n kube-system edit configmap kube-proxy 修改 mode，再执行 kubectl -n kube-system rollout restart daemonset kube-proxy。',
		},
		usually: 1,
	},
	given => {
		const mode = proxyModeOf(given);
		if (mode === 'none') return sh`${nobodyProxies}`;
		const silent = `kube-proxy on this host does not answer at 127.0.0.1:10249: ${howToRead(given)}`;
		const other = `The plan means ${mode}, and why it is not so stands in kube-proxy's log: ${howToRead(given)}`;
		return sh`
			mode=$(curl -sS --max-time 5 http://127.0.0.1:10249/proxyMode) || {
				echo ${silent} >&2
				exit 1
			}
			echo "kube-proxy runs in the mode $mode"
			if [ "$mode" != ${mode} ]; then
				echo ${other} >&2
				exit 1
			fi
		`;
	},
);
