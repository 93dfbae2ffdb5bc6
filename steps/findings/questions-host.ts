// What a host says of itself.
import type {Question} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';

export const hostQuestions: readonly Question[] = [
	{
		id: 'swaps',
		title: {en: 'Swap in use', zh: '正在使用的交换分区'},
		target: 'every-host',
		ask: () => sh`cat /proc/swaps`,
		like: /\/proc\/swaps|\bswapon\s+(?:--show|-s)|\bswapon$/,
		cost: 'cheap',
		first: true,
	},
	{
		id: 'kernel-parameters',
		title: {en: 'Kernel parameters of the network', zh: '网络相关的内核参数'},
		target: 'every-host',
		ask: () =>
			sh`sysctl net.ipv4.ip_forward net.bridge.bridge-nf-call-iptables net.bridge.bridge-nf-call-ip6tables net.ipv4.ip_nonlocal_bind fs.inotify.max_user_instances 2>&1 || true`,
		like: /\bsysctl\s+(?:-a\b|-n\b|net\.|fs\.)/,
		cost: 'cheap',
		first: true,
	},
	{
		id: 'modules',
		title: {en: 'Loaded kernel modules', zh: '已加载的内核模块'},
		target: 'every-host',
		ask: () => sh`lsmod`,
		like: /\blsmod\b/,
		cost: 'cheap',
	},
	{
		id: 'hostname',
		title: {en: "The host's name, and whether it can be looked up", zh: '主机名及其能否解析'},
		target: 'every-host',
		ask: () => sh`
			hostname
			getent hosts "$(hostname)" >/dev/null || echo "$(hostname): not found"
		`,
		like: /\bhostname$|\bhostnamectl\s+(?:hostname|--static)|\/etc\/hostname/,
		cost: 'cheap',
		first: true,
	},
	{
		id: 'names',
		title: {en: 'Where its own name leads', zh: '本机名解析到哪里'},
		target: 'every-host',
		ask: () => sh`
			getent hosts "$(hostname)" || echo "$(hostname): not found"
			cat /etc/hosts
		`,
		like: /\/etc\/hosts\b|\bgetent\s+a?hosts/,
		cost: 'cheap',
	},
	{
		id: 'machine-ids',
		title: {en: 'Identities that clones share', zh: '克隆机器会相同的标识'},
		target: 'every-host',
		ask: () => sh`cat /etc/machine-id /sys/class/dmi/id/product_uuid 2>/dev/null || true`,
		like: /machine-id|product_uuid/,
		cost: 'cheap',
	},
	{
		id: 'links',
		title: {en: 'Network interfaces and their MACs', zh: '网卡及其 MAC'},
		target: 'every-host',
		ask: () => sh`ip -o link show`,
		like: /\bip\s+(?:-\w+\s+)*l(?:ink)?\b/,
		cost: 'cheap',
	},
	{
		id: 'addresses',
		title: {en: 'Addresses of the host', zh: '本机地址'},
		target: 'every-host',
		ask: () => sh`ip -o addr show`,
		like: /\bip\s+(?:-\w+\s+)*a(?:ddr(?:ess)?)?(?:\s|$)/,
		cost: 'cheap',
		first: true,
	},
	{
		id: 'routes',
		title: {en: 'Routes', zh: '路由'},
		target: 'every-host',
		ask: () => sh`ip route show`,
		like: /\bip\s+(?:-4\s+)?r(?:oute)?(?:\s+(?:show|list))?$|\bnetstat\s+-\w*r|^route\b/,
		cost: 'cheap',
	},
	{
		id: 'size',
		title: {en: 'Processors and memory', zh: '处理器和内存'},
		target: 'every-host',
		ask: () => sh`
			nproc
			free -m
		`,
		like: /\bnproc\b|\bfree\b/,
		cost: 'cheap',
	},
	{
		id: 'control-groups',
		title: {en: 'Control groups of the kernel', zh: '内核 cgroup'},
		target: 'every-host',
		ask: () => sh`
			stat -fc %T /sys/fs/cgroup
			cat /sys/fs/cgroup/cgroup.controllers /proc/cgroups 2>/dev/null || true
		`,
		like: /\bstat\s+-fc\s+%T\s+\/sys\/fs\/cgroup|cgroup\.controllers|\/proc\/cgroups/,
		cost: 'cheap',
	},
	{
		id: 'firewall',
		title: {en: "The firewall's rules", zh: '防火墙规则'},
		target: 'every-host',
		ask: () => sh`
			if systemctl is-active --quiet firewalld 2>/dev/null; then firewall-cmd --list-all; fi
			if command -v ufw >/dev/null; then ufw status verbose; fi
			if command -v iptables >/dev/null; then iptables -S | grep -vE 'KUBE-|CNI-|cali-|CILIUM_|FLANNEL' | head -n 300; iptables -S FORWARD | grep -E 'FLANNEL-FWD|cali-FORWARD|CILIUM_FORWARD'; fi
			if command -v nft >/dev/null; then nft list ruleset 2>/dev/null | head -n 300; fi
			true
		`,
		like: /\biptables\s+(?:-\w+\s+)*-(?:S|L|nL|vnL|nvL)|\biptables-save|\bnft\s+list\s+ruleset|\bfirewall-cmd\s.*--list|\bufw\s+status/,
		cost: 'cheap',
		first: true,
	},
	{
		id: 'selinux',
		title: {en: 'SELinux and what it denied', zh: 'SELinux 及其拒绝记录'},
		target: 'every-host',
		ask: () => sh`
			if command -v getenforce >/dev/null; then getenforce; else echo Disabled; fi
			if command -v ausearch >/dev/null; then timeout 4 ausearch -m avc -ts recent 2>/dev/null | tail -n 20; fi
			true
		`,
		like: /\bgetenforce\b|\bsestatus\b|\bausearch\b|audit\/audit\.log/,
		cost: 'cheap',
	},
	{
		id: 'proxy-variables',
		title: {en: 'Proxies that programs are told to use', zh: '各程序的代理设置'},
		target: 'every-host',
		ask: () => sh`
			env | grep -i '_proxy=' || true
			systemctl show containerd docker kubelet -p Environment 2>/dev/null || true
			grep -i -A1 '_proxy' /etc/kubernetes/manifests/*.yaml 2>/dev/null || true
		`,
		like: /\benv\b.*proxy|\bsystemctl\s+show\s.*Environment|grep\s.*proxy/i,
		cost: 'cheap',
	},
	{
		id: 'kernel-log',
		title: {en: "The kernel's messages", zh: '内核消息'},
		target: 'every-host',
		ask: () => sh`journalctl -k -n 200 --no-pager 2>/dev/null || dmesg | tail -n 200`,
		like: /\bdmesg\b|\bjournalctl\s+(?:.*\s)?(?:-k|--dmesg)\b/,
		cost: 'cheap',
	},
];
