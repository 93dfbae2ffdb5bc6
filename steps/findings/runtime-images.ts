// The runtime answers, and cannot get or unpack the first image, or start the first container.
import type {Finding, Remedy} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {installRuntime} from '../install-runtime.ts';
import {pauseImage} from '../containerd-config.ts';
import {planOf} from '../plan.ts';
import {runtimeOf} from '../runtime.ts';
import {fromStage} from './from-stage.ts';
import {cure} from './make-remedy.ts';
import {nothingIsCreated} from './states.ts';

const writeContainerd = fromStage(installRuntime, 'runtime-configuration', 'runtime-running');

const pullPause: Remedy = cure({
	id: 'pull-pause-image',
	title: {en: 'Pull the plan’s pause image', zh: '拉取计划中的 pause 镜像'},
	why: {
		en: 'It shows whether the image can be had here; the runtime has to name the same one in its settings.',
		zh: '验证本机能否拉到该镜像；运行时配置中也要写同一个。',
	},
	check: {ask: given => sh`${runtimeOf(planOf(given)).images} | grep -F ${pauseImage(given)} >/dev/null`},
	run: given => sh`${runtimeOf(planOf(given)).pull} ${pauseImage(given)}`,
	usually: 20,
	timeout: 120,
});

const removeDeadSandboxes: Remedy = cure({
	id: 'remove-dead-sandboxes',
	title: {en: 'Let the runtime forget sandboxes that are dead', zh: '清理已失效的沙箱'},
	why: {
		en: 'Only pods that are not running go; the kubelet makes new ones. containerd is started anew when it will not let go of a name.',
		zh: '只移除未运行的沙箱，kubelet 会重建。若 containerd 不释放名字，则将其重启。',
	},
	risk: 'disruptive',
	check: {ask: () => sh`[ -z "$(crictl pods --state NotReady -q 2>/dev/null)" ]`},
	run: () => sh`
		crictl pods --state NotReady -q | xargs -r crictl rmp -f || true
		systemctl restart containerd
	`,
	usually: 20,
});

const sandboxImage = /failed to get sandbox image \\*"[^"\\]+\\*"|failed pulling image \\*"\S*pause:/;

export const runtimeImagesFindings: readonly Finding[] = [
	{
		id: 'pause-image-unreachable',
		about: ['node', 'pod'],
		severity: 'blocking',
		title: {en: 'The pause image cannot be pulled', zh: '拉不到 pause 镜像'},
		meaning: {
			en: 'Each pod begins with it, and its name comes from the runtime’s settings, not from kubeadm’s imageRepository: no container starts while the kubelet is well.',
			zh: '每个 Pod 都从它开始，其名称来自运行时配置而不是 kubeadm 的 imageRepository：kubelet 正常，却一个容器也起不来。',
		},
		suggests: [
			{
				says: /detected that the sandbox image "\S+" of the container runtime is inconsistent with that used by kubeadm/,
			},
		],
		confirms: [{says: sandboxImage}],
		rulesOut: [{several: /^\S+\s+\S+\s+.*\sReady\s+etcd-/, in: ['containers']}, nothingIsCreated],
		explains: ['api-server-down', 'init-timed-out', 'sandbox-not-made', 'readiness-fails', 'kube-proxy-down'],
		remedies: [pullPause, ...writeContainerd, ...fromStage(installRuntime, 'cri-dockerd-running')],
		badAdvice: [
			{
				en: '"docker pull" or "ctr images pull" without -n k8s.io puts the image where the kubelet’s runtime does not look.',
				zh: '用 "docker pull" 或不带 -n k8s.io 的 "ctr images pull"，镜像会放到 kubelet 的运行时看不到的地方。',
			},
		],
		sources: ['kubernetes/kubeadm#2851', 'kubernetes/kubeadm#2801', 'kubernetes/website#46015'],
	},
	{
		id: 'registry-speaks-http',
		about: ['node', 'pod'],
		severity: 'blocking',
		title: {en: 'The registry speaks plain HTTP', zh: '镜像仓库使用明文 HTTP'},
		meaning: {
			en: 'The runtime asks by HTTPS unless it is told otherwise for this registry, each runtime in a file of its own: containerd does not read Docker’s daemon.json.',
			zh: '除非专门为该仓库声明，运行时都用 HTTPS。各运行时读各自的文件：containerd 不读 Docker 的 daemon.json。',
		},
		suggests: [],
		confirms: [{says: /(?:pull|Head|Get|resolve).*http: server gave HTTP response to HTTPS client/}],
		explains: ['pause-image-unreachable'],
		remedies: fromStage(installRuntime, 'registry-mirrors', 'docker-configuration'),
		badAdvice: [
			{
				en: '"insecure-registries" in daemon.json changes nothing for containerd.',
				zh: 'daemon.json 里的 "insecure-registries" 对 containerd 无效。',
			},
		],
		sources: ['containerd/containerd docs/cri/config.md', 'kubernetes/kubeadm#2936'],
	},
	{
		id: 'registry-authority-unknown',
		about: ['node', 'pod'],
		severity: 'blocking',
		title: {en: 'The registry’s certificate is not trusted here', zh: '本机不信任镜像仓库的证书'},
		meaning: {
			en: 'A private registry has a certificate of its own authority, which this host’s runtime was not given.',
			zh: '私有仓库使用自建 CA 的证书，而本机运行时没有配置该 CA。',
		},
		suggests: [],
		confirms: [
			{
				says: /(?:failed to (?:pull|resolve|do request)|pull(?:ing)? (?:image|access)|ErrImagePull|Head "?https:|Error response from daemon: Get "?https:).*x509: certificate signed by unknown authority/,
			},
			{
				says: /failed to (?:pull|resolve|do request).*x509: certificate (?:is not valid for any names|is valid for \S+, not|relies on legacy Common Name)/,
			},
		],
		explains: ['pause-image-unreachable'],
		remedies: fromStage(installRuntime, 'registry-mirrors', 'docker-configuration'),
		badAdvice: [
			{
				en: 'skip_verify = true lets anybody on the way hand out images. "ca = …" in hosts.toml costs one line more.',
				zh: 'skip_verify = true 会让中间人也能提供镜像。在 hosts.toml 写 "ca = …" 只多一行。',
			},
		],
		sources: ['containerd/containerd docs/hosts.md', 'kubernetes/kubeadm#2936'],
	},
	{
		id: 'sandbox-name-reserved',
		about: ['node', 'pod'],
		severity: 'risky',
		title: {en: 'containerd holds on to a dead sandbox', zh: 'containerd 未释放已失效的沙箱'},
		meaning: {
			en: 'After a hard reboot, or a call that took too long, containerd still keeps a pod’s name for a sandbox that is not there: the pod stays in ContainerCreating.',
			zh: '硬重启或调用超时后，containerd 仍为不存在的沙箱保留 Pod 名字，Pod 一直停在 ContainerCreating。',
		},
		suggests: [],
		confirms: [
			{says: /failed to reserve (?:sandbox|container) name \\*"[^"]+\\*": name \\*"[^"]+\\*" is reserved for/},
		],
		explains: ['sandbox-not-made'],
		remedies: [removeDeadSandboxes],
		badAdvice: [
			{
				en: 'Deleting /var/lib/containerd throws away every image and container of the host, etcd’s among them.',
				zh: '删除 /var/lib/containerd 会丢掉本机所有镜像和容器，包括 etcd。',
			},
		],
		sources: ['containerd/cri#1014', 'containerd/containerd#10842', 'containerd/containerd#9947'],
	},
	{
		id: 'filesystem-without-d-type',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'The file system cannot carry overlayfs (ftype=0)', zh: '文件系统不支持 overlayfs（ftype=0）'},
		meaning: {
			en: 'Old installers made XFS with ftype=0; overlayfs needs d_type, so the runtime has no snapshotter and starts no container.',
			zh: '旧安装程序创建的 XFS 为 ftype=0，而 overlayfs 需要 d_type，运行时没有可用的 snapshotter，起不了容器。',
		},
		suggests: [{says: /snapshotter not loaded: overlayfs: invalid argument|^ ?Supports d_type: false/}],
		confirms: [
			{says: /does not support d_type\. If the backing filesystem is xfs, please reformat with ftype=1/},
			{says: /overlayfs: upper fs needs to support d_type/},
			{says: /backing xfs filesystem is formatted without d_type support/},
		],
		explains: ['cri-plugin-disabled', 'kubelet-down', 'sandbox-not-made'],
		remedies: [
			cure({
				id: 'look-at-ftype',
				title: {en: 'See which file system it is', zh: '查看文件系统的 ftype'},
				why: {
					en: 'It can only be made anew: give /var/lib/containerd a file system of its own (mkfs.xfs -n ftype=1, or ext4), so that nothing else has to move.',
					zh: '只能重建：给 /var/lib/containerd 单独一个文件系统（mkfs.xfs -n ftype=1 或 ext4），其他数据不用动。',
				},
				risk: 'safe',
				check: {ask: () => sh`! xfs_info /var/lib/containerd 2>/dev/null | grep 'ftype=0' >/dev/null`},
				run: () => sh`
					df -hT /var/lib/containerd
					xfs_info "$(df --output=target /var/lib/containerd | tail -n 1)" 2>/dev/null | grep naming || true
				`,
			}),
		],
		sources: ['moby/moby#22937', 'k3s-io/k3s#495', 'containerd/containerd#1986'],
	},
];
