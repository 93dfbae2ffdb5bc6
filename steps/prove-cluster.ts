import type {Stage} from '../source/engine/declare.ts';
import {sh} from '../source/engine/script.ts';
import {checkCertificates} from './check-certificates.ts';
import {checkControlPlanes} from './check-control-planes.ts';
import {checkKubelets} from './check-kubelets.ts';
import {checkNodes} from './check-nodes.ts';
import {hasNetwork} from './connect-pods.ts';
import {failoverDrills} from './drill-failover.ts';
import {allMembersVote, etcdctl} from './etcd.ts';
import {handOver} from './hand-over.ts';
import {kubeVipHolder} from './kube-vip.ts';
import {kubeletCertificates} from './kubelet-certificates.ts';
import {kubectl} from './kubectl.ts';
import {allReady} from './nodes.ts';
import {proveNetwork} from './prove-network.ts';
import {proveOutsideNames} from './prove-outside-names.ts';
import {proveStorage} from './prove-storage.ts';
import {proxyRuns} from './proxy-mode.ts';
import {question} from './question.ts';
import {sourcesLast} from './sources-last.ts';

export const allNodesReady = question(
	{
		id: 'all-nodes-ready',
		title: {en: 'See every node ready', zh: '确认所有节点就绪'},
		why: {
			en: 'Installation is over when every node is ready at the same time, not one after the other.',
			zh: '所有节点同时就绪，才算安装完成。',
		},
		fix: {
			en: 'kubectl describe node NAME tells the reason of each node; then kubewalk diagnose with this plan.',
			zh: '用 kubectl describe node 节点名 查看每个节点的原因，再用本计划执行 kubewalk diagnose。',
		},
		target: 'first-control-plane',
		when: hasNetwork,
		usually: 1,
	},
	given => sh`
		${kubectl} get nodes -o wide
		${allReady(given)}
	`,
);

export const etcdMembers = question(
	{
		id: 'etcd-members',
		title: {en: 'See every member of etcd healthy', zh: '确认每个 etcd 成员健康'},
		why: {
			en: 'As many members as control planes, all of them voting: only then may one of them fail.',
			zh: '成员数量与控制平面一致且全部拥有投票权，这样才能承受一个成员故障。',
		},
		fix: {
			en: 'Start the member that is named (crictl ps -a --name etcd on its host, its log), or take out one that is gone for good: etcdctl member remove ID; kubewalk diagnose finds the cause.',
			zh: '恢复提示的成员（在其主机上 crictl ps -a --name etcd 并看日志）；已不存在的成员用 etcdctl member remove ID 移除；kubewalk diagnose 可找出原因。',
		},
		target: 'control-planes',
		usually: 2,
	},
	given => sh`
		${etcdctl(given)} member list -w table
		${allMembersVote(given)}
	`,
);

export const proveCluster: Stage = {
	id: 'proof',
	title: {en: 'Prove the cluster and hand it over', zh: '验证集群并交接'},
	why: {
		en: 'What an operator will rely on is tried once, now, while nobody depends on it: nodes, etcd, the pod network, the failover, the certificates.',
		zh: '在尚无业务依赖之前，把运维将要依靠的能力逐一验证：节点、etcd、Pod 网络、故障切换和证书。',
	},
	// The drills cut every connection to the API, so what is proven after it is a cluster that has been through failovers.
	tasks: [
		allNodesReady,
		etcdMembers,
		...checkControlPlanes,
		...checkKubelets,
		...checkNodes,
		proxyRuns,
		kubeVipHolder,
		...failoverDrills,
		proveNetwork,
		proveOutsideNames,
		proveStorage,
		checkCertificates,
		kubeletCertificates,
		sourcesLast,
		handOver,
	],
};
