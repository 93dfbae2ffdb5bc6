// What the kernel is asked for and does not give.
import type {Finding, Remedy} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {loadKernelModules} from '../load-kernel-modules.ts';
import {setKernelParameters} from '../set-kernel-parameters.ts';
import {cure} from './make-remedy.ts';

const atBoot = '/etc/sysctl.d/91-kubewalk-inotify.conf';

const moreWatchers: Remedy = cure({
	id: 'more-inotify-instances',
	title: {en: 'Allow more inotify instances', zh: '提高 inotify 实例上限'},
	why: {
		en: 'The kernel’s 128 per user are used up by the kubelet, the runtime and what follows logs. A watcher costs about a kilobyte.',
		zh: '内核默认每用户 128 个，会被 kubelet、运行时和日志采集用完。每个实例只占约 1 KB 内存。',
	},
	check: {ask: () => sh`[ "$(sysctl -n fs.inotify.max_user_instances)" -ge 1024 ]`},
	run: () => sh`
		printf 'fs.inotify.max_user_instances = 8192\nfs.inotify.max_user_watches = 524288\n' > ${atBoot}
		sysctl -p ${atBoot}
	`,
	undo: () => sh`
		rm -f ${atBoot}
		sysctl -w fs.inotify.max_user_instances=128
	`,
});

const newModuleName: Remedy = cure({
	id: 'conntrack-by-its-new-name',
	title: {en: 'Load nf_conntrack instead', zh: '改为加载 nf_conntrack'},
	why: {
		en: 'Since kernel 4.19 nf_conntrack_ipv4 is part of nf_conntrack; the old name stays in files that load modules at boot.',
		zh: '自内核 4.19 起 nf_conntrack_ipv4 并入 nf_conntrack，旧名字还留在开机加载模块的文件里。',
	},
	check: {
		ask: () => sh`
			! grep -rqs nf_conntrack_ipv4 /etc/modules /etc/modules-load.d &&
				{ [ -d /sys/module/nf_conntrack ] || lsmod | grep '^nf_conntrack ' >/dev/null; }
		`,
	},
	run: () => sh`
		grep -rls nf_conntrack_ipv4 /etc/modules /etc/modules-load.d | while read -r file; do
			sed -i 's/nf_conntrack_ipv4/nf_conntrack/' "$file"
		done
		modprobe nf_conntrack
	`,
});

export const hostKernelFindings: readonly Finding[] = [
	{
		id: 'forwarding-off',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'IPv4 forwarding is off', zh: '未开启 IPv4 转发'},
		meaning: {
			en: 'The host does not pass packets on between pods and the network: kubeadm refuses it, and on a running node pods cannot leave the node.',
			zh: '主机不转发 Pod 与网络之间的报文：kubeadm 预检不通过；运行中的节点上 Pod 出不了本机。',
		},
		suggests: [],
		confirms: [
			{says: /^net\.ipv4\.ip_forward = 0$/},
			{says: /\/proc\/sys\/net\/ipv4\/ip_forward contents are not set to 1/},
		],
		rulesOut: [{says: /^net\.ipv4\.ip_forward = 1$/, in: ['kernel-parameters']}],
		remedies: setKernelParameters.tasks,
		badAdvice: [
			{
				en: '--ignore-preflight-errors makes the installation go through, and the pods still reach nobody.',
				zh: '--ignore-preflight-errors 只能让安装通过，Pod 仍然访问不到任何地址。',
			},
		],
		sources: ['kubernetes/kubeadm#1062', 'kubernetes/kubeadm#312', 'kubernetes/kubernetes#67431'],
	},
	{
		id: 'bridge-module-missing',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'The module br_netfilter is not loaded', zh: '没有加载 br_netfilter 模块'},
		meaning: {
			en: 'Without it kube-proxy does not see packets that pass a bridge: Services do not answer for pods on the same node. kubeadm asks for it up to 1.29; flannel ends without it.',
			zh: '没有它，kube-proxy 看不到经过网桥的报文，同节点的 Pod 访问不了 Service。kubeadm 到 1.29 为止会检查，flannel 没有它会退出。',
		},
		suggests: [{says: /sysctl: cannot stat \/proc\/sys\/net\/bridge\/bridge-nf-call-iptables/}],
		confirms: [
			{says: /\/proc\/sys\/net\/bridge\/bridge-nf-call-ip6?tables does not exist/},
			{says: /Failed to check br_netfilter: stat \/proc\/sys\/net\/bridge\/bridge-nf-call-iptables/},
			{says: /sysctl: cannot stat \/proc\/sys\/net\/bridge\/bridge-nf-call-iptables/, in: ['kernel-parameters']},
		],
		rulesOut: [
			{says: /^net\.bridge\.bridge-nf-call-iptables = [01]$/, in: ['kernel-parameters']},
			{says: /^br_netfilter\s/, in: ['modules']},
		],
		remedies: [...loadKernelModules.tasks, ...setKernelParameters.tasks],
		sources: ['kubernetes/kubernetes#127593', 'kubernetes/kubeadm#1062', 'kubernetes/website#39321'],
	},
	{
		id: 'bridge-filtering-off',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'Bridged packets are hidden from the firewall', zh: '网桥流量不经过 iptables'},
		meaning: {
			en: 'br_netfilter is there and net.bridge.bridge-nf-call-iptables is 0: kube-proxy does not see packets between pods of one node.',
			zh: 'br_netfilter 已加载，但 net.bridge.bridge-nf-call-iptables 为 0：kube-proxy 看不到同节点 Pod 之间的报文。',
		},
		suggests: [],
		confirms: [
			{says: /^net\.bridge\.bridge-nf-call-iptables = 0$/},
			{says: /\/proc\/sys\/net\/bridge\/bridge-nf-call-ip6?tables contents are not set to 1/},
		],
		rulesOut: [{says: /^net\.bridge\.bridge-nf-call-iptables = 1$/, in: ['kernel-parameters']}],
		remedies: setKernelParameters.tasks,
		sources: ['kubernetes/kubeadm#1062', 'kubernetes/kubeadm#312'],
	},
	{
		id: 'conntrack-module-renamed',
		about: ['node'],
		severity: 'notable',
		title: {en: 'nf_conntrack_ipv4 does not exist any more', zh: 'nf_conntrack_ipv4 模块已不存在'},
		meaning: {
			en: 'Since kernel 4.19 it is part of nf_conntrack. Scripts of old guides end at this line; kube-proxy only warns.',
			zh: '自内核 4.19 起它并入 nf_conntrack。旧教程的脚本会在这里中断，kube-proxy 则只是警告。',
		},
		suggests: [{says: /Failed to load kernel module nf_conntrack_ipv4 with modprobe/}],
		confirms: [{says: /Module nf_conntrack_ipv4 not found/}],
		remedies: [newModuleName],
		sources: ['kubernetes/kubernetes#70304', 'kubernetes/kubernetes#97052', 'coreos/bugs#2518'],
	},
	{
		id: 'kernel-too-old',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'The kernel is too old for this release', zh: '内核版本过旧'},
		meaning: {
			en: 'kubeadm’s system check asks for 4.19 from 1.32 on, and for 3.10 before. CentOS 7’s 3.10 ends there.',
			zh: 'kubeadm 的系统检查从 1.32 起要求 4.19，此前要求 3.10。CentOS 7 的 3.10 内核到此为止。',
		},
		suggests: [{says: /\[WARNING SystemVerification\]: kernel release \S+ is unsupported/}],
		confirms: [
			{says: /\[ERROR SystemVerification\]: (?:unsupported kernel release: |kernel release \S+ is unsupported)/},
		],
		remedies: [
			cure({
				id: 'look-for-newer-kernel',
				title: {en: 'See which kernels can be installed', zh: '查看可安装的内核'},
				why: {
					en: 'A kernel is the system’s own choice: install a newer one from its source, or a newer release of the system, and boot into it.',
					zh: '内核由发行版提供：从软件源安装更新的内核，或升级系统版本，然后重启。',
				},
				risk: 'safe',
				check: {
					ask: () =>
						sh`[ "$(uname -r | cut -d. -f1)" -ge 5 ] || uname -r | grep -E '^4\.(19|[2-9][0-9])' >/dev/null`,
				},
				run: () => sh`
					uname -r
					if command -v apt-cache >/dev/null; then apt-cache search --names-only '^linux-image-[0-9]' | head -n 10; fi
					if command -v dnf >/dev/null; then dnf list --available 'kernel*' | head -n 10; fi
				`,
			}),
		],
		badAdvice: [
			{
				en: 'Skipping SystemVerification installs a cluster whose network component or control groups fail later.',
				zh: '跳过 SystemVerification 虽能装完，之后网络组件或 cgroup 还会出问题。',
			},
		],
		sources: ['kubernetes/kubernetes#131881', 'kubernetes/system-validators validators/kernel_validator.go'],
	},
	{
		id: 'kernel-config-unreadable',
		about: ['node'],
		severity: 'risky',
		title: {en: 'kubeadm finds no description of the kernel', zh: 'kubeadm 读不到内核配置'},
		meaning: {
			en: 'It looks for /boot/config-…, /proc/config.gz and the module configs. On containers, Proxmox and own kernels there is none: nothing need be wrong with the kernel itself.',
			zh: '它查找 /boot/config-…、/proc/config.gz 和 configs 模块。容器、Proxmox 或自编译内核上可能都没有，内核本身未必有问题。',
		},
		suggests: [],
		confirms: [{says: /failed to parse kernel config: unable to load kernel module:? "configs"/}],
		remedies: [
			cure({
				id: 'find-kernel-config',
				title: {en: 'See where the kernel is described', zh: '查找内核配置文件'},
				why: {
					en: 'With the file of the running kernel in /boot the check works. Without one the check can be skipped by --ignore-preflight-errors=SystemVerification, after a look at what it would have asked for.',
					zh: '把当前内核的配置文件放进 /boot 即可通过检查。确实没有时，确认所需选项后可用 --ignore-preflight-errors=SystemVerification 跳过。',
				},
				risk: 'safe',
				check: {ask: () => sh`[ -e "/boot/config-$(uname -r)" ] || [ -e /proc/config.gz ]`},
				run: () => sh`
					uname -r
					ls -l /boot/config-* /proc/config.gz "/lib/modules/$(uname -r)/config" 2>&1 || true
				`,
			}),
		],
		sources: ['kubernetes/kubeadm#1351', 'kubernetes/kubernetes#41025', 'kubernetes/kubeadm#501'],
	},
	{
		id: 'inotify-used-up',
		about: ['node', 'pod'],
		severity: 'blocking',
		title: {en: 'inotify instances are used up', zh: 'inotify 实例已用完'},
		meaning: {
			en: 'The kubelet, kubectl logs -f and many programs watch files by inotify; the kernel’s default of 128 instances per user is soon reached, and says "too many open files".',
			zh: 'kubelet、kubectl logs -f 和许多程序用 inotify 监视文件，内核默认每用户 128 个很快用完，报 "too many open files"。',
		},
		suggests: [{says: /inotify\w*: too many open files/i}],
		confirms: [
			{says: /^(?:error: )?failed to create fsnotify watcher: too many open files/},
			{says: /inotify_init\d?: too many open files/},
			{
				says: /failed to start plugin watcher, err: too many open files|Failed to allocate directory watch: Too many open files/,
			},
		],
		rulesOut: [{says: /^fs\.inotify\.max_user_instances = \d{4,}$/, in: ['kernel-parameters']}],
		explains: ['kubelet-down'],
		remedies: [moreWatchers],
		badAdvice: [
			{
				en: 'Raising "ulimit -n" does not help: these are inotify instances, not open files.',
				zh: '提高 "ulimit -n" 没有用：这里缺的是 inotify 实例，不是文件句柄。',
			},
		],
		sources: ['kubermatic/kubermatic#7490', 'kubernetes/kops#2913', 'kubernetes/kubernetes#64614'],
	},
];
