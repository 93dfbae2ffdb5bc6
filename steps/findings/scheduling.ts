import type {Finding} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {kubectl} from '../kubectl.ts';
import {cure, look} from './make-remedy.ts';
import {said} from './said.ts';
import {nothingIsPending} from './states.ts';
import {readsPod, undoRollout} from './workload-cures.ts';

const about = ['pod', 'scheduling'];
const by = ['warnings', 'troubled-pods'] as const;
const explains = ['pod-not-scheduled', 'coredns-pending', 'pod-not-ready', 'rollout-stuck'] as const;
const reads = readsPod('Pending');

const seeRoom = look({
	id: 'see-room-on-nodes',
	title: {en: 'See what is asked for on each node', zh: '查看各节点已分配的资源'},
	why: {
		en: 'The scheduler counts requests, not what is really used. A node is full when requests are.',
		zh: '调度器按请求量而非实际用量计算。请求量占满，节点就满了。',
	},
	target: 'first-control-plane',
	run: () => sh`${kubectl} describe nodes | grep -E '^Name:|^Taints:|^Unschedulable:|^  (cpu|memory|pods) '`,
});

export const schedulingFindings: readonly Finding[] = [
	{
		id: 'pod-not-scheduled',
		about,
		severity: 'risky',
		title: {en: 'No node takes a pod', zh: '没有节点可以放置 Pod'},
		meaning: {
			en: 'The scheduler has looked at every node and says for how many which reason holds; the numbers add up to all nodes.',
			zh: '调度器检查了每个节点，并给出各原因对应的节点数，其总和等于节点总数。',
		},
		suggests: [],
		hints: [{says: /\s0\/\d+\s+Pending\s/, in: ['pods']}],
		confirms: said(
			/\bFailedScheduling\b|\d+\/\d+ nodes are available: |no nodes available to schedule pods/,
			...by,
		),
		rulesOut: [nothingIsPending],
		explains: ['pod-not-ready', 'rollout-stuck'],
		reads,
		remedies: [seeRoom],
		sources: ['kubernetes/website content/en/docs/concepts/scheduling-eviction/kube-scheduler.md'],
	},
	{
		id: 'only-control-planes',
		about,
		severity: 'risky',
		title: {
			en: 'Only control planes are there, and they take no ordinary pods',
			zh: '只有控制平面节点，不接收普通 Pod',
		},
		meaning: {
			en: 'kubeadm taints control planes so that applications stay off them. Without a worker nothing else is left.',
			zh: 'kubeadm 给控制平面加了污点，避免运行业务 Pod。没有工作节点时就无处可放。',
		},
		suggests: said(/nodes are available:.*\{node-role\.kubernetes\.io\/(?:control-plane|master): \}/, ...by),
		confirms: [
			...said(
				/0\/(\d+) nodes are available: \1 node\(s\) had (?:untolerated )?taint \{node-role\.kubernetes\.io\/(?:control-plane|master): \}/,
				...by,
			),
			[
				{says: /nodes are available: \d+ node\(s\) had untolerated taint\(s\)/},
				{says: /^\S+\s+Ready\s+control-plane/, in: ['nodes']},
				{lacks: /^\S+\s+(?:Not)?Ready\S*\s+(?!\s|control-plane|master)/, in: ['nodes']},
			],
		],
		rulesOut: [nothingIsPending],
		explains,
		remedies: [
			cure({
				id: 'allow-pods-on-control-planes',
				title: {en: 'Let control planes take ordinary pods', zh: '允许控制平面运行普通 Pod'},
				why: {
					en: 'For a cluster without workers. An application that takes all memory then takes it from the API server and etcd too; better is a worker.',
					zh: '适用于没有工作节点的集群。业务耗尽内存时会影响 API Server 与 etcd，最好还是加入工作节点。',
				},
				target: 'first-control-plane',
				check: {
					ask: () =>
						sh`! ${kubectl} get nodes -o jsonpath='{.items[*].spec.taints[*].key}' | grep -E 'node-role.kubernetes.io/(control-plane|master)' >/dev/null`,
				},
				run: () => sh`
					for key in node-role.kubernetes.io/control-plane node-role.kubernetes.io/master; do
						${kubectl} taint nodes --all "$key"- 2>&1 | grep -v 'not found' || true
					done
				`,
				undo: () =>
					sh`${kubectl} taint nodes -l node-role.kubernetes.io/control-plane node-role.kubernetes.io/control-plane=:NoSchedule --overwrite`,
				usually: 3,
			}),
		],
		sources: ['kubernetes/website create-cluster-kubeadm', 'kubernetes/kubeadm#2200'],
	},
	{
		id: 'not-enough-room',
		about,
		severity: 'risky',
		title: {en: 'No node has as much left as the pod asks for', zh: '没有节点剩余足够的资源'},
		meaning: {
			en: 'The pod’s requests are larger than what any node has left, or the node has its 110 pods. Requests count, not use: `kubectl top` may show an idle node.',
			zh: 'Pod 的请求量超过任何节点的剩余量，或节点已有 110 个 Pod。计算的是请求量而非用量，`kubectl top` 看到的节点可能很空闲。',
		},
		suggests: [],
		confirms: said(
			/nodes are available:.*\d+ (?:Insufficient (?:cpu|memory|ephemeral-storage|[\w.-]+\/[\w.-]+)|Too many pods)/,
			...by,
		),
		rulesOut: [nothingIsPending],
		explains,
		reads,
		remedies: [seeRoom, undoRollout],
		sources: ['kubernetes/website content/en/docs/concepts/configuration/manage-resources-containers.md'],
	},
	{
		id: 'no-node-matches',
		about,
		severity: 'risky',
		title: {en: 'No node has the labels that the pod asks for', zh: '没有节点符合 Pod 要求的标签'},
		meaning: {
			en: 'nodeSelector or affinity names a label that no node carries, or only nodes that are out for another reason; anti-affinity may ask for more nodes than there are.',
			zh: 'nodeSelector 或亲和性要求的标签没有节点具备，或具备的节点因其他原因不可用；反亲和也可能要求更多节点。',
		},
		suggests: [],
		confirms: said(
			/nodes are available:.*node\(s\) didn't match (?:Pod's node affinity|node selector|pod affinity|pod anti-affinity)|nodes are available:.*didn't satisfy existing pods anti-affinity/,
			...by,
		),
		rulesOut: [nothingIsPending],
		explains,
		reads,
		remedies: [
			look({
				id: 'see-node-labels',
				title: {en: 'See the labels of the nodes', zh: '查看节点标签'},
				why: {
					en: 'Either the node lacks the label (`kubectl label node`), or the pod misspells it.',
					zh: '要么节点缺少该标签（`kubectl label node`），要么 Pod 中写错了。',
				},
				target: 'first-control-plane',
				run: () => sh`${kubectl} get nodes --show-labels`,
			}),
			undoRollout,
		],
		sources: ['kubernetes/website content/en/docs/concepts/scheduling-eviction/assign-pod-node.md'],
	},
	{
		id: 'host-port-taken',
		about,
		severity: 'risky',
		title: {
			en: 'The host port that a pod asks for is taken on every node',
			zh: 'Pod 要求的主机端口在各节点都已占用',
		},
		meaning: {
			en: 'One pod per node can have a host port. More replicas than nodes, or a rolling update that starts the new pod first, leave none.',
			zh: '每个节点只有一个 Pod 能使用某个主机端口。副本数多于节点数，或滚动更新先启动新 Pod，都会没有空闲端口。',
		},
		suggests: [],
		confirms: said(/nodes are available:.*node\(s\) didn't have free ports for the requested pod ports/, ...by),
		rulesOut: [nothingIsPending],
		explains,
		reads,
		remedies: [undoRollout],
		sources: [
			'kubernetes/website content/en/docs/concepts/configuration/overview.md',
			'kubernetes/ingress-nginx#5985',
		],
	},
];
