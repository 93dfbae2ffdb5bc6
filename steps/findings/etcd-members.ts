// A member of etcd that does not run, or may not take part.
import type {Finding} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {lastLinesOf} from './container-log.ts';
import {look} from './make-remedy.ts';
import {said} from './said.ts';

const startAgain = look({
	id: 'last-words-of-etcd',
	title: {en: 'See its last words', zh: '查看 etcd 最后的日志'},
	why: {en: 'They name a file, a peer or the data.', zh: '日志会指出文件、对端或数据问题。'},
	target: 'control-planes',
	run: () => sh`
		crictl ps -a --name etcd
		${lastLinesOf('etcd', 10)}
	`,
});

export const etcdMemberFindings: readonly Finding[] = [
	{
		id: 'etcd-down',
		about: ['etcd', 'node'],
		severity: 'blocking',
		title: {en: 'etcd does not run on a control plane', zh: '某控制平面上的 etcd 没有运行'},
		meaning: {
			en: 'The API server of that host has lost its store and ends; the others go on while a majority is left.',
			zh: '该主机的 API 服务器失去存储而退出；只要多数派还在，其他主机不受影响。',
		},
		suggests: [
			...said(/dial tcp (?:127\.0\.0\.1|\[::1\]):2379: connect: connection refused/, 'api-server-log'),
			{says: /\bExited\b.*\setcd\s/, in: ['containers']},
		],
		confirms: said(/flag provided but not defined: -\S+|unknown flag: --\S+|error verifying flags/, 'etcd-log'),
		rulesOut: [{says: /\bRunning\b.*\setcd\s/, in: ['containers']}],
		explains: ['api-server-down', 'init-timed-out', 'container-crashes', 'liveness-kills'],
		remedies: [startAgain],
		sources: [
			'kubernetes/kubernetes#100677',
			'https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/',
		],
	},
	{
		id: 'etcd-member-removed',
		about: ['etcd', 'join'],
		severity: 'blocking',
		title: {en: 'This member was removed from etcd', zh: '该成员已从 etcd 中移除'},
		meaning: {
			en: 'The cluster does not know it any more, and its data cannot come back: the host has to be reset and joined again.',
			zh: '集群不再认识它，其数据也无法恢复使用：该主机需要重置并重新加入。',
		},
		suggests: [],
		confirms: said(
			/the member has been permanently removed from the cluster|member .* has already been removed|raft: stopping.*removed/,
			'etcd-log',
		),
		explains: ['etcd-down', 'api-server-down'],
		remedies: [
			{
				id: 'reset-removed-member',
				title: {en: 'Reset this control plane, to join it again', zh: '重置该控制平面以便重新加入'},
				why: {
					en: 'The others hold the data. Its node is deleted first, so that the join finds the name free.',
					zh: '数据保存在其他成员中。先删除其节点对象，以便重新加入时名称可用。',
				},
				target: 'other-control-planes',
				risk: 'destructive',
				loses: {
					en: 'This host’s etcd data, certificates and kubeconfigs; the other members keep the cluster’s.',
					zh: '该主机的 etcd 数据、证书与 kubeconfig；其他成员保留集群数据。',
				},
				check: {ask: () => sh`[ ! -e /etc/kubernetes/manifests/etcd.yaml ]`},
				run: () => sh`kubeadm reset -f`,
				undo: 'nothing-to-undo',
				usually: 30,
			},
		],
		sources: ['etcd-io/etcd#11186', 'kubernetes/kubeadm#2188'],
	},
	{
		id: 'etcd-data-corrupt',
		about: ['etcd'],
		severity: 'blocking',
		title: {en: 'etcd cannot read its own data', zh: 'etcd 无法读取自身数据'},
		meaning: {
			en: 'After a power cut or a full disk its log or database is torn. With other members alive this one is made anew from them; alone, it needs a snapshot.',
			zh: '断电或磁盘写满后其日志或数据库损坏。若其他成员存活，可从它们重建；若只有一个成员，则需要快照。',
		},
		suggests: [],
		confirms: said(
			/walpb: crc mismatch|wal: crc mismatch|snap(?:shot)? file .*(?:broken|corrupt)|recovering backend from snapshot error|mvcc: .*corrupt|panic: freepages: failed to get all reachable pages|database snapshot file path error/,
			'etcd-log',
		),
		explains: ['etcd-down', 'api-server-down'],
		remedies: [startAgain],
		badAdvice: [
			{
				en: 'Deleting /var/lib/etcd on the only member deletes the cluster.',
				zh: '在唯一的成员上删除 /var/lib/etcd 等于删除整个集群。',
			},
		],
		sources: ['etcd-io/etcd#10722', 'etcd-io/etcd#11949', 'https://etcd.io/docs/v3.5/op-guide/data_corruption/'],
	},
	{
		id: 'etcd-cluster-id-mismatch',
		about: ['etcd', 'join'],
		severity: 'blocking',
		title: {en: 'Two clusters of etcd talk to each other', zh: '两个不同的 etcd 集群互相通信'},
		meaning: {
			en: 'A member was initialised by itself, or brought old data along, and now addresses members of another cluster.',
			zh: '某成员曾单独初始化或带着旧数据，现在却与另一个集群的成员通信。',
		},
		suggests: [],
		confirms: said(/(?:request )?cluster ID mismatch/, 'etcd-log'),
		explains: ['etcd-down', 'api-server-down'],
		remedies: [startAgain],
		sources: ['etcd-io/etcd#3710', 'https://etcd.io/docs/v3.5/faq/'],
	},
];
