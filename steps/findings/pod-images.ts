import type {Finding} from '../../source/engine/declare.ts';
import {said} from './said.ts';
import {podsAreReady} from './states.ts';
import {readsPod, undoRollout} from './workload-cures.ts';

const about = ['pod', 'image'];
const explains = ['image-not-pulled', 'pod-not-ready', 'rollout-stuck'] as const;
const reads = readsPod('ErrImagePull|ImagePullBackOff|InvalidImageName');
const by = ['warnings', 'troubled-pods'] as const;

export const podImageFindings: readonly Finding[] = [
	{
		id: 'image-not-pulled',
		about,
		severity: 'blocking',
		title: {en: 'An image cannot be pulled', zh: '镜像无法拉取'},
		meaning: {
			en: 'The kubelet tries again, later each time, up to five minutes apart. The words after the image’s name say whether the name, the rights or the way to the registry is wrong.',
			zh: 'kubelet 会重试，间隔逐渐增至五分钟。镜像名之后的内容说明是名称、权限还是网络的问题。',
		},
		suggests: [],
		confirms: [{says: /\b(?:ErrImagePull|ImagePullBackOff)\b/}],
		rulesOut: [podsAreReady],
		explains: ['pod-not-ready', 'rollout-stuck'],
		reads,
		remedies: [undoRollout],
		sources: ['kubernetes/website content/en/docs/concepts/containers/images.md'],
	},
	{
		id: 'image-not-found',
		about,
		severity: 'blocking',
		title: {en: 'The registry has no such image or tag', zh: '仓库中没有该镜像或标签'},
		meaning: {
			en: 'The registry answered and does not know the name or the tag: a typing error, a tag that was never pushed, or a mirror that has not got it.',
			zh: '仓库有应答但不认识该名称或标签：拼写错误、标签从未推送，或镜像站没有同步。',
		},
		suggests: [],
		confirms: said(
			/Failed to pull image .*(?:manifest unknown|: not found(?:$|["\s])|manifest for \S+ not found|repository name not known)/,
			...by,
		),
		rulesOut: [podsAreReady],
		explains,
		reads,
		remedies: [undoRollout],
		sources: ['coredns/coredns#2361', 'kubernetes/website images.md'],
	},
	{
		id: 'image-denied',
		about,
		severity: 'blocking',
		title: {en: 'The registry does not let this node have the image', zh: '仓库拒绝该节点拉取镜像'},
		meaning: {
			en: 'The repository is private or does not exist: registries answer both the same way. The pod names no imagePullSecrets, or the secret is for another registry or in another namespace.',
			zh: '仓库是私有的或不存在，多数仓库对两者的应答相同。Pod 没有设置 imagePullSecrets，或该 Secret 属于别的仓库或别的命名空间。',
		},
		suggests: [],
		confirms: said(
			/Failed to pull image .*(?:pull access denied|insufficient_scope|401 Unauthorized|403 Forbidden|unauthorized: |authorization failed|no basic auth credentials)/,
			...by,
		),
		rulesOut: [podsAreReady],
		explains,
		reads,
		remedies: [undoRollout],
		badAdvice: [
			{
				en: '`docker login` on the node does not help: containerd does not read ~/.docker/config.json.',
				zh: '在节点上执行 `docker login` 无效：containerd 不读取 ~/.docker/config.json。',
			},
		],
		sources: [
			'kubernetes/website content/en/docs/tasks/configure-pod-container/pull-image-private-registry.md',
			'containerd/containerd#3291',
		],
	},
	{
		id: 'image-name-invalid',
		about,
		severity: 'blocking',
		title: {en: 'The image’s name is not one', zh: '镜像名称格式无效'},
		meaning: {
			en: 'The kubelet could not read the name: capitals in the path, a scheme such as https://, or a placeholder that was never filled in. Nothing is asked of any registry.',
			zh: 'kubelet 无法解析该名称：路径中有大写字母、带有 https:// 前缀，或占位符没有替换。此时不会访问任何仓库。',
		},
		suggests: [],
		confirms: [
			{says: /\bInvalidImageName\b/},
			...said(/Failed to apply default image tag|couldn't parse image (?:reference|name)/, ...by),
		],
		rulesOut: [podsAreReady],
		explains: ['pod-not-ready', 'rollout-stuck'],
		reads,
		remedies: [undoRollout],
		sources: ['kubernetes/kubernetes pkg/kubelet/images/image_manager.go', 'distribution/reference'],
	},
	{
		id: 'wrong-architecture',
		about: ['pod', 'image', 'node'],
		severity: 'blocking',
		title: {en: 'The program is built for another processor', zh: '程序是为另一种 CPU 架构构建的'},
		meaning: {
			en: 'The kernel cannot run the file: an amd64 image on an arm64 node, or the other way round. A script without its first line gives the same words.',
			zh: '内核无法执行该文件：在 arm64 节点上使用 amd64 镜像，或相反。缺少首行解释器声明的脚本也会报同样的错。',
		},
		suggests: [],
		confirms: said(
			/exec(?:ve)? ?\S*:? ?(?:user process caused:? ?)?"?:? ?exec format error|exec user process caused:? "?exec format error|no match for platform in manifest/,
			'troubled-logs',
			...by,
		),
		rulesOut: [podsAreReady],
		explains: [
			'container-crashes',
			'image-not-pulled',
			'image-not-found',
			'pod-not-ready',
			'rollout-stuck',
			'sandbox-not-made',
		],
		reads: readsPod('CrashLoopBackOff|Error|ErrImagePull|ImagePullBackOff'),
		remedies: [undoRollout],
		sources: [
			'kubernetes/node-problem-detector#797',
			'madhuakula/kubernetes-goat#47',
			'octarinesec/octarine-operator#33',
			'combor/k8s-mongo-labeler-sidecar#14',
		],
	},
];
