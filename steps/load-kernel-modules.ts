import type {Stage, Task} from '../source/engine/declare.ts';
import {type Fragment, fragment, sh} from '../source/engine/script.ts';
import {holds, replaceFile, restoreFile, signature} from './whole-file.ts';

/** A module built into the kernel is not in lsmod: it shows by its folder in /sys or in the list of what is built in. */
export const loaded: Fragment = fragment(
	sh`
		loaded() {
			[ -d "/sys/module/$1" ] ||
				lsmod 2>/dev/null | grep "^$1 " >/dev/null ||
				grep -Eq "/$1\.ko" "/lib/modules/$(uname -r)/modules.builtin" 2>/dev/null
		}
	`,
);

const names = ['overlay', 'br_netfilter'] as const;

const now: Task = {
	id: 'modules-now',
	title: {en: 'Load overlay and br_netfilter, now', zh: '立即加载 overlay 和 br_netfilter'},
	why: {
		en: 'overlay stacks the layers of images; br_netfilter lets kube-proxy and network components see bridged traffic. kubeadm stopped asking for it in 1.30.',
		zh: 'overlay 用来叠加镜像层；br_netfilter 让 kube-proxy 和网络组件能看到网桥流量。kubeadm 从 1.30 起不再检查它。',
	},
	target: 'every-host',
	risk: 'changes',
	usually: 5,
	check: {
		ask: () => sh`
			${loaded}
			missing=''
			for module in ${names}; do if ! loaded "$module"; then missing="$missing $module"; fi; done
			if [ -n "$missing" ]; then
				echo "not loaded:$missing"
				exit 1
			fi
			echo "loaded, or built into the kernel: ${fragment(names.join(' '))}"
		`,
	},
	run: () => sh`
		for module in ${names}; do modprobe "$module"; done
	`,
	undo: () => sh`
		# A module that is in use stays.
		for module in ${names.toReversed()}; do modprobe -r "$module" || true; done
	`,
};

const file = '/etc/modules-load.d/kubewalk.conf';
const content = `# ${signature}\n${names.join('\n')}\n`;

const atBoot: Task = {
	id: 'modules-at-boot',
	title: {en: 'Load them at boot', zh: '开机自动加载'},
	why: {
		en: 'A rebooted node without br_netfilter comes up Ready, and its Services do not answer.',
		zh: '节点重启后如果没有 br_netfilter，状态会是 Ready，但 Service 访问不通。',
	},
	target: 'every-host',
	risk: 'changes',
	usually: 5,
	check: {ask: () => sh`${holds(file, content)}`},
	run: () => sh`${replaceFile(file, content)}`,
	undo: () => sh`${restoreFile(file)}`,
};

export const loadKernelModules: Stage = {
	id: 'modules',
	title: {en: 'Kernel modules', zh: '内核模块'},
	why: {
		en: 'The runtime and the network need two modules that a fresh host does not load by itself.',
		zh: '容器运行时和网络需要两个模块，新装的主机不会自动加载。',
	},
	tasks: [now, atBoot],
};
