// Containers that start and do not stay, or do not start at all.
import type {Finding} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {kubectl} from '../kubectl.ts';
import {look} from './make-remedy.ts';
import {said} from './said.ts';
import {podsAreReady} from './states.ts';
import {readsPod, undoRollout} from './workload-cures.ts';

const about = ['pod'];
const explains = ['container-crashes', 'pod-not-ready', 'rollout-stuck'] as const;
const events = ['warnings', 'troubled-pods'] as const;
const reads = readsPod(
	'CrashLoopBackOff|Error|OOMKilled|RunContainerError|CreateContainerConfigError|CreateContainerError|ContainerCreating',
);

export const containerFindings: readonly Finding[] = [
	{
		id: 'container-crashes',
		about,
		severity: 'risky',
		title: {en: 'A container ends again and again', zh: '容器反复退出'},
		meaning: {
			en: 'The kubelet starts it anew, later each time. Its last words before it ended, and its exit code, say why: 1 or 2 are the program’s own, 137 was killed, 126 and 127 are a command that cannot be run.',
			zh: 'kubelet 会不断重启，间隔越来越长。退出前最后的日志与退出码说明原因：1、2 是程序自身的错误，137 是被杀死，126、127 是命令无法执行。',
		},
		suggests: [],
		confirms: [
			{says: /\bCrashLoopBackOff\b/},
			...said(/[Bb]ack-off (?:\d+\w+ )?restarting failed container/, ...events),
		],
		rulesOut: [podsAreReady],
		explains: ['pod-not-ready', 'rollout-stuck'],
		reads,
		remedies: [undoRollout],
		badAdvice: [
			{
				en: 'Deleting the pod only starts the count anew: the next one ends the same way.',
				zh: '删除 Pod 只会让计数重新开始，新 Pod 会以同样方式退出。',
			},
		],
		sources: ['kubernetes/website content/en/docs/tasks/debug/debug-application/debug-pods.md'],
	},
	{
		id: 'container-killed-for-memory',
		about: ['pod', 'node'],
		severity: 'risky',
		title: {en: 'A container is killed because it uses more memory than it may', zh: '容器超出内存上限被杀死'},
		meaning: {
			en: 'The kernel killed it at its limit (OOMKilled, exit code 137). With no limit, or when the kernel’s message names no cgroup, the node itself was out of memory.',
			zh: '容器达到内存上限时被内核杀死（OOMKilled，退出码 137）。若没有设置上限，或内核日志未提到 cgroup，则是节点内存耗尽。',
		},
		suggests: [],
		confirms: [
			...said(/\bOOMKilled\b/, 'troubled-pods', 'pods'),
			...said(/[Mm]emory cgroup out of memory: Kill|\bSystemOOM\b|Out of memory: Killed process/, 'warnings'),
		],
		rulesOut: [podsAreReady],
		explains,
		reads,
		remedies: [undoRollout],
		sources: ['kubernetes/website content/en/docs/tasks/configure-pod-container/assign-memory-resource.md'],
	},
	{
		id: 'command-not-found',
		about,
		severity: 'risky',
		title: {en: 'The container’s command is not in its image', zh: '镜像中没有容器要执行的命令'},
		meaning: {
			en: 'The runtime cannot run what the pod says: the program is not in the image, is not executable, or command and args are mixed up (`command: ["sleep 3600"]` is one word).',
			zh: '运行时无法执行 Pod 指定的命令：镜像中没有该程序、没有执行权限，或 command 与 args 写法有误（`command: ["sleep 3600"]` 是一个词）。',
		},
		suggests: [],
		confirms: said(
			/exec: \\*"[^"]+\\*": (?:executable file not found in \$PATH|stat \S+ no such file|permission denied)|StartError.*exec: /,
			...events,
		),
		rulesOut: [podsAreReady],
		explains,
		reads,
		remedies: [undoRollout],
		sources: [
			'kubernetes/website content/en/docs/tasks/inject-data-application/define-command-argument-container.md',
			'opencontainers/runc#2654',
		],
	},
	{
		id: 'config-missing',
		about,
		severity: 'risky',
		title: {
			en: 'A ConfigMap or Secret that the pod names does not exist',
			zh: 'Pod 引用的 ConfigMap 或 Secret 不存在',
		},
		meaning: {
			en: 'The container is not created until it exists in the pod’s own namespace, with the key that is asked for. It starts by itself then.',
			zh: '在 Pod 所在命名空间出现该对象及所需的键之前，容器不会创建；出现后会自行启动。',
		},
		suggests: [{says: /\bCreateContainerConfigError\b/}],
		confirms: said(
			/Error: (?:configmap|secret) "[^"]+" not found|MountVolume\.SetUp failed for volume .*(?:configmap|secret) "[^"]+" not found|couldn't find key \S+ in (?:ConfigMap|Secret)|references non-existent (?:config|secret) key/,
			...events,
		),
		rulesOut: [podsAreReady],
		explains: ['pod-not-ready', 'rollout-stuck'],
		reads,
		remedies: [undoRollout],
		sources: ['kubernetes/website content/en/docs/tasks/configure-pod-container/configure-pod-configmap.md'],
	},
	{
		id: 'image-runs-as-root',
		about,
		severity: 'risky',
		title: {en: 'The pod must not run as root and its image does', zh: 'Pod 禁止以 root 运行，而镜像以 root 运行'},
		meaning: {
			en: 'runAsNonRoot is set and the image’s user is root, or a name that the kubelet cannot look up. Set runAsUser to a number, or use an image with a user of its own.',
			zh: '设置了 runAsNonRoot，而镜像用户是 root 或 kubelet 无法识别的用户名。请将 runAsUser 设为数字，或换用自带普通用户的镜像。',
		},
		suggests: [],
		confirms: said(
			/container has runAsNonRoot and image (?:will run as root|has non-numeric user)|container's runAsUser breaks non-root policy/,
			...events,
		),
		rulesOut: [podsAreReady],
		explains: ['pod-not-ready', 'rollout-stuck', 'config-missing'],
		reads,
		remedies: [undoRollout],
		sources: [
			'kubernetes/kubernetes pkg/kubelet/kuberuntime/security_context.go',
			'kubernetes/website content/en/docs/tasks/configure-pod-container/security-context.md',
		],
	},
	{
		id: 'liveness-kills',
		about,
		severity: 'risky',
		title: {
			en: 'The liveness probe kills a container that may only be slow',
			zh: '存活探针杀死了可能只是较慢的容器',
		},
		meaning: {
			en: 'The probe failed three times and the kubelet killed the container (exit 137 or 143, not OOMKilled). A program that needs longer to start than the probe waits never gets there.',
			zh: '探针连续失败后 kubelet 杀死容器（退出码 137 或 143，且不是 OOMKilled）。启动时间超过探针等待时间的程序永远起不来。',
		},
		suggests: said(/Liveness probe failed: /, ...events),
		confirms: said(
			/Container \S+ failed (?:liveness|startup) probe, will be restarted|Startup probe failed: /,
			...events,
			'troubled-pods',
		),
		rulesOut: [podsAreReady],
		explains,
		reads,
		remedies: [undoRollout],
		badAdvice: [
			{
				en: 'Taking the probe out leaves a program that hangs in service for good: a startupProbe gives it time to start.',
				zh: '删除探针会让卡死的程序一直留在服务中；应改用 startupProbe 给它启动时间。',
			},
		],
		sources: [
			'kubernetes/website content/en/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes.md',
		],
	},
	{
		id: 'readiness-fails',
		about: ['pod', 'service'],
		severity: 'risky',
		title: {en: 'A pod runs and its readiness probe fails', zh: 'Pod 在运行，但就绪探针失败'},
		meaning: {
			en: 'Services send it nothing until the probe passes: the port or path is wrong, the program is not up yet or waits for something itself, or a firewall keeps the kubelet from its own pods.',
			zh: '探针通过之前 Service 不会向它转发流量：端口或路径有误、程序尚未启动或在等待依赖，或防火墙阻止 kubelet 访问本机 Pod。',
		},
		// The control plane's own pods are not ready for a while whenever their kubelet has started anew.
		suggests: [
			{
				says: /^(?!kube-system\s+(?:etcd|kube-(?:apiserver|controller-manager|scheduler))-).*\s0\/\d+\s+Running\s/,
				in: ['pods'],
			},
		],
		hints: [{says: /\s0\/\d+\s+Running\s/, in: ['pods']}],
		confirms: said(/Readiness probe (?:failed|errored): (?!calico)/, ...events),
		rulesOut: [podsAreReady],
		explains: ['service-without-pods', 'pod-not-ready', 'rollout-stuck'],
		reads: {
			namespace: {says: /^(\S+)\s+\S+\s+0\/\d+\s+Running\s/, in: ['pods']},
			workload: {says: /^\S+\s+(\S+)-[a-z0-9]{5,10}-[a-z0-9]{5}\s+0\/\d+\s+Running\s/, in: ['pods']},
		},
		remedies: [
			look({
				id: 'see-probes',
				title: {en: 'See what the probes ask for', zh: '查看探针的设置'},
				why: {
					en: 'Ask the same port and path yourself, in the pod and from its node: both bad is the program, only the node is the network.',
					zh: '分别在 Pod 内与其节点上访问同一端口与路径：都失败是程序问题，只有节点失败是网络问题。',
				},
				target: 'first-control-plane',
				run: () =>
					sh`${kubectl} describe pods -A | grep -E '^(Name|Namespace|Node|IP): |^ +(Liveness|Readiness|Startup): '`,
			}),
			undoRollout,
		],
		sources: ['coredns/coredns#4714', 'kubernetes/website configure-liveness-readiness-startup-probes'],
	},
];
