import type {Given, Stage, Task} from '../source/engine/declare.ts';
import {sh} from '../source/engine/script.ts';
import {balancesLoad} from './roles.ts';
import {holds, replaceFile, restoreFile, signature} from './whole-file.ts';

const file = '/etc/sysctl.d/90-kubewalk.conf';
const before = '/var/lib/kubewalk/sysctl.before';

/** Everything is switched on: the value is always 1. */
export const parameters = (given: Given): readonly string[] => [
	'net.ipv4.ip_forward',
	'net.bridge.bridge-nf-call-iptables',
	'net.bridge.bridge-nf-call-ip6tables',
	// haproxy may be told to bind the virtual address while another host holds it.
	...(balancesLoad(given) ? ['net.ipv4.ip_nonlocal_bind'] : []),
];

const content = (given: Given): string =>
	[`# ${signature}`, ...parameters(given).map(name => `${name} = 1`), ''].join('\n');

const settings: Task = {
	id: 'kernel-parameters-now',
	title: {en: 'Forward packets and show bridged ones to the firewall', zh: '开启转发，让网桥流量经过防火墙'},
	why: {
		en: 'Pods reach each other through the host, so it must forward; kube-proxy can only translate Service addresses in packets it sees.',
		zh: 'Pod 之间经由主机通信，因此主机必须转发数据包；kube-proxy 也只能转换它看得到的 Service 流量。',
	},
	target: 'every-host',
	risk: 'changes',
	usually: 5,
	check: {
		ask: given => sh`
			wrong=0
			for name in ${parameters(given)}; do
				value=$(sysctl -n "$name" 2>/dev/null || true)
				echo "$name = $value"
				if [ "$value" != 1 ]; then wrong=1; fi
			done
			if ! ${holds(file, content(given))}; then wrong=1; fi
			exit "$wrong"
		`,
	},
	run: given => sh`
		mkdir -p /var/lib/kubewalk
		[ -e ${before} ] || sysctl ${parameters(given)} > ${before}
		${replaceFile(file, content(given), '644')}
		sysctl -p ${file}
	`,
	undo: () => sh`
		${restoreFile(file)}
		if [ -e ${before} ]; then
			sysctl -p ${before}
			rm ${before}
		fi
	`,
};

/** 99-sysctl.conf, Debian's link to /etc/sysctl.conf, is read after ours at boot and would win. */
const lastWord: Task = {
	id: 'kernel-parameters-last-word',
	title: {en: 'No other file says otherwise', zh: '没有其他文件覆盖这些参数'},
	why: {
		en: 'At boot the files are read by name and the last one wins; /etc/sysctl.conf often still says ip_forward = 0.',
		zh: '开机时按文件名顺序读取，后读的生效；/etc/sysctl.conf 里常常还留着 ip_forward = 0。',
	},
	target: 'every-host',
	risk: 'changes',
	usually: 5,
	check: {
		ask: given => sh`
			wrong=0
			for name in ${parameters(given)}; do
				if grep -E '^[[:space:]]*'"$name"'[[:space:]]*=[[:space:]]*0' /etc/sysctl.conf /etc/sysctl.d/*.conf 2>/dev/null; then wrong=1; fi
			done
			exit "$wrong"
		`,
	},
	run: given => sh`
		for name in ${parameters(given)}; do
			for file in /etc/sysctl.conf /etc/sysctl.d/*.conf; do
				# A link is left alone, what it leads to is in the list too.
				if [ -f "$file" ] && [ ! -L "$file" ]; then
					sed -i -E 's/^([[:space:]]*'"$name"'[[:space:]]*=[[:space:]]*0)/#kubewalk# \1/' "$file"
				fi
			done
		done
	`,
	undo: () => sh`
		for file in /etc/sysctl.conf /etc/sysctl.d/*.conf; do
			if [ -f "$file" ] && [ ! -L "$file" ]; then sed -i 's/^#kubewalk# //' "$file"; fi
		done
	`,
};

export const setKernelParameters: Stage = {
	id: 'kernel-parameters',
	title: {en: 'Kernel parameters', zh: '内核参数'},
	why: {
		en: 'A fresh host neither forwards packets nor shows bridged traffic to its firewall.',
		zh: '新装的主机既不转发数据包，也不让网桥流量经过防火墙。',
	},
	tasks: [settings, lastWord],
};
