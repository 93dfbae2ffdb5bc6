// The book that takes a cluster away: what kubeadm, the network component and the load balancer left, and nothing else.
import type {Book, Given, Stage, Target, Task, Text} from '../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../source/engine/script.ts';
import {forgetAccess, listAccess} from './copy-access.ts';
import {firewallBack, listFirewall} from './give-firewall-back.ts';
import {haproxyFile} from './haproxy-config.ts';
import {healthScript, keepalivedFile} from './keepalived-config.ts';
import {forgetKubeconfig, listKubeconfigs} from './kubeconfig.ts';
import {listKubeVip, removeKubeVip} from './kube-vip.ts';
import {listNetwork, removeNetwork} from './leftovers.ts';
import {nothingOf} from './nothing-left.ts';
import {adminConf, kubeletConf, manifests, ownConfig, ownState} from './paths.ts';
import {planOf} from './plan.ts';
import {balancesLoad, usesKubeVip} from './roles.ts';
import {criSocketOf, runtimeOf} from './runtime.ts';
import {restoreFile, signature} from './whole-file.ts';

const nodeFiles = [
	adminConf,
	kubeletConf,
	'/etc/kubernetes/bootstrap-kubelet.conf',
	'/etc/kubernetes/super-admin.conf',
	'/etc/kubernetes/pki/ca.crt',
	`${manifests}/kube-apiserver.yaml`,
	`${manifests}/etcd.yaml`,
	'/var/lib/etcd/member',
	'/var/lib/kubelet/config.yaml',
];
const ownFiles = [ownConfig, ownState];
const balancerFiles = [haproxyFile, keepalivedFile, healthScript];

const listFiles = (files: readonly string[]): Fragment =>
	fragment(sh`for path in ${files}; do if [ -e "$path" ]; then echo "$path"; fi; done`);

const listPods = (given: Given): Fragment =>
	fragment(sh`
	pods=$(${runtimeOf(planOf(given)).pods} 2>/dev/null | wc -l)
	if [ "$pods" -gt 0 ]; then echo "$pods pods with their containers"; fi
`);

const listBalancer = (given: Given): Fragment =>
	balancesLoad(given)
		? fragment(
				sh`for path in ${balancerFiles}; do if grep -q ${signature} "$path" 2>/dev/null; then echo "$path"; fi; done`,
			)
		: fragment('true');

const listNode = (given: Given): Fragment =>
	fragment(sh`
	${listFiles(nodeFiles)}
	${listPods(given)}
	${usesKubeVip(given) ? listKubeVip(given) : fragment('true')}
`);

const listRecords = fragment(sh`
	${listFiles(ownFiles)}
	${listAccess}
`);

const listEverything = (given: Given): Fragment =>
	fragment(sh`
	${listNode(given)}
	${listNetwork(given)}
	${fragment(listKubeconfigs(given))}
	${listBalancer(given)}
	${listFirewall(given)}
	${listRecords}
`);

const previewPath = `${ownState}/reset-preview.txt`;

const preview: Task = {
	id: 'reset-preview',
	title: {en: 'See what goes', zh: '预览将被清除的内容'},
	why: {
		en: 'Everything that this book takes away from the host is listed before anything is touched. Packages, swap, kernel settings and names stay.',
		zh: '在改动之前，先列出本流程将从主机上清除的全部内容。软件包、swap、内核参数和主机名不受影响。',
	},
	target: 'every-host',
	risk: 'safe',
	check: {ask: nothingOf(listEverything)},
	run: given => sh`
		mkdir -p ${ownState}
		{
			${listEverything(given)}
		} > ${previewPath}
		cat ${previewPath}
	`,
	verify: {ask: () => sh`[ -s ${previewPath} ]`},
	undo: 'nothing-to-undo',
	usually: 2,
};

const resetNode = (id: string, target: Target, title: Text): Task => ({
	id,
	title,
	why: {
		en: 'kubeadm stops the kubelet, takes the member out of etcd, removes the pods, the certificates, the kubeconfigs and etcd’s data. This cannot be taken back.',
		zh: 'kubeadm 会停止 kubelet、将成员移出 etcd，并删除 Pod、证书、kubeconfig 以及 etcd 数据。此操作无法撤销。',
	},
	target,
	pace: target === 'workers' ? 'together' : 'one-by-one',
	risk: 'destructive',
	check: {ask: nothingOf(listNode)},
	run: given => sh`
		if command -v kubeadm >/dev/null; then
			kubeadm reset -f --cri-socket ${criSocketOf(planOf(given))}
		fi
		${usesKubeVip(given) ? removeKubeVip(given) : fragment('true')}
		rm -rf ${nodeFiles} /etc/kubernetes/pki /etc/kubernetes/controller-manager.conf /etc/kubernetes/scheduler.conf
	`,
	verify: {ask: nothingOf(listNode), within: 30},
	undo: 'nothing-to-undo',
	usually: 20,
	waitingFor: {
		en: 'the pods to stop, or the rest of etcd to agree that a member leaves',
		zh: 'Pod 停止，或其余 etcd 成员确认移除该成员',
	},
	timeout: 600,
});

const network: Task = {
	id: 'reset-network',
	title: {en: 'Remove what the network component left', zh: '清除网络组件的残留'},
	why: {
		en: 'kubeadm reset says itself that it leaves CNI files, interfaces, routes and the rules of kube-proxy. The next cluster would trip over them. Other rules of the firewall stay.',
		zh: 'kubeadm reset 明确说明不会清理 CNI 文件、网卡、路由和 kube-proxy 规则，残留会影响下一个集群。防火墙的其他规则保持不变。',
	},
	target: 'every-host',
	risk: 'destructive',
	check: {ask: nothingOf(listNetwork)},
	run: given => sh`${removeNetwork(given)}`,
	undo: 'nothing-to-undo',
	usually: 3,
};

const kubeconfigs: Task = {
	id: 'reset-kubeconfig',
	title: {en: 'Remove this cluster’s kubeconfig', zh: '删除本集群的 kubeconfig'},
	why: {
		en: 'A kubeconfig of a cluster that is gone only produces confusing errors. One of another cluster is left alone; one that was there before comes back.',
		zh: '集群已不存在，留下 kubeconfig 只会产生令人困惑的报错。其他集群的配置不会改动，此前备份的文件会恢复。',
	},
	target: 'control-planes',
	risk: 'destructive',
	check: {ask: nothingOf(given => fragment(listKubeconfigs(given)))},
	run: forgetKubeconfig,
	undo: 'nothing-to-undo',
	usually: 1,
};

const balancer: Task = {
	id: 'reset-load-balancer',
	title: {en: 'Stop the load balancer and remove its configuration', zh: '停止负载均衡并删除其配置'},
	why: {
		en: 'The shared address goes, and haproxy no longer listens for API servers that are gone. Only configuration that kubewalk wrote is removed.',
		zh: '释放虚拟 IP，haproxy 不再代理已不存在的 API server。仅删除 kubewalk 写入的配置。',
	},
	target: 'control-planes',
	when: balancesLoad,
	risk: 'destructive',
	check: {ask: nothingOf(listBalancer)},
	run: () => sh`
		if grep -q ${signature} ${keepalivedFile} 2>/dev/null; then
			systemctl disable --now keepalived
			${restoreFile(keepalivedFile)}
		fi
		if grep -q ${signature} ${haproxyFile} 2>/dev/null; then
			systemctl disable --now haproxy
			${restoreFile(haproxyFile)}
		fi
		rm -f ${healthScript}
	`,
	undo: 'nothing-to-undo',
	usually: 3,
};

const records: Task = {
	id: 'reset-records',
	title: {en: 'Remove kubewalk’s own files', zh: '删除 kubewalk 自身的文件'},
	why: {
		en: 'The configuration for kubeadm and the records of proofs belong to the cluster that is gone.',
		zh: '为 kubeadm 编写的配置和验证记录属于已删除的集群。',
	},
	target: 'every-host',
	risk: 'destructive',
	check: {ask: nothingOf(() => listRecords)},
	run: () => sh`
		rm -rf ${ownFiles}
		${forgetAccess}
	`,
	undo: 'nothing-to-undo',
	usually: 1,
};

const stages: readonly Stage[] = [
	{
		id: 'reset-preview',
		title: {en: 'Preview', zh: '预览'},
		why: {en: 'What goes is seen before it goes.', zh: '先看清楚将被清除的内容。'},
		tasks: [preview],
	},
	{
		id: 'reset-nodes',
		title: {en: 'Take the nodes out', zh: '逐一移除节点'},
		why: {
			en: 'Workers first, the first control plane last: as long as possible there is a cluster that can say goodbye to a member.',
			zh: '先工作节点，最后才是第一个控制平面：尽可能让集群在移除成员时仍能正常应答。',
		},
		tasks: [
			resetNode('reset-workers', 'workers', {en: 'Reset the workers', zh: '重置工作节点'}),
			resetNode('reset-other-control-planes', 'other-control-planes', {
				en: 'Reset the other control planes',
				zh: '重置其他控制平面',
			}),
			resetNode('reset-first-control-plane', 'first-control-plane', {
				en: 'Reset the first control plane',
				zh: '重置第一个控制平面',
			}),
		],
	},
	{
		id: 'reset-leftovers',
		title: {en: 'Clear what is left', zh: '清理残留'},
		why: {
			en: 'The hosts end as they were before the cluster, ready for the next one.',
			zh: '让主机恢复到建立集群之前的状态，可用于下一次安装。',
		},
		tasks: [network, kubeconfigs, balancer, firewallBack, records],
	},
];

export const resetHosts: Book = {
	id: 'reset',
	title: {en: 'Take the cluster away', zh: '拆除集群'},
	stages,
	spare: 'workers',
	warning: {
		en: 'The cluster and everything stored in it go: every pod, every object, etcd’s data and the certificates. Nothing of it can be brought back without a backup.',
		zh: '集群及其存储的全部内容都将被删除：所有 Pod、所有对象、etcd 数据和证书。没有备份则无法恢复。',
	},
};
