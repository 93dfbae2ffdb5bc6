// Adding workers to a cluster that runs: only they and the first control plane are touched, however large the cluster is.
import type {Book, Script, Stage, Task} from '../source/engine/declare.ts';
import {sh} from '../source/engine/script.ts';
import {approveKubelets} from './addons/kubelet-certificates.ts';
import {nfsClient} from './addons/nfs-client.ts';
import {connectHosts} from './connect-hosts.ts';
import {joinValues} from './initialise.ts';
import {installPackages} from './install-packages.ts';
import {installRuntime} from './install-runtime.ts';
import {joinWorkers} from './join-workers.ts';
import {kubectl, kubectlAsNode} from './kubectl.ts';
import {loadIpvs} from './load-ipvs.ts';
import {loadKernelModules} from './load-kernel-modules.ts';
import {openFirewall} from './open-firewall.ts';
import {pullImages} from './pull-images.ts';
import {question} from './question.ts';
import {setKernelParameters} from './set-kernel-parameters.ts';
import {setNames} from './set-names.ts';
import {synchroniseClocks} from './synchronise-clocks.ts';
import {turnOffSwap} from './turn-off-swap.ts';

const clusterAnswers: Task = {
	...question(
		{
			id: 'cluster-answers',
			title: {en: 'The cluster answers', zh: '集群正常应答'},
			why: {
				en: 'The first control plane is asked for the nodes that there are, and later for a fresh token and the hash of the CA.',
				zh: '向第一个控制平面询问现有节点，稍后再由它签发新令牌并给出 CA 哈希。',
			},
			fix: {
				en: 'Bring the cluster’s API back first (kubewalk diagnose with this plan), or name the first control plane of the cluster that stands.',
				zh: '先恢复集群 API（用本计划执行 kubewalk diagnose），或在计划中写现有集群的首个控制平面。',
			},
			target: 'first-control-plane',
			usually: 2,
		},
		() => sh`${kubectl} get nodes`,
	),
	capture: joinValues,
};

const meetCluster: Stage = {
	id: 'cluster',
	title: {en: 'Meet the cluster', zh: '确认现有集群'},
	why: {
		en: 'Workers of the plan that are no nodes yet are added. The other hosts are not touched: their /etc/hosts does not learn the new names, which no component needs. Where a firewall is in force on them, its rules name every host: run the stage firewall of the book install afterwards, or pods on the new worker cannot be reached from there.',
		zh: '计划中尚未成为节点的工作节点会被加入，其他主机一概不动：它们的 /etc/hosts 不会写入新名字，组件也不需要。如果其他主机启用了防火墙，其规则逐台列出主机：之后请再运行 install 的 firewall 阶段，否则那些主机访问不到新节点上的 Pod。',
	},
	tasks: [clusterAnswers],
};

/** What a stage does on every host, or on every worker, for the new workers. */
const forNewWorkers = (stage: Stage): Stage => ({
	...stage,
	tasks: stage.tasks
		.filter(({target}) => target === 'every-host' || target === 'workers')
		.map(task => ({...task, target: 'workers'})),
});

const isReady: Script = ({host}) => sh`
	status=$(${kubectlAsNode} get node ${host.name} -o jsonpath='{.status.conditions[?(@.type=="Ready")].status}') || exit 1
	[ "$status" = True ]
`;

const nodeReady: Task = {
	id: 'new-node-ready',
	title: {en: 'See the new node ready', zh: '确认新节点就绪'},
	why: {
		en: 'The network component of the cluster comes to the node by itself; once it runs, the node is ready for pods.',
		zh: '集群的网络组件会自动部署到新节点，运行起来后节点才能承载 Pod。',
	},
	target: 'workers',
	risk: 'safe',
	check: {ask: isReady},
	run: () => sh`echo "Waiting for the pod network on this node."`,
	verify: {ask: isReady, within: 300},
	undo: 'nothing-to-undo',
	usually: 60,
	waitingFor: {en: 'the image and the pod of the network component', zh: '网络组件的镜像和 Pod'},
};

const proveNode: Stage = {
	id: 'new-nodes',
	title: {en: 'See the new nodes ready', zh: '确认新节点就绪'},
	why: {
		en: 'A node that has joined carries pods only once it is ready.',
		zh: '加入之后，节点就绪才会承载 Pod。',
	},
	tasks: [nodeReady, approveKubelets, ...nfsClient.map(task => ({...task, target: 'workers' as const}))],
};

export const addNode: Book = {
	id: 'add-node',
	title: {en: 'Add workers to the cluster', zh: '为集群添加工作节点'},
	stages: [
		meetCluster,
		...[
			connectHosts,
			setNames,
			openFirewall,
			turnOffSwap,
			loadKernelModules,
			setKernelParameters,
			loadIpvs,
			synchroniseClocks,
			installRuntime,
			installPackages,
			pullImages,
		].map(forNewWorkers),
		joinWorkers,
		proveNode,
	],
	settled: () => sh`${kubectl} get nodes -o jsonpath='{range .items[*]}{.metadata.name}{"\n"}{end}'`,
	spare: 'workers',
};
