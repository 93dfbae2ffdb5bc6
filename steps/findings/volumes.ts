import type {Finding} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {localPath} from '../addons/local-path.ts';
import {kubectl} from '../kubectl.ts';
import {cure, look, regardless} from './make-remedy.ts';
import {said} from './said.ts';
import {nothingIsPending, podsAreReady} from './states.ts';

const about = ['pod', 'storage'];
const explains = ['pod-not-scheduled', 'pod-not-ready', 'rollout-stuck', 'claim-not-bound'] as const;

const seeClasses = look({
	id: 'see-storage-classes',
	title: {en: 'See which classes and volumes there are', zh: '查看现有的存储类与卷'},
	why: {
		en: 'A claim’s class cannot be changed: delete the claim and make it anew with a class of this list, or make the class it names.',
		zh: '卷申领的存储类不可修改：请删除后用列表中的存储类重建，或创建它所引用的存储类。',
	},
	target: 'first-control-plane',
	run: () => sh`
		${kubectl} get storageclasses
		${kubectl} get persistentvolumes
		${kubectl} get persistentvolumeclaims -A
	`,
});

export const volumeFindings: readonly Finding[] = [
	{
		id: 'no-storage-class',
		about,
		severity: 'risky',
		title: {
			en: 'A claim waits, and the cluster has no default storage class',
			zh: '卷申领等待中，集群没有默认存储类',
		},
		meaning: {
			en: 'kubeadm installs no storage. A claim without a class waits for somebody to make a volume by hand that fits it.',
			zh: 'kubeadm 不安装存储。没有指定存储类的卷申领只能等待有人手工创建匹配的卷。',
		},
		suggests: [],
		confirms: said(
			/no persistent volumes available for this claim and no storage class is set/,
			'claims',
			'warnings',
		),
		rulesOut: [{lacks: /\sPending\b/, in: ['claims']}],
		explains,
		remedies: localPath.tasks.map(regardless),
		sources: ['kubernetes/kubernetes pkg/controller/volume/persistentvolume/pv_controller.go'],
	},
	{
		id: 'storage-class-unknown',
		about,
		severity: 'risky',
		title: {en: 'A claim names a storage class that does not exist', zh: '卷申领引用了不存在的存储类'},
		meaning: {
			en: 'Names such as standard or gp2 come from clouds. The claim stays Pending until a class of that name exists.',
			zh: 'standard、gp2 等名称来自云平台。在该名称的存储类出现之前，申领一直 Pending。',
		},
		suggests: [],
		confirms: said(/storageclass\.storage\.k8s\.io \\?"[^"]+\\?" not found/, 'claims', 'warnings'),
		rulesOut: [{lacks: /\sPending\b/, in: ['claims']}],
		explains,
		remedies: [seeClasses],
		sources: ['kubernetes/kubernetes pkg/controller/volume/persistentvolume/pv_controller.go'],
	},
	{
		id: 'provisioner-silent',
		about,
		severity: 'risky',
		title: {en: 'Nobody makes the volume that a claim asks for', zh: '没有供应程序创建所需的卷'},
		meaning: {
			en: 'The class exists and hands the claim to an external provisioner, which is not installed, does not run, or cannot reach its storage.',
			zh: '存储类存在，并把申领交给外部供应程序，而该程序未安装、未运行或连不上存储。',
		},
		suggests: said(
			/waiting for a volume to be created, either by external provisioner|[Ww]aiting for a volume to be created either by the external provisioner/,
			'claims',
			'warnings',
		),
		confirms: [],
		rulesOut: [{lacks: /\sPending\b/, in: ['claims']}],
		explains,
		remedies: [seeClasses],
		sources: ['kubernetes/kubernetes pkg/controller/volume/events/event.go', 'rancher/local-path-provisioner#74'],
	},
	{
		id: 'claim-not-bound',
		about,
		severity: 'risky',
		title: {en: 'A pod waits for a volume claim', zh: 'Pod 在等待卷申领'},
		meaning: {
			en: 'The scheduler does not place a pod whose claim is not bound. What the claim itself waits for is in its own events.',
			zh: '卷申领未绑定时调度器不会放置 Pod。申领在等待什么，见它自己的事件。',
		},
		suggests: [],
		confirms: said(
			/pod has unbound immediate PersistentVolumeClaims|persistentvolumeclaim "[^"]+" not found/,
			'warnings',
			'troubled-pods',
		),
		rulesOut: [nothingIsPending],
		explains: ['pod-not-scheduled', 'rollout-stuck'],
		remedies: [seeClasses],
		sources: ['kubernetes/kubernetes pkg/scheduler/framework/plugins/volumebinding/volume_binding.go'],
	},
	{
		id: 'volume-attached-elsewhere',
		about,
		severity: 'blocking',
		title: {en: 'A volume is still attached to another node', zh: '卷仍挂载在另一个节点上'},
		meaning: {
			en: 'A ReadWriteOnce volume is used on one node at a time. The old pod has not ended, because a rolling update starts the new one first, or its node is gone and the six minutes until it is detached are not over.',
			zh: 'ReadWriteOnce 卷同一时间只能在一个节点使用。旧 Pod 尚未结束：滚动更新会先启动新 Pod；或者旧节点已失联，强制卸载前的六分钟还没过。',
		},
		suggests: [],
		confirms: said(/Multi-Attach error for volume/, 'warnings', 'troubled-pods'),
		rulesOut: [podsAreReady],
		explains: ['rollout-stuck', 'pod-not-ready'],
		remedies: [
			look({
				id: 'see-attachments',
				title: {en: 'See where the volumes are attached', zh: '查看卷的挂载位置'},
				why: {
					en: 'When the node is gone for good, deleting its Node object or the pod that is Terminating there lets the volume go.',
					zh: '若节点确已不在，删除其 Node 对象或仍在 Terminating 的 Pod 后卷才会释放。',
				},
				target: 'first-control-plane',
				run: () => sh`
					${kubectl} get volumeattachments
					${kubectl} get pods -A -o wide | grep -E 'Terminating|ContainerCreating'
				`,
			}),
		],
		badAdvice: [
			{
				en: 'Deleting the VolumeAttachment while the old node still writes gives two writers one file system.',
				zh: '旧节点仍在写入时删除 VolumeAttachment，会让两个节点同时写同一文件系统。',
			},
		],
		sources: [
			'longhorn/longhorn#5345',
			'longhorn/longhorn#1985',
			'kubernetes/kubernetes#96142',
			'openshift/openshift-docs#24970',
		],
	},
	{
		id: 'mount-program-missing',
		about: [...about, 'node'],
		severity: 'blocking',
		title: {en: 'The node cannot mount NFS volumes', zh: '节点无法挂载 NFS 卷'},
		meaning: {
			en: 'mount finds no /sbin/mount.nfs: the package nfs-common or nfs-utils is not on this node.',
			zh: '找不到 /sbin/mount.nfs：该节点未安装 nfs-common 或 nfs-utils。',
		},
		suggests: [],
		confirms: said(
			/you might need a \/sbin\/mount\.<type> helper program|mount: unknown filesystem type 'nfs'/,
			'warnings',
			'troubled-pods',
		),
		rulesOut: [podsAreReady],
		explains: ['pod-not-ready', 'rollout-stuck'],
		remedies: [
			cure({
				id: 'install-nfs-client',
				title: {en: 'Install the NFS client', zh: '安装 NFS 客户端'},
				why: {en: 'The kubelet mounts with the host’s own program.', zh: 'kubelet 使用主机自身的挂载程序。'},
				check: {ask: () => sh`[ -x /sbin/mount.nfs ]`},
				run: () => sh`
					if command -v apt-get >/dev/null; then
						DEBIAN_FRONTEND=noninteractive apt-get install -y nfs-common
					else
						dnf install -y nfs-utils
					fi
				`,
				usually: 20,
			}),
		],
		sources: [
			'kubernetes-sigs/nfs-subdir-external-provisioner#25',
			'kubernetes/website content/en/docs/concepts/storage/volumes.md',
		],
	},
];
