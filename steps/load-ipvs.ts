import type {Given, Stage, Task} from '../source/engine/declare.ts';
import {type Fragment, fragment, sh} from '../source/engine/script.ts';
import {loaded} from './load-kernel-modules.ts';
import {areInstalled, packagesOf} from './packages.ts';
import {planOf} from './plan.ts';
import {mayUseNftables, proxyModeOf} from './proxy-mode.ts';
import {firstWith} from './versions.ts';
import {restoreFile, signature} from './whole-file.ts';

export const usesIpvs = (given: Given): boolean => planOf(given).kubernetes.proxyMode === 'ipvs';

const programs = ['ipset', 'ipvsadm'] as const;

const tools: Task = {
	id: 'ipvs-tools',
	title: {en: 'Have ipset and ipvsadm', zh: '安装 ipset 和 ipvsadm'},
	why: {
		en: 'kube-proxy brings its own ipset. These are for whoever has to see what it did: ipvsadm -Ln lists the Services with the pods behind them.',
		zh: 'kube-proxy 自带 ipset。这里安装的供人查看：ipvsadm -Ln 列出各 Service 及其后端 Pod。',
	},
	target: 'every-host',
	when: usesIpvs,
	risk: 'changes',
	check: {
		ask: given => sh`
			${areInstalled(given, ...programs)}
		`,
	},
	run: given => sh`
		${packagesOf(given).refresh}
		${packagesOf(given).install(...programs)}
	`,
	undo: given => sh`${packagesOf(given).remove(...programs)}`,
	usually: 15,
	waitingFor: {en: "the package source, or the package manager's lock", zh: '软件源的响应，或包管理器的锁'},
	retries: 2,
};

const nft: Task = {
	id: 'nft-tool',
	title: {en: 'Have nft', zh: '安装 nft'},
	why: {
		en: 'kube-proxy brings its own nft and writes its rules into the kernel. Without one on the host nobody can see them there, and they would stay when the cluster is taken away.',
		zh: 'kube-proxy 自带 nft，直接把规则写入内核。主机上没有 nft 就无法查看这些规则，拆除集群后它们也会残留。',
	},
	target: 'every-host',
	when: mayUseNftables,
	risk: 'changes',
	check: {
		ask: given => {
			const mode = proxyModeOf(given);
			return mode === 'nftables'
				? sh`command -v nft`
				: sh`echo "kube-proxy's mode is ${fragment(mode)}: no nft is needed."`;
		},
	},
	run: given => sh`
		${packagesOf(given).refresh}
		${packagesOf(given).install('nftables')}
	`,
	// It may be the host's own firewall by now.
	undo: 'nothing-to-undo',
	usually: 15,
	waitingFor: {en: "the package source, or the package manager's lock", zh: '软件源的响应，或包管理器的锁'},
	retries: 2,
};

/**
 * Sets $modules. Until kernel 4.19 connection tracking of IPv4 was a module of its own. The kernel is asked, not its number:
 * Red Hat's 4.18 has the merged one already.
 */
const wanted: Fragment = fragment(sh`
	modules='ip_vs ip_vs_rr ip_vs_wrr ip_vs_sh nf_conntrack'
	if modinfo nf_conntrack_ipv4 >/dev/null 2>&1; then modules="$modules nf_conntrack_ipv4"; fi
`);

const modulesNow: Task = {
	id: 'ipvs-modules-now',
	title: {en: 'Load the modules of IPVS, now', zh: '立即加载 IPVS 模块'},
	why: {
		en: 'ip_vs does the balancing, rr, wrr and sh are its ways to choose, nf_conntrack remembers connections. Without them kube-proxy falls back to iptables up to Kubernetes 1.25, and does not start from 1.26 on.',
		zh: 'ip_vs 负责负载均衡，rr、wrr、sh 是调度算法，nf_conntrack 跟踪连接。缺少时 kube-proxy 在 1.25 及以前退回 iptables，从 1.26 起则无法启动。',
	},
	target: 'every-host',
	when: usesIpvs,
	risk: 'changes',
	usually: 5,
	check: {
		ask: () => sh`
			${loaded}
			${wanted}
			missing=''
			for module in $modules; do if ! loaded "$module"; then missing="$missing $module"; fi; done
			if [ -n "$missing" ]; then
				echo "not loaded:$missing"
				exit 1
			fi
			lsmod | grep -E '^(ip_vs|nf_conntrack)' || true
		`,
	},
	run: () => sh`
		${wanted}
		for module in $modules; do
			if ! modprobe "$module"; then
				echo "The kernel $(uname -r) has no module $module: install the package with the rest of its modules (linux-modules-extra-$(uname -r), kernel-modules-extra), or write proxyMode: iptables in the plan." >&2
				exit 1
			fi
		done
		lsmod | grep -E '^(ip_vs|nf_conntrack)' || true
	`,
	// nf_conntrack serves firewalls too; a module that is in use stays.
	undo: () => sh`
		for module in ip_vs_sh ip_vs_wrr ip_vs_rr ip_vs; do modprobe -r "$module" || true; done
	`,
};

const file = '/etc/modules-load.d/kubewalk-ipvs.conf';

/** Defines `content`, what the file has to hold on this kernel. */
const content: Fragment = fragment(sh`
	${wanted}
	content() {
		echo ${`# ${signature}`}
		for module in $modules; do echo "$module"; done
	}
`);

const modulesAtBoot: Task = {
	id: 'ipvs-modules-at-boot',
	title: {en: 'Load them at boot', zh: '开机自动加载'},
	why: {
		en: 'kube-proxy starts again before anybody thinks of modules.',
		zh: '重启后 kube-proxy 会自行启动，那时没有人会想到先加载模块。',
	},
	target: 'every-host',
	when: usesIpvs,
	risk: 'changes',
	usually: 5,
	check: {
		ask: () => sh`
			${content}
			[ "$(cat ${file} 2>/dev/null)" = "$(content)" ]
		`,
	},
	run: () => sh`
		${content}
		mkdir -p /etc/modules-load.d
		content > ${file}
	`,
	undo: () => sh`${restoreFile(file)}`,
};

const deprecated = firstWith(({ipvs}) => ipvs === 'deprecated');

export const loadIpvs: Stage = {
	id: 'ipvs',
	title: {en: 'IPVS or nftables', zh: 'IPVS 或 nftables'},
	why: {
		en: `What kube-proxy needs on the hosts for the mode that the plan has: the modules of IPVS, the load balancer inside the kernel, deprecated from Kubernetes ${deprecated} on; or the program that shows and removes its rules of nftables.`,
		zh: `按计划的 kube-proxy 模式准备主机：IPVS 是内核自带的负载均衡器，需要加载其模块（从 Kubernetes ${deprecated} 起已弃用）；nftables 则需要能查看和删除规则的程序。`,
	},
	tasks: [tools, modulesNow, modulesAtBoot, nft],
};
