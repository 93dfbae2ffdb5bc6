// Nodes that take no more pods, or throw them out.
import type {Finding} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {kubectl} from '../kubectl.ts';
import {cure} from './make-remedy.ts';
import {podsReady} from './network-cures.ts';
import {said} from './said.ts';

const about = ['pod', 'scheduling'];
const by = ['warnings', 'troubled-pods'] as const;
const explains = ['pod-not-scheduled', 'coredns-pending', 'pod-not-ready', 'rollout-stuck'] as const;

/** The scheduler's sentence, and what it counts. */
const counted = (reason: string): RegExp => new RegExp(String.raw`\d+/\d+ nodes are available:.*\d+ ${reason}`);

export const nodeRoomFindings: readonly Finding[] = [
	{
		id: 'node-cordoned',
		about: [...about, 'node'],
		severity: 'risky',
		title: {en: 'A node is cordoned', zh: '节点被标记为不可调度'},
		meaning: {
			en: 'Somebody has drained or cordoned it and not taken that back. What runs there goes on; nothing new comes.',
			zh: '有人执行了 drain 或 cordon 而没有恢复。已有的 Pod 继续运行，新 Pod 不会调度过来。',
		},
		suggests: [],
		confirms: [
			{says: /\bReady,SchedulingDisabled\b/},
			...said(counted(String.raw`node\(s\) were unschedulable`), ...by),
		],
		rulesOut: [{lacks: /SchedulingDisabled/, in: ['nodes']}],
		explains,
		reads: {node: {says: /^(\S+)\s+Ready,SchedulingDisabled\b/, in: ['nodes']}},
		remedies: [
			cure({
				id: 'uncordon-node',
				title: {en: 'Let the node take pods again', zh: '恢复节点调度'},
				why: {en: 'When whatever it was drained for is done.', zh: '确认维护已完成后执行。'},
				target: 'first-control-plane',
				check: {ask: () => sh`! ${kubectl} get nodes --no-headers | grep SchedulingDisabled`},
				run: given => sh`${kubectl} uncordon ${given.captured('node')}`,
				undo: given => sh`${kubectl} cordon ${given.captured('node')}`,
				usually: 2,
			}),
		],
		sources: ['kubernetes/website content/en/docs/tasks/administer-cluster/safely-drain-node.md'],
	},
	{
		id: 'node-under-pressure',
		about: ['pod', 'node', 'scheduling'],
		severity: 'blocking',
		title: {en: 'A node is short of disk or memory and throws pods out', zh: '节点磁盘或内存不足，正在驱逐 Pod'},
		meaning: {
			en: 'The kubelet evicts pods and taints the node when little is left: below 10 % of the disk, 15 % of the images’ disk, 100 MiB of memory. It gives the node free again five minutes after there is room.',
			zh: '剩余资源过少时 kubelet 驱逐 Pod 并给节点加污点：磁盘低于 10%、镜像盘低于 15%、内存低于 100 MiB。空间恢复五分钟后才解除。',
		},
		suggests: [{says: /\s0\/\d+\s+Evicted\s/, in: ['pods']}],
		confirms: [
			...said(
				/The node was low on resource: |The node had condition: \[(?:Disk|Memory|PID)Pressure\]|NodeHas(?:Disk|InsufficientMemory|InsufficientPID)Pressure|EvictionThresholdMet|attempting to reclaim (?:ephemeral-storage|memory|inodes)/,
				'node-details',
				...by,
			),
			...said(/\{?node\.kubernetes\.io\/(?:disk|memory|pid)-pressure(?!\S* op=)[: ]/, 'node-details', ...by),
			...said(/^\s*(?:Disk|Memory|PID)Pressure\s+True\b/, 'node-details'),
		],
		explains,
		remedies: [
			cure({
				id: 'free-image-disk',
				title: {en: 'Remove images that no container uses', zh: '清理没有容器使用的镜像'},
				why: {
					en: 'They are pulled again when a pod needs them. Look at logs and at /var/lib as well when this frees little.',
					zh: '需要时会重新拉取。若释放不多，请再检查日志与 /var/lib。',
				},
				check: {ask: () => sh`df --output=pcent /var/lib/containerd | tail -n 1 | awk '{exit $1 + 0 >= 85}'`},
				run: () => sh`crictl rmi --prune`,
				usually: 20,
			}),
			cure({
				id: 'wait-for-pods',
				title: {en: 'Clear away what was evicted', zh: '清除已被驱逐的 Pod'},
				why: {
					en: 'Evicted pods stay in the list as a record. Their workloads have made others already.',
					zh: '被驱逐的 Pod 会保留在列表中作为记录，其工作负载已创建了新的 Pod。',
				},
				target: 'first-control-plane',
				check: {ask: () => sh`${podsReady}`},
				run: () => sh`${kubectl} delete pods -A --field-selector status.phase=Failed`,
				usually: 5,
			}),
		],
		badAdvice: [
			{
				en: 'Lowering the kubelet’s eviction thresholds postpones it until the disk is really full, and then etcd stops as well.',
				zh: '调低 kubelet 的驱逐阈值只是推迟到磁盘真正写满，那时 etcd 也会停止。',
			},
		],
		sources: [
			'kubernetes/kubernetes#91600',
			'kubernetes/kubernetes#74169',
			'bsycorp/kind#15',
			'longhorn/longhorn#6023',
		],
	},
];
