// Remedies for pod networks.
import type {Remedy, Task} from '../../source/engine/declare.ts';
import {fragment, sh} from '../../source/engine/script.ts';
import {connectPods} from '../connect-pods.ts';
import {kubectl} from '../kubectl.ts';

const networks = [
	'kube-flannel/kube-flannel-ds',
	'calico-system/calico-node',
	'kube-system/calico-node',
	'kube-system/cilium',
];

/** Every pod is ready or done; those that are not are printed. */
export const podsReady = fragment(sh`
	${kubectl} get pods -A --no-headers |
		awk '{split($3, ready, "/")} $4 != "Completed" && (ready[1] != ready[2] || $4 != "Running") {print $1 "/" $2 " is " $4; bad = 1} END {exit bad || NR == 0}'
`);

export const restartNetwork: Remedy = {
	id: 'restart-network',
	title: {en: 'Start the network component’s pods anew', zh: '重启网络组件的 Pod'},
	why: {
		en: 'Its first containers put plugins, configuration and access into the host again. Pods that run keep their addresses; new ones wait until it is back.',
		zh: '它的初始化容器会重新向主机写入插件、配置和访问凭据。正在运行的 Pod 保留原地址，新 Pod 会等到它恢复为止。',
	},
	target: 'first-control-plane',
	risk: 'changes',
	check: {ask: () => sh`${podsReady}`},
	run: () => sh`
		for set in ${networks}; do
			namespace=$(dirname "$set")
			name=$(basename "$set")
			if ! ${kubectl} -n "$namespace" get daemonset "$name" >/dev/null 2>&1; then continue; fi
			${kubectl} -n "$namespace" rollout restart "daemonset/$name"
			${kubectl} -n "$namespace" rollout status "daemonset/$name" --timeout=150s
		done
	`,
	verify: {ask: () => sh`${podsReady}`, within: 120},
	undo: 'nothing-to-undo',
	usually: 40,
	timeout: 400,
};

const networkLoaded = sh`timeout 10 crictl info | grep -A 3 '"NetworkReady"' | grep '"status": true'`;

export const restartContainerd: Remedy = {
	id: 'restart-containerd',
	title: {en: 'Let containerd read its network configuration again', zh: '让 containerd 重新读取网络配置'},
	why: {
		en: 'containerd looks at the folder when it starts and then waits to be told of changes; when the kernel has no watches left for it, it is never told. Containers go on running.',
		zh: 'containerd 启动时读取该目录，之后只等待变更通知；内核 inotify 配额耗尽时它永远收不到通知。重启不会影响正在运行的容器。',
	},
	target: 'every-host',
	pace: 'one-by-one',
	risk: 'changes',
	check: {ask: () => networkLoaded},
	run: () => sh`systemctl restart containerd`,
	verify: {ask: () => networkLoaded, within: 30},
	undo: 'nothing-to-undo',
	usually: 5,
};

const own = (id: string): readonly Task[] => connectPods.tasks.filter(task => task.id === id);

/** The plugins package, and after it what the network component itself brings. */
export const bringPlugins: readonly Remedy[] = [...own('cni-plugins'), restartNetwork];
