// nfs: a StorageClass whose volumes are directories of an NFS export, which pods on all nodes can share.
import type {Addon} from './addon.ts';
import {applyManifest, type Installation} from './apply-manifest.ts';
import {nfsClient} from './nfs-client.ts';
import {nfsImage, nfsManifest, nfsNamespace, nfsReleases, nfsWorkload} from './nfs-manifest.ts';
import {proveClass} from './prove-class.ts';

const installation: Installation = {
	id: 'nfs',
	title: {
		en: 'Install the NFS StorageClass',
		zh: '安装 NFS StorageClass',
	},
	why: {
		en: 'A claim gets a directory of its own below the export that the plan names. Pods on all nodes can use it at the same time, and it outlives any node, not the server. Its size is not limited, and the directory goes with its claim.',
		zh: '每个存储声明在计划指定的导出目录下得到一个独立子目录。所有节点上的 Pod 可同时使用，节点丢失数据仍在，但服务器丢失则数据丢失。不限制容量；删除声明即删除目录。',
	},
	namespace: nfsNamespace,
	workloads: [`deployment/${nfsWorkload}`],
	manifest: nfsManifest,
	images: plan => [nfsImage(plan)],
};

export const nfs: Addon = {
	id: installation.id,
	title: {en: 'a StorageClass on an NFS server that you have', zh: '使用已有 NFS 服务器的 StorageClass'},
	why: installation.why,
	releases: nfsReleases,
	images: installation.images,
	tasks: [...nfsClient, applyManifest(installation), proveClass('nfs', 'ReadWriteMany')],
};
