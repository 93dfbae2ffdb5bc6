// What a host needs before a pod can have an NFS volume: the program that mounts it, and a server that lets it.
import type {Given, Task} from '../../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../../source/engine/script.ts';
import {areInstalled, packagesOf} from '../packages.ts';
import {planOf} from '../plan.ts';
import {isRecorded, record, recordPath} from '../record.ts';
import {systemOf} from '../system.ts';
import {exportOf} from './nfs-manifest.ts';

const packageOf = (given: Given): string => (systemOf(given).family === 'apt' ? 'nfs-common' : 'nfs-utils');

const usesNfs = (given: Given): boolean => planOf(given).kubernetes.addons.includes('nfs');

const client: Task = {
	id: 'nfs-client',
	title: {en: 'Install the NFS client', zh: '安装 NFS 客户端'},
	why: {
		en: 'The kubelet mounts a pod’s NFS volume with the host’s own mount.nfs. Without it the pod waits, and the event says "bad option".',
		zh: 'kubelet 用主机自己的 mount.nfs 为 Pod 挂载 NFS 卷。缺少它，Pod 会一直等待，事件里只说 "bad option"。',
	},
	target: 'every-host',
	when: usesNfs,
	risk: 'changes',
	check: {ask: given => sh`${areInstalled(given, packageOf(given))}`},
	run: given => sh`
		${packagesOf(given).refresh}
		${packagesOf(given).install(packageOf(given))}
	`,
	undo: given => sh`${packagesOf(given).remove(packageOf(given))}`,
	usually: 15,
	waitingFor: {en: "the package source, or the package manager's lock", zh: '软件源的响应，或包管理器的锁'},
	retries: 2,
};

const source = (given: Given): string => {
	const {server, path} = exportOf(planOf(given));
	return `${server.includes(':') ? `[${server}]` : server}:${path}`;
};

const proof = 'nfs-export';

const fingerprint = (given: Given): Fragment => fragment(sh`echo ${source(given)} | sha256sum`);

/** Soft, and asked once: a server that is silent shall cost a minute, not the whole walk. */
const options = 'soft,timeo=50,retrans=1,retry=0';

const advice = (given: Given): string => {
	const {server, path} = exportOf(planOf(given));
	return `${server} did not let this host mount ${path}: the words of mount are above. "access denied": on ${server}, give /etc/exports a line such as "${path} ${given.host.address}(rw,sync,no_subtree_check,no_root_squash)", then run exportfs -ra. "Connection timed out", "Connection refused" or nothing: its NFS server does not run, or TCP port 2049 is closed to this host. Another server or path: write it under addons in the plan.`;
};

const mounted: Task = {
	id: 'nfs-export',
	title: {en: 'Mount the export once', zh: '试挂载一次导出目录'},
	why: {
		en: 'A pod may come to any node, so the server has to let every one of them. The export is mounted into an empty directory and unmounted at once; nothing is written.',
		zh: 'Pod 可能调度到任何节点，服务器必须允许每个节点挂载。将导出目录挂载到一个空目录后立即卸载，不写入任何内容。',
	},
	target: 'every-host',
	when: usesNfs,
	risk: 'changes',
	check: {ask: given => sh`${isRecorded(proof, fingerprint(given))}`},
	run: given => sh`
		directory=$(mktemp -d /tmp/kubewalk-nfs.XXXXXX)
		if ! timeout 60 mount -t nfs -o ${options} ${source(given)} "$directory"; then
			rmdir "$directory"
			echo ${advice(given)} >&2
			exit 1
		fi
		umount "$directory"
		rmdir "$directory"
		${record(proof, fingerprint(given))}
		echo ${`${source(given)} can be mounted here.`}
	`,
	undo: () => sh`rm -f ${recordPath(proof)}`,
	usually: 3,
	waitingFor: {en: 'an answer of the NFS server (TCP port 2049)', zh: 'NFS 服务器的应答（TCP 2049 端口）'},
};

export const nfsClient: readonly Task[] = [client, mounted];
