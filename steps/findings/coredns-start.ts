// Why CoreDNS does not start.
import type {Finding} from '../../source/engine/declare.ts';
import {setSelinuxPermissive} from '../set-selinux-permissive.ts';
import {startCoredns} from '../start-coredns.ts';
import {coreDnsAgain, existingResolvers, raiseMemory, realResolvers} from './coredns-cures.ts';
import {restartCoreDns} from './restart-coredns.ts';
import {said} from './said.ts';
import {coreDnsIsReady} from './states.ts';

const about = ['coredns', 'dns'];

export const coreDnsStartFindings: readonly Finding[] = [
	{
		id: 'coredns-loop',
		about,
		severity: 'blocking',
		title: {en: 'CoreDNS sends queries to itself', zh: 'CoreDNS 把查询转发给了自己'},
		meaning: {
			en: 'The pod was given the host’s resolv.conf, which names 127.0.0.53 or another address of the host itself; in the pod that is CoreDNS. The loop plugin ends it before the queries go round until memory is gone.',
			zh: 'Pod 拿到的是主机的 resolv.conf，其中写着 127.0.0.53 等本机地址，在 Pod 里那就是 CoreDNS 自己。loop 插件会在查询循环耗尽内存之前终止它。',
		},
		suggests: [],
		confirms: said(/plugin\/loop: (?:Loop \(|Seen "HINFO)/, 'coredns-logs', 'troubled-logs'),
		rulesOut: [coreDnsIsReady],
		explains: ['container-crashes', 'coredns-not-ready'],
		remedies: [realResolvers, restartCoreDns],
		badAdvice: [
			{
				en: 'Taking `loop` out of the Corefile hides the message; the queries go round all the same and CoreDNS is killed for want of memory.',
				zh: '从 Corefile 删除 `loop` 只是隐藏了提示；查询仍会循环，CoreDNS 最终因内存耗尽被杀死。',
			},
			{
				en: 'Writing 8.8.8.8 over /etc/resolv.conf lasts until systemd-resolved or NetworkManager writes the file again.',
				zh: '把 8.8.8.8 写入 /etc/resolv.conf，只能维持到 systemd-resolved 或 NetworkManager 再次改写该文件。',
			},
		],
		sources: [
			'coredns/coredns#2087',
			'coredns/coredns#2391',
			'coredns/coredns#2795',
			'kubernetes/kubeadm#1162',
			'easzlab/kubeasz#355',
		],
	},
	{
		id: 'coredns-pending',
		about,
		severity: 'blocking',
		title: {en: 'CoreDNS waits for a node', zh: 'CoreDNS 在等待可用节点'},
		meaning: {
			en: 'No node takes the pods: before a network component is installed all of them are tainted not-ready, later they may be cordoned, full, or short of disk. The event names the taint or the resource.',
			zh: '没有节点接收这些 Pod：安装网络组件之前所有节点带有 not-ready 污点，之后则可能是被隔离、资源已满或磁盘不足。事件中写明了污点或资源。',
		},
		suggests: [],
		confirms: [{says: /\bcoredns-\S+\s+0\/1\s+Pending\s/}],
		rulesOut: [coreDnsIsReady],
		explains: ['coredns-not-ready'],
		remedies: [startCoredns.tasks[0]!],
		sources: ['kubernetes/website troubleshooting-kubeadm'],
	},
	{
		id: 'coredns-not-created',
		about,
		severity: 'blocking',
		title: {en: 'CoreDNS is on a node and its container is not created', zh: 'CoreDNS 已调度，但容器无法创建'},
		meaning: {
			en: 'The node has taken the pod and cannot make its sandbox or mount its volumes. The cause is one of the pod network or of the runtime; the event’s words after the last colon name it.',
			zh: '节点已接收该 Pod，但无法创建沙箱或挂载卷。原因在 Pod 网络或运行时，事件最后一个冒号后的内容会指明。',
		},
		suggests: [],
		confirms: [{says: /\bcoredns-\S+\s+0\/1\s+ContainerCreating\s/}],
		rulesOut: [coreDnsIsReady],
		explains: ['coredns-not-ready'],
		remedies: [startCoredns.tasks[0]!],
		sources: ['flannel-io/flannel#1432', 'utf18/ansible-kubeadm#3', 'coredns/deployment#87'],
	},
	{
		id: 'coredns-denied-by-selinux',
		about,
		severity: 'blocking',
		title: {
			en: 'SELinux with an old Docker does not let CoreDNS start',
			zh: 'SELinux 与旧版 Docker 导致 CoreDNS 无法启动',
		},
		meaning: {
			en: 'CoreDNS forbids itself more rights than it starts with; SELinux under Docker 1.13 of CentOS 7 then refuses the change of domain that starting needs. The container ends at once, without a word of CoreDNS itself.',
			zh: 'CoreDNS 禁止提升权限；CentOS 7 的 Docker 1.13 配合 SELinux 时，启动所需的域切换会被拒绝。容器立即退出，CoreDNS 自身没有任何日志。',
		},
		suggests: said(
			/exec user process caused:? "?(?:operation not permitted|permission denied)/,
			'coredns-logs',
			'troubled-logs',
		),
		confirms: [
			[
				{says: /exec user process caused:? "?(?:operation not permitted|permission denied)/},
				{says: /^Enforcing$|Current mode: +enforcing|docker:\/\/1\.13\./},
			],
		],
		rulesOut: [coreDnsIsReady, {says: /^(?:Permissive|Disabled)$/}],
		explains: ['container-crashes', 'coredns-not-ready'],
		remedies: [
			{
				...setSelinuxPermissive,
				loses: {
					en: 'SELinux no longer stops anything on this host, until it is set to enforcing again.',
					zh: '在重新设为 enforcing 之前，SELinux 不再拦截此主机上的任何行为。',
				},
			},
		],
		badAdvice: [
			{
				en: 'SELINUX=disabled for good needs the whole disk relabelled to come back: permissive, or a newer Docker with container-selinux, is enough.',
				zh: '永久设置 SELINUX=disabled 后，恢复时需要重新标记整个磁盘：设为 permissive，或升级 Docker 与 container-selinux 即可。',
			},
		],
		sources: ['kubernetes/website troubleshooting-kubeadm'],
	},
	{
		id: 'coredns-out-of-memory',
		about,
		severity: 'blocking',
		title: {en: 'CoreDNS is killed for want of memory', zh: 'CoreDNS 因内存不足被杀死'},
		meaning: {
			en: 'It grows beyond its limit of 170Mi: a large cluster, a burst of queries that wait for a slow server, or queries that go round because a host’s resolv.conf names the cluster’s own DNS.',
			zh: '内存超出 170Mi 上限：集群较大、突发大量查询在等待缓慢的上游，或者主机 resolv.conf 写了集群 DNS 使查询循环。',
		},
		suggests: [
			[{says: /^\s+Reason:\s+OOMKilled/, in: ['coredns-pods']}],
			[{says: /\bcoredns-\S+\s+0\/1\s+OOMKilled\s/}],
		],
		confirms: [
			[{says: /^\s+Reason:\s+OOMKilled/, in: ['coredns-pods']}],
			[{says: /^Name:\s+coredns-/}, {says: /^\s+Reason:\s+OOMKilled/}],
			...said(/Memory cgroup out of memory: Kill(?:ed)? process \d+,? \(coredns\)/, 'connection-table'),
		],
		rulesOut: [coreDnsIsReady],
		explains: ['container-killed-for-memory', 'container-crashes', 'coredns-not-ready'],
		remedies: [raiseMemory],
		badAdvice: [
			{
				en: 'Removing the limit altogether lets a loop take the node’s memory, and with it everything else on the node.',
				zh: '完全取消内存上限会让循环查询吃掉整个节点的内存，殃及其他 Pod。',
			},
		],
		sources: ['coredns/coredns#4289', 'coredns/coredns#2593', 'kubernetes/kubernetes#56903'],
	},
	{
		id: 'coredns-image-missing',
		about,
		severity: 'blocking',
		title: {en: 'The image of CoreDNS cannot be pulled', zh: '无法拉取 CoreDNS 镜像'},
		meaning: {
			en: 'Since 1.21 the image is called coredns/coredns in Kubernetes’ registry, and mirrors differ in whether they have it at that path; or the registry cannot be reached from the node.',
			zh: '自 1.21 起镜像在 Kubernetes 仓库中的路径为 coredns/coredns，各镜像站是否提供该路径不尽相同；也可能节点无法访问仓库。',
		},
		suggests: [],
		confirms: [
			{says: /\bcoredns-\S+\s+0\/1\s+(?:ErrImagePull|ImagePullBackOff)\s/},
			...said(/Failed to pull image "[^"]*\/coredns:[^"]*"/, 'coredns-pods', 'warnings'),
		],
		rulesOut: [coreDnsIsReady],
		explains: ['image-not-pulled', 'image-not-found', 'image-denied', 'coredns-not-ready'],
		remedies: [coreDnsAgain],
		sources: ['TimeBye/kubeadm-ha#63', 'kubernetes/kubeadm#2714', 'coredns/coredns#2361'],
	},
	{
		id: 'resolver-file-missing',
		about: ['coredns', 'dns', 'pod', 'node'],
		severity: 'blocking',
		title: {
			en: 'The kubelet’s list of name servers does not exist on this host',
			zh: 'kubelet 配置的域名服务器列表文件不存在',
		},
		meaning: {
			en: 'The kubelet reads the name servers of pods from a file that systemd-resolved would write, and that service does not run here. No pod gets a sandbox, static ones neither.',
			zh: 'kubelet 从 systemd-resolved 写出的文件读取 Pod 的域名服务器，而该服务在此主机上没有运行。所有 Pod（包括静态 Pod）都无法创建沙箱。',
		},
		suggests: [],
		confirms: [
			...said(
				/open \/(?:run\/systemd\/resolve|etc)\/resolv\.conf: no such file or directory/,
				'warnings',
				'troubled-pods',
			),
			// Known before the next pod is made, and fails.
			[
				{says: /^resolvConf: "?\/run\/systemd\/resolve\/resolv\.conf/, in: ['resolver']},
				{says: /^ls: cannot access '?\/run\/systemd\/resolve\/resolv\.conf/, in: ['resolver']},
			],
		],
		rulesOut: [{lacks: /^ls: cannot access/, in: ['resolver']}],
		explains: ['sandbox-not-made', 'coredns-not-created'],
		remedies: [existingResolvers],
		badAdvice: [
			{
				en: 'A link from /run/systemd/resolve to another folder is gone after the next reboot: /run is made anew then.',
				zh: '在 /run/systemd/resolve 建立软链接会在下次重启后消失，因为 /run 会重新生成。',
			},
		],
		sources: [
			'kubernetes/kubeadm#1124',
			'kubernetes-sigs/kubespray#10746',
			'kubernetes/kubernetes#103110',
			'labring/sealos#1620',
		],
	},
];
