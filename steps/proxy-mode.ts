// kube-proxy's mode: whether it suits the host, with the reason, and which one really runs afterwards.
import type {Given, Task} from '../source/engine/declare.ts';
import {fragment, sh} from '../source/engine/script.ts';
import {planOf} from './plan.ts';
import {question} from './question.ts';
import {versionOf} from './versions.ts';

/** What the table of versions says of nftables, as a sentence's second half. */
const nftablesWords = {
	missing: 'nftables came with a later one',
	alpha: 'nftables is not ready yet',
	beta: 'nftables is a beta of it',
	stable: 'nftables is stable in it and leads to shorter rules where the kernel is 5.13 or newer',
} as const;

/** One sentence on why this mode, for the operator to read; the plan has resolved `auto` by then. */
export const proxyAdvice = (given: Given): string => {
	const {version, proxyMode} = planOf(given).kubernetes;
	const {nftables, defaultProxy} = versionOf(version);
	const release = `Kubernetes ${version}`;
	if (proxyMode === 'nftables') return `kube-proxy's mode is nftables, which needs kernel 5.13 and ${release} has.`;
	if (proxyMode === 'ipvs') {
		const instead = nftables === 'stable' ? 'nftables' : defaultProxy;
		return `kube-proxy's mode is ipvs, as planned. It is deprecated from Kubernetes 1.35 on: ${instead} is what ${release} advises in its place.`;
	}
	return `kube-proxy's mode is ${proxyMode}, which runs on every kernel and is the default of ${release}; ${nftablesWords[nftables]}.`;
};

export const proxySuits: Task = question(
	{
		id: 'proxy-mode',
		title: {en: 'The kernel suits kube-proxy’s mode', zh: '内核支持所选的 kube-proxy 模式'},
		why: {
			en: 'kube-proxy makes the rules by which Services are reached. In the mode nftables it needs kernel 5.13, in the mode ipvs the kernel’s modules of IPVS.',
			zh: 'kube-proxy 负责生成访问 Service 的规则。nftables 模式需要 5.13 及以上内核，ipvs 模式需要内核提供 IPVS 模块。',
		},
		usually: 1,
	},
	given => {
		const {proxyMode} = planOf(given).kubernetes;
		const kernel = fragment(sh`
			kernel=$(uname -r)
			echo "kernel $kernel. "${proxyAdvice(given)}
		`);
		if (proxyMode === 'nftables') {
			return sh`
				${kernel}
				if [ "$(echo "$kernel" | awk -F'[^0-9]' '{print $1 * 1000 + $2}')" -lt 5013 ]; then
					echo "The kernel $kernel is older than 5.13, and kube-proxy's mode nftables needs that: write proxyMode: iptables in the plan, or boot a newer kernel." >&2
					exit 1
				fi
			`;
		}
		if (proxyMode === 'ipvs') {
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

/** kube-proxy says it itself, at its metrics' address; kubeadm leaves that at 127.0.0.1:10249. */
export const proxyRuns: Task = question(
	{
		id: 'proxy-mode-runs',
		title: {en: 'See kube-proxy run in the planned mode', zh: '确认 kube-proxy 以计划的模式运行'},
		why: {
			en: 'Up to Kubernetes 1.25 kube-proxy falls back to iptables when a mode is not possible, and says so only in its log.',
			zh: '在 1.25 及以前的 Kubernetes 中，所选模式不可用时 kube-proxy 会退回 iptables，并且只在日志中说明。',
		},
		usually: 1,
	},
	given => {
		const {proxyMode} = planOf(given).kubernetes;
		const silent = `kube-proxy on this host does not answer at 127.0.0.1:10249: ${howToRead(given)}`;
		const other = `The plan says ${proxyMode}, and why it is not so stands in kube-proxy's log: ${howToRead(given)}`;
		return sh`
			mode=$(curl -sS --max-time 5 http://127.0.0.1:10249/proxyMode) || {
				echo ${silent} >&2
				exit 1
			}
			echo "kube-proxy runs in the mode $mode"
			if [ "$mode" != ${proxyMode} ]; then
				echo ${other} >&2
				exit 1
			fi
		`;
	},
);
