import type {Given, Script, Stage, Task} from '../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../source/engine/script.ts';
import {joinWithConfig} from './join-config.ts';
import {kubectl, kubectlAsNode} from './kubectl.ts';
import {leftoversOfKubeadm} from './leftovers.ts';
import {orSay} from './or-say.ts';
import {kubeletConf} from './paths.ts';
import {planOf} from './plan.ts';
import {criSocketOf} from './runtime.ts';

const workersOf = ({hosts}: Given): readonly string[] =>
	hosts.filter(({role}) => role === 'worker').map(({name}) => name);

/** A line or more for every worker, under the name that kubectl gives it: node/w1. */
const eachWorker = (given: Given, line: (node: string) => string): Fragment =>
	fragment(
		workersOf(given)
			.map(name => line(`node/${name}`))
			.join('\n'),
	);

/** `Unknown` is what the cluster says of a node whose kubelet has gone silent. */
const hasJoined: Script = ({host}) => sh`
	{
		${orSay(sh`[ -e ${kubeletConf} ]`, `${kubeletConf} is missing: this host has not joined.`)} &&
			${orSay('systemctl is-active --quiet kubelet', 'The kubelet does not run.')}
	} || exit 1
	status=$(${kubectlAsNode} get node ${host.name} -o jsonpath='{.status.conditions[?(@.type=="Ready")].status}') || exit 1
	[ "$status" = True ] || [ "$status" = False ] || { echo "The cluster has not heard of this host's kubelet for a while." >&2; exit 1; }
`;

const join: Task = {
	id: 'join-worker',
	title: {en: 'Join the cluster', zh: '加入集群'},
	why: {
		en: 'The worker proves itself with the token, makes sure of the cluster by the hash of its CA, and gets a certificate for its kubelet. Workers join side by side.',
		zh: '工作节点凭令牌证明身份，以 CA 哈希核实集群，并为 kubelet 取得证书。各工作节点可同时加入。',
	},
	target: 'workers',
	risk: 'changes',
	check: {ask: hasJoined},
	run: given => sh`
		if [ -e ${kubeletConf} ]; then
			echo 'An earlier join has left its files on this host, but its kubelet does not work in the cluster. See why with "journalctl -u kubelet", then clear it with "kubeadm reset -f" and run this task again.' >&2
			exit 1
		fi
		${joinWithConfig(given, 'worker')}
	`,
	verify: {ask: hasJoined, within: 120},
	undo: given => sh`
		kubeadm reset -f --cri-socket ${criSocketOf(planOf(given))}
		${leftoversOfKubeadm(given)}
	`,
	usually: 20,
	waitingFor: {
		en: 'the shared endpoint to answer and the kubelet’s certificate to be signed; an expired token takes 5 minutes to be given up',
		zh: '统一入口应答以及 kubelet 证书签发；令牌过期时 kubeadm 要 5 分钟后才会放弃',
	},
	timeout: 900,
};

const workerLabel = 'node-role.kubernetes.io/worker';

/** A worker that could not be reached is not here: the rest of the book goes on without it. */
const areLabelled: Script = given => sh`
	known=$(${kubectl} get nodes -o name) || exit 1
	labelled=$(${kubectl} get nodes -l ${workerLabel} -o name) || exit 1
	${eachWorker(
		given,
		node => sh`if grep -Fxq ${node} <<<"$known" && ! grep -Fxq ${node} <<<"$labelled"; then exit 1; fi`,
	)}
`;

/** Its undo comes before that of the join: a worker may not delete its own node. */
const label: Task = {
	id: 'label-workers',
	title: {en: 'See the workers in the cluster and label them', zh: '确认工作节点已登记并打上标签'},
	why: {
		en: 'The nodes appear in the cluster under the names of the plan. The label fills the column ROLES, which says <none> otherwise.',
		zh: '各节点以计划中的名称出现在集群里。打上标签后 ROLES 一列会显示 worker，否则显示 <none>。',
	},
	target: 'first-control-plane',
	when: given => workersOf(given).length > 0,
	risk: 'changes',
	check: {ask: areLabelled},
	run: given => sh`
		${eachWorker(
			given,
			node =>
				sh`if ${kubectl} get ${node} >/dev/null 2>&1; then ${kubectl} label ${node} ${`${workerLabel}=`} --overwrite; fi`,
		)}
		${kubectl} get nodes
	`,
	undo: given => sh`
		${eachWorker(
			given,
			node => sh`
				${kubectl} drain ${node} --ignore-daemonsets --delete-emptydir-data --force --timeout=120s || true
				${kubectl} delete ${node} --ignore-not-found
			`,
		)}
	`,
	usually: 1,
};

export const joinWorkers: Stage = {
	id: 'join-workers',
	title: {en: 'Join the workers', zh: '加入工作节点'},
	why: {
		en: 'Workers carry the pods; the control planes are kept free of them.',
		zh: '工作节点承载业务 Pod，控制平面则不运行业务负载。',
	},
	tasks: [join, label],
};
