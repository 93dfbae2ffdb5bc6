// The runtime and the kubelet do not agree on who owns the control groups.
import type {Finding, Remedy} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {installRuntime} from '../install-runtime.ts';
import {fromStage} from './from-stage.ts';
import {cure} from './make-remedy.ts';
import {worksThroughDocker} from './states.ts';

const dockerSystemd = fromStage(installRuntime, 'docker-configuration', 'docker-running');

const containerdSystemd: Remedy = cure({
	id: 'containerd-systemd-cgroup',
	title: {en: 'Let containerd leave control groups to systemd', zh: '让 containerd 使用 systemd cgroup 驱动'},
	why: {
		en: 'One word in its settings. The static pods of this host are started once more.',
		zh: '只改配置中的一个词。本机的静态 Pod 会重启一次。',
	},
	risk: 'disruptive',
	check: {ask: () => sh`containerd config dump 2>/dev/null | grep 'SystemdCgroup = true' >/dev/null`},
	run: () => sh`
		sed -i 's/SystemdCgroup = false/SystemdCgroup = true/' /etc/containerd/config.toml
		systemctl restart containerd
		systemctl restart kubelet
	`,
	undo: () => sh`
		sed -i 's/SystemdCgroup = true/SystemdCgroup = false/' /etc/containerd/config.toml
		systemctl restart containerd
	`,
});

const kubeletSystemd: Remedy = cure({
	id: 'kubelet-systemd-cgroup',
	title: {en: 'Let the kubelet leave control groups to systemd', zh: '让 kubelet 使用 systemd cgroup 驱动'},
	why: {
		en: 'cgroupDriver in this host’s settings of the kubelet. The same line belongs into the cluster’s ConfigMap, or the next "kubeadm upgrade node" takes it away.',
		zh: '修改本机 kubelet 配置中的 cgroupDriver。集群的 ConfigMap 也要改，否则下次 kubeadm upgrade node 会写回去。',
	},
	risk: 'disruptive',
	check: {ask: () => sh`grep -q '^cgroupDriver: systemd' /var/lib/kubelet/config.yaml`},
	run: () => sh`
		if grep -q '^cgroupDriver:' /var/lib/kubelet/config.yaml; then
			sed -i 's/^cgroupDriver:.*/cgroupDriver: systemd/' /var/lib/kubelet/config.yaml
		else
			echo 'cgroupDriver: systemd' >> /var/lib/kubelet/config.yaml
		fi
		systemctl restart kubelet
	`,
	undo: () => sh`
		sed -i 's/^cgroupDriver:.*/cgroupDriver: cgroupfs/' /var/lib/kubelet/config.yaml
		systemctl restart kubelet
	`,
});

const badAdvice: Finding['badAdvice'] = [
	{
		en: 'Setting the kubelet to cgroupfs as well makes the message go, and leaves two managers of one tree: under memory pressure the node becomes unstable.',
		zh: '把 kubelet 也改成 cgroupfs 能让报错消失，但同一棵 cgroup 树就有了两个管理者，内存紧张时节点会不稳定。',
	},
];

export const runtimeCgroupsFindings: readonly Finding[] = [
	{
		id: 'docker-cgroup-driver-differs',
		about: ['node'],
		severity: 'blocking',
		title: {
			en: 'Docker and the kubelet use different cgroup drivers',
			zh: 'Docker 与 kubelet 的 cgroup 驱动不一致',
		},
		meaning: {
			en: 'The kubelet (systemd by kubeadm’s default since 1.22) refuses to work with a Docker that is set to cgroupfs, and ends at once.',
			zh: 'kubelet（自 1.22 起 kubeadm 默认 systemd）拒绝与使用 cgroupfs 的 Docker 配合，立即退出。',
		},
		suggests: [
			[
				{says: /^ ?Cgroup Driver: cgroupfs/, in: ['docker-info']},
				{says: /^cgroupDriver: systemd/, in: ['kubelet-settings']},
			],
		],
		hints: [{says: /\[WARNING IsDockerSystemdCheck\]: detected "cgroupfs" as the Docker cgroup driver/}],
		confirms: [
			{says: /kubelet cgroup driver: \\*"'?\w+'?\\*" is different from docker cgroup driver: \\*"'?\w+'?\\*"/},
		],
		rulesOut: [{says: /^ok(?:$|root@|\[)/, in: ['kubelet-health']}],
		explains: ['kubelet-down', 'init-timed-out'],
		remedies: dockerSystemd,
		badAdvice,
		sources: ['kubernetes/kubernetes#43805', 'kubernetes/kubernetes#89682', 'kubernetes/kubeadm#639'],
	},
	{
		id: 'containerd-on-cgroupfs',
		about: ['node'],
		severity: 'blocking',
		title: {
			en: 'containerd works past systemd: SystemdCgroup = false',
			zh: 'containerd 未使用 systemd：SystemdCgroup = false',
		},
		meaning: {
			en: 'Two managers of one cgroup v2 tree: init goes through, then etcd and the API server are stopped and started again every few minutes, without an error of their own.',
			zh: '同一棵 cgroup v2 树有两个管理者：init 能成功，之后 etcd 和 API server 每隔几分钟被停掉重启，自身没有报错。',
		},
		suggests: [
			[
				{says: /^\s*SystemdCgroup = false/, in: ['containerd-settings']},
				{says: /^cgroupDriver: systemd/, in: ['kubelet-settings']},
			],
			{says: /^\s*SystemdCgroup = false/, in: ['containerd-settings']},
		],
		hints: [{says: /Pod sandbox changed, it will be killed and re-created/}, {says: /SandboxChanged/}],
		confirms: [
			[
				{says: /^\s*SystemdCgroup = false/, in: ['containerd-settings']},
				{says: /SandboxChanged|Pod sandbox changed, it will be killed and re-created/},
			],
			[
				{says: /^\s*SystemdCgroup = false/, in: ['containerd-settings']},
				{says: /^cgroupDriver: systemd/, in: ['kubelet-settings']},
				{says: /^cgroup2fs$/, in: ['control-groups']},
			],
		],
		rulesOut: [{says: /^\s*SystemdCgroup = true/, in: ['containerd-settings']}, worksThroughDocker],
		explains: ['api-server-down', 'etcd-down', 'kubelet-down'],
		remedies: [containerdSystemd, ...fromStage(installRuntime, 'runtime-configuration', 'runtime-running')],
		badAdvice,
		sources: [
			'kubernetes/kubernetes#110177',
			'kubernetes/kubernetes#107892',
			'containerd/containerd docs/cri/config.md',
		],
	},
	{
		id: 'kubelet-on-cgroupfs',
		about: ['node'],
		severity: 'blocking',
		title: {
			en: 'The kubelet is on cgroupfs, the runtime on systemd',
			zh: 'kubelet 使用 cgroupfs，运行时使用 systemd',
		},
		meaning: {
			en: 'runc is told to use systemd and gets a path in the other form: no sandbox is created. kubeadm before 1.22 gave the kubelet cgroupfs when nothing was said.',
			zh: 'runc 按 systemd 方式工作却收到另一种格式的路径，沙箱全部创建失败。kubeadm 1.22 之前未指定时默认 cgroupfs。',
		},
		suggests: [],
		confirms: [
			// What runs goes on running: the next pod shows it.
			[
				{says: /^\s*SystemdCgroup = true/, in: ['containerd-settings']},
				{says: /^cgroupDriver: cgroupfs/, in: ['kubelet-settings']},
			],
			{says: /expected cgroupsPath to be of format \\*"slice:prefix:name\\*" for systemd cgroups/},
		],
		rulesOut: [{says: /^cgroupDriver: systemd/, in: ['kubelet-settings']}],
		explains: ['api-server-down', 'init-timed-out', 'sandbox-not-made', 'kube-proxy-down', 'etcd-down'],
		remedies: [kubeletSystemd],
		badAdvice: [
			{
				en: 'Setting SystemdCgroup = false to match leaves two managers of one tree on cgroup v2.',
				zh: '把 SystemdCgroup 改成 false 来迁就，会让 cgroup v2 树有两个管理者。',
			},
		],
		sources: [
			'kubernetes/kubernetes#102365',
			'https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/configure-cgroup-driver/',
		],
	},
];
