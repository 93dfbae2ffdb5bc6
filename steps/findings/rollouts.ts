// Workloads that do not come up, and what admits or refuses their pods.
import type {Finding} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {kubectl} from '../kubectl.ts';
import {look} from './make-remedy.ts';
import {said} from './said.ts';
import {podsAreReady, unready} from './states.ts';
import {readsPod, undoRollout} from './workload-cures.ts';

const about = ['pod', 'rollout'];
const by = ['workloads-described', 'warnings'] as const;
const explains = ['rollout-stuck'] as const;
const reads = readsPod('[A-Z]\\w+');

const seeNamespaces = look({
	id: 'see-rules-of-namespaces',
	title: {en: 'See the quotas and security levels of the namespaces', zh: '查看命名空间的配额与安全级别'},
	why: {
		en: 'Both belong to the namespace: who asks for more, or for less strictness, changes them there.',
		zh: '两者都是命名空间的设置，需要放宽时在那里修改。',
	},
	target: 'first-control-plane',
	run: () => sh`
		${kubectl} get resourcequotas -A
		${kubectl} get limitranges -A
		${kubectl} get namespaces --show-labels | grep pod-security || true
	`,
});

export const rolloutFindings: readonly Finding[] = [
	{
		id: 'pod-not-ready',
		about: ['pod'],
		severity: 'notable',
		title: {en: 'A pod is not ready', zh: '有 Pod 未就绪'},
		meaning: {
			en: 'It may only have been started. What keeps it is in its events and its log.',
			zh: '也可能只是刚刚启动。具体原因见其事件与日志。',
		},
		suggests: [],
		hints: [{says: unready, in: ['pods']}],
		confirms: [],
		remedies: [],
		sources: ['kubernetes/website debug-pods'],
	},
	{
		id: 'rollout-stuck',
		about,
		severity: 'risky',
		title: {en: 'A Deployment’s new version does not come up', zh: 'Deployment 的新版本无法就绪'},
		meaning: {
			en: 'The new pods have not got ready within ten minutes, so the old ones stay. Why is said by the new pods; where there are none, by the new ReplicaSet.',
			zh: '新 Pod 十分钟内未就绪，旧 Pod 因此保留。原因见新 Pod；若没有新 Pod，则见新的 ReplicaSet。',
		},
		suggests: [],
		confirms: [
			{says: /exceeded its progress deadline/},
			...said(/\bProgressDeadlineExceeded\b/, 'workloads-described'),
		],
		reads,
		remedies: [undoRollout],
		sources: ['kubernetes/website content/en/docs/concepts/workloads/controllers/deployment.md'],
	},
	{
		id: 'quota-used-up',
		about,
		severity: 'risky',
		title: {en: 'The namespace’s quota is used up', zh: '命名空间的配额已用尽'},
		meaning: {
			en: 'New pods are refused before they exist, so there is no pod to look at: only the ReplicaSet has the event. A rolling update needs room for one pod more than before.',
			zh: '新 Pod 在创建前就被拒绝，因此没有 Pod 可查，只有 ReplicaSet 上有事件。滚动更新需要比原来多一个 Pod 的余量。',
		},
		suggests: [],
		confirms: said(/is forbidden: exceeded quota: |is forbidden: failed quota: /, ...by),
		explains,
		remedies: [seeNamespaces, undoRollout],
		sources: ['kubernetes/website content/en/docs/concepts/policy/resource-quotas.md'],
	},
	{
		id: 'pod-security-refuses',
		about,
		severity: 'risky',
		title: {en: 'The namespace’s security level refuses the pods', zh: '命名空间的安全级别拒绝了 Pod'},
		meaning: {
			en: 'The namespace enforces baseline or restricted, and the pods ask for more. Running pods stay; every new one is refused, so the next restart or drain takes the workload down.',
			zh: '命名空间强制 baseline 或 restricted 级别，而 Pod 的权限超出。已运行的 Pod 不受影响，新 Pod 一律被拒，下次重启或驱逐时工作负载就会中断。',
		},
		suggests: [],
		confirms: said(
			/is forbidden: violates PodSecurity "|is forbidden: unable to validate against any pod security policy/,
			...by,
		),
		explains,
		remedies: [seeNamespaces, undoRollout],
		sources: ['redhat-developer/odo#6847', 'rancher/k3k#578', 'SREGym/SREGym#887', 'kubernetes/dns#254'],
	},
	{
		id: 'service-account-missing',
		about,
		severity: 'risky',
		title: {en: 'The pods’ service account does not exist', zh: 'Pod 使用的服务账户不存在'},
		meaning: {
			en: 'The account is not in this namespace, so no pod is created; right after a namespace is made, the default account may take a second.',
			zh: '该命名空间中没有此账户，因此不会创建 Pod；命名空间刚建立时，默认账户可能要等一秒左右。',
		},
		suggests: [],
		confirms: said(/error looking up service account \S+: serviceaccounts? \\?"[^"]+\\?" not found/, ...by),
		explains,
		remedies: [
			look({
				id: 'see-service-accounts',
				title: {en: 'See the service accounts there are', zh: '查看现有的服务账户'},
				why: {
					en: 'Make the one that is missing, or correct the name in the workload.',
					zh: '创建缺失的账户，或更正工作负载中的名称。',
				},
				target: 'first-control-plane',
				run: () => sh`${kubectl} get serviceaccounts -A`,
			}),
			undoRollout,
		],
		sources: [
			'kubernetes/kubernetes plugin/pkg/admission/serviceaccount/admission.go',
			'kubernetes/kubernetes#66689',
		],
	},
	{
		id: 'namespace-stuck',
		about: ['namespace'],
		severity: 'notable',
		title: {en: 'A namespace does not go', zh: '命名空间无法删除'},
		meaning: {
			en: 'It waits for something in it to be removed: an API that does not answer cannot be asked what there is, or an object has a finalizer whose controller is gone.',
			zh: '它在等待其中的内容被清除：不应答的聚合 API 无法列出对象，或某个对象的 finalizer 对应的控制器已不存在。',
		},
		suggests: [{says: /^\S+\s+Terminating\s+\d+[dh]/}],
		confirms: said(
			/NamespaceDeletionDiscoveryFailure\s+True|NamespaceContentRemaining\s+True|NamespaceFinalizersRemaining\s+True|Discovery failed for some groups, \d+ failing|Some content in the namespace has finalizers remaining/,
			'api-services',
		),
		remedies: [],
		badAdvice: [
			{
				en: 'Emptying spec.finalizers by the finalize call leaves what was in the namespace behind in etcd, unseen, and its volumes and load balancers with it.',
				zh: '通过 finalize 接口清空 spec.finalizers 会使其中的对象残留在 etcd 中且不可见，连同卷与负载均衡器。',
			},
		],
		sources: ['kubernetes/kubernetes#60807', 'kubernetes/kubernetes#83332'],
	},
	{
		id: 'init-container-waits',
		about: ['pod'],
		severity: 'risky',
		title: {en: 'A pod waits for its first container', zh: 'Pod 的初始化容器尚未完成'},
		meaning: {
			en: 'Containers start after every init container has ended well. One of them waits for something, or fails: its log is asked for by name (`kubectl logs POD -c NAME`).',
			zh: '所有初始化容器成功结束后主容器才会启动。其中一个在等待或失败，需指定名称查看日志（`kubectl logs POD -c NAME`）。',
		},
		suggests: [{says: /\s0\/\d+\s+Init:\d+\/\d+\s+\d+\s+\d*[dh]?\d+[mhd]/}],
		confirms: [{says: /\s0\/\d+\s+Init:(?:CrashLoopBackOff|Error|OOMKilled)\s/}],
		rulesOut: [podsAreReady],
		explains: ['pod-not-ready', 'rollout-stuck', 'container-crashes'],
		reads: readsPod('Init:\\S+'),
		remedies: [undoRollout],
		sources: ['kubernetes/website content/en/docs/tasks/debug/debug-application/debug-init-containers.md'],
	},
];
