// Images of the control plane that cannot be pulled.
import type {Finding} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {cure, look} from './make-remedy.ts';
import {said} from './said.ts';

const controlPlaneImage = String.raw`(?:kube-apiserver|kube-controller-manager|kube-scheduler|kube-proxy|etcd|coredns|pause)`;

export const imageFindings: readonly Finding[] = [
	{
		id: 'control-plane-registry-unreachable',
		about: ['node', 'coredns'],
		severity: 'blocking',
		title: {en: 'The registry of the control plane’s images cannot be reached', zh: '无法访问控制平面镜像的仓库'},
		meaning: {
			en: 'registry.k8s.io hands downloads over to servers of Google and Amazon that this network does not let through. The images have to come from a mirror, and the runtime’s pause image with them.',
			zh: 'registry.k8s.io 会把下载转到 Google 与 Amazon 的服务器，而当前网络无法访问。镜像需要改用国内镜像源，运行时的 pause 镜像也要一并更换。',
		},
		suggests: [
			{
				says: /failed to pull image .*(?:i\/o timeout|context deadline exceeded|TLS handshake timeout|no such host|network is unreachable)/,
			},
		],
		hints: [{says: /\[ERROR ImagePull\]/}],
		confirms: [
			{
				says: /\[ERROR ImagePull\]: failed to pull image (?:registry\.k8s\.io|k8s\.gcr\.io)\/.*(?:i\/o timeout|deadline exceeded|handshake timeout|no such host|server misbehaving|network is unreachable|connection reset)/,
			},
			{
				says: /failed to pull image "?(?:registry\.k8s\.io|k8s\.gcr\.io)\/.*(?:i\/o timeout|deadline exceeded|handshake timeout|no such host|network is unreachable|connection reset)/,
			},
			{
				says: /Head "?https:\/\/(?:us-west2-docker\.pkg\.dev|storage\.googleapis\.com|\S+\.amazonaws\.com|registry\.k8s\.io|k8s\.gcr\.io).*(?:i\/o timeout|deadline exceeded|handshake timeout)/,
			},
		],
		rulesOut: [{says: /failed to get sandbox image/}],
		explains: ['init-timed-out'],
		remedies: [
			look({
				id: 'probe-image-mirrors',
				title: {en: 'See which mirrors answer from here', zh: '检测可用的镜像源'},
				why: {
					en: 'Write the one that answers into the plan (`mirrors: aliyun`, or daocloud, tuna, ustc): the runbook then gives it to kubeadm and to the runtime.',
					zh: '把可用的那个写入计划（`mirrors: aliyun`，或 daocloud、tuna、ustc）：手册会据此设置 kubeadm 与运行时。',
				},
				run: () => sh`
					for registry in registry.k8s.io registry.aliyuncs.com k8s.m.daocloud.io; do
						printf '%s ' "$registry"
						curl -so /dev/null -m 8 -w '%{http_code} in %{time_total} s\n' "https://$registry/v2/" || echo 'does not answer'
					done
				`,
				usually: 10,
			}),
		],
		sources: ['kubernetes/kubeadm#2936', 'kubernetes/kubeadm#3104', 'kubernetes/kubernetes#65757'],
	},
	{
		id: 'mirror-lacks-image',
		about: ['node', 'coredns'],
		severity: 'blocking',
		title: {en: 'The mirror does not have this image or tag', zh: '镜像源没有该镜像或标签'},
		meaning: {
			en: 'The registry answers and says that it has no such thing. Mirrors lag behind a new patch, and lay out CoreDNS differently (coredns/coredns or coredns).',
			zh: '仓库有应答，但没有这个镜像。镜像源常滞后于新补丁版本，且 CoreDNS 的路径不同（coredns/coredns 或 coredns）。',
		},
		suggests: [],
		confirms: [
			{
				says: new RegExp(
					String.raw`\[ERROR ImagePull\]: failed to pull image \S*${controlPlaneImage}\S*: .*(?:not found|manifest unknown|manifest for \S+ not found|NotFound)`,
				),
			},
			{
				says: new RegExp(
					String.raw`^(?!.*sandbox image ").*failed to pull (?:and unpack )?image "\S*/${controlPlaneImage}:\S*": .*(?:not found|manifest unknown)`,
				),
			},
		],
		remedies: [
			look({
				id: 'list-needed-images',
				title: {en: 'See what is needed, and what is there', zh: '核对所需镜像与已有镜像'},
				why: {
					en: 'Choose a patch version that the mirror has, or another mirror in the plan.',
					zh: '选择镜像源已有的补丁版本，或在计划中换一个镜像源。',
				},
				run: () => sh`
					kubeadm config images list
					crictl images
				`,
			}),
		],
		sources: ['coredns/coredns#2361', 'kubernetes/kubeadm#2525'],
	},
	{
		id: 'version-lookup-offline',
		about: ['node'],
		severity: 'notable',
		title: {en: 'kubeadm could not look up the newest version', zh: 'kubeadm 无法在线查询最新版本'},
		meaning: {
			en: 'Without --kubernetes-version kubeadm asks dl.k8s.io, and goes on with its own version when nobody answers. Harmless, but images may be out of reach next.',
			zh: '未指定 --kubernetes-version 时，kubeadm 会询问 dl.k8s.io，无应答则使用自身版本。本身无害，但接下来镜像可能也无法访问。',
		},
		suggests: [],
		confirms: [
			{says: /could not fetch a Kubernetes version from the internet: unable to get URL/},
			{says: /falling back to the local client version/},
		],
		remedies: [],
		sources: ['kubernetes/kubeadm#1433'],
	},
	{
		id: 'disk-full',
		about: ['node', 'etcd', 'pod'],
		severity: 'blocking',
		title: {en: 'A disk is full', zh: '磁盘已满'},
		meaning: {
			en: 'Nothing can be written there any more: etcd stops, images cannot be unpacked, and the kubelet evicts pods (from 85 % on it deletes images, below 10 % free it evicts).',
			zh: '磁盘无法再写入：etcd 停止、镜像无法解包，kubelet 会驱逐 Pod（占用达 85% 开始清理镜像，剩余不足 10% 开始驱逐）。',
		},
		suggests: [
			...said(/no space left on device/, 'kubelet-journal'),
			{says: /The node was low on resource: ephemeral-storage/},
		],
		confirms: [{says: /\s100%\s+\/(?:$|var|data|run\/containerd)/, in: ['disk-space']}],
		rulesOut: [{lacks: /\s(?:9\d|100)%\s+\//, in: ['disk-space']}],
		explains: ['api-server-down', 'kubelet-down', 'init-timed-out', 'etcd-down', 'node-not-ready'],
		remedies: [
			cure({
				id: 'free-disk-space',
				title: {en: 'Remove images nobody uses, and old journals', zh: '清理无用镜像与旧日志'},
				why: {
					en: 'Both can be had again or are not missed. The list shows what else is large.',
					zh: '两者都可以重新获得或不再需要。随后的列表显示其他占用较大的内容。',
				},
				check: {
					ask: () =>
						sh`! df --output=pcent,target / /var /var/lib/etcd /var/lib/containerd 2>/dev/null | grep -E '(9[0-9]|100)% '`,
				},
				run: () => sh`
					journalctl --vacuum-size=200M
					crictl rmi --prune || true
					du -xh --max-depth=2 /var 2>/dev/null | sort -h | tail -n 12
				`,
				usually: 30,
			}),
		],
		badAdvice: [
			{
				en: 'Do not delete anything below /var/lib/etcd, /var/lib/containerd or /var/lib/kubelet by hand: these are not copies.',
				zh: '不要手工删除 /var/lib/etcd、/var/lib/containerd 或 /var/lib/kubelet 下的任何内容：它们并非副本。',
			},
		],
		sources: [
			'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
			'kubernetes/kubernetes#66961',
		],
	},
];
