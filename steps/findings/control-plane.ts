// Why an API server or another static pod does not stay up.
import type {Finding} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {lastLinesOf} from './container-log.ts';
import {apiServerManifest, putManifestBack, readableManifest} from './control-plane-cures.ts';
import {cure, look} from './make-remedy.ts';
import {said} from './said.ts';

export const controlPlaneFindings: readonly Finding[] = [
	{
		id: 'api-server-flag-wrong',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'The API server does not accept its own arguments', zh: 'API 服务器不接受自己的启动参数'},
		meaning: {
			en: 'A flag is misspelt or has been removed in this version, or a file that it names is not there or not mounted; the container ends at once, over and over.',
			zh: '某个参数拼写错误或在此版本已移除，或其指定的文件不存在、未挂载；容器会立即退出并不断重启。',
		},
		suggests: said(/^(?:Error: )?unknown flag: --\S+/, 'api-server-log'),
		confirms: [
			{says: /^(?:Error: )?unknown flag: --\S+/, in: ['api-server-log']},
			{
				says: /^(?:Error: )?(?:invalid argument "[^"]*" for "--\S+" flag|unrecognized feature gate: \S+)/,
				in: ['api-server-log'],
			},
			{says: /Error: (?:invalid argument "[^"]*" for "--\S+" flag|unrecognized feature gate: \S+)/},
			{
				says: /^Error: (?:loading audit policy file|failed to read|error while parsing encryption provider configuration file|.*open \/etc\/kubernetes\/\S+: no such file)/,
				in: ['api-server-log'],
			},
		],
		rulesOut: [{says: /^ok$/, in: ['api-server-answers']}],
		explains: ['api-server-down', 'init-timed-out', 'container-crashes', 'liveness-kills', 'readiness-fails'],
		remedies: [
			look({
				id: 'api-server-arguments',
				title: {en: 'See its arguments and its last line', zh: '查看参数与最后的日志'},
				why: {
					en: 'Correct the line in /etc/kubernetes/manifests/kube-apiserver.yaml in place: the kubelet starts it anew. Keep no copy in that directory, for it would run too.',
					zh: '直接修改 /etc/kubernetes/manifests/kube-apiserver.yaml 中的对应行，kubelet 会重新启动它。不要在该目录保留副本，否则副本也会被运行。',
				},
				target: 'control-planes',
				run: () => sh`
					grep -n -- '    - --' /etc/kubernetes/manifests/kube-apiserver.yaml
					${lastLinesOf('kube-apiserver', 5)}
				`,
			}),
			apiServerManifest,
		],
		sources: ['kubernetes/kubeadm#1890', 'kubernetes/kubeadm#790', 'kubernetes/kubernetes#44039'],
	},
	{
		id: 'manifest-broken',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'A manifest of a static pod cannot be read', zh: '静态 Pod 清单无法解析'},
		meaning: {
			en: 'After an edit the file is no longer YAML of a pod; the kubelet passes over it, so there is no container at all.',
			zh: '编辑后该文件不再是有效的 Pod YAML；kubelet 会忽略它，因此根本没有容器。',
		},
		suggests: [],
		confirms: said(
			// Of files with such a name only: an editor's passing one, manifests/sedwClthA, is none of the control plane's.
			/Could not process manifest file|\.(?:ya?ml|json)\\*"?: [Cc]ouldn't parse as pod|Unable to decode.*\/etc\/kubernetes\/manifests/,
			'kubelet-journal',
		),
		rulesOut: [{says: /^ok$/, in: ['api-server-answers']}],
		explains: ['api-server-down', 'init-timed-out', 'etcd-down'],
		reads: {
			manifest: {
				says: /manifests\/(kube-apiserver|kube-controller-manager|kube-scheduler|etcd)\.yaml/,
				in: ['kubelet-journal'],
			},
		},
		remedies: [
			look({
				id: 'what-the-kubelet-cannot-read',
				title: {en: 'See which file, and why', zh: '查看是哪个文件及原因'},
				why: {
					en: 'The journal names the line; tabs and missing spaces are what it usually is.',
					zh: '日志会指出行号；通常是制表符或缺少空格。',
				},
				target: 'control-planes',
				run: () => sh`
					journalctl -u kubelet -n 200 --no-pager | grep -E 'manifest|parse as pod' | tail -n 3
					ls -la /etc/kubernetes/manifests
				`,
			}),
			readableManifest,
		],
		sources: ['kubernetes/kubernetes#100677', 'kubernetes/kubernetes pkg/kubelet/config/file.go'],
	},
	{
		id: 'manifest-copied',
		about: ['node'],
		severity: 'risky',
		title: {en: 'A copy of a manifest lies among the manifests', zh: '清单目录中有副本'},
		meaning: {
			en: 'The kubelet runs every file of that directory, whatever its name ends with: two pods of the same name fight, and an edit seems to have no effect.',
			zh: 'kubelet 会运行该目录下的所有文件，无论扩展名：两个同名 Pod 互相冲突，修改看起来没有效果。',
		},
		suggests: [],
		confirms: [
			{
				says: /^(?:kube-apiserver|kube-controller-manager|kube-scheduler|etcd)\.(?:yaml\.\S+|\S*bak\S*|\S*orig|\S*old|yml)$/,
				in: ['static-pods'],
			},
		],
		explains: ['api-server-down'],
		remedies: [
			cure({
				id: 'move-manifest-copies',
				title: {en: 'Move the copies elsewhere', zh: '把副本移到别处'},
				why: {en: 'They are kept in /root/manifests.aside.', zh: '副本会保留在 /root/manifests.aside。'},
				target: 'control-planes',
				check: {
					ask: () =>
						sh`! find /etc/kubernetes/manifests -mindepth 1 -maxdepth 1 | grep -vE '/[a-z-]+\.yaml$'`,
				},
				run: () => sh`
					mkdir -p /root/manifests.aside
					find /etc/kubernetes/manifests -mindepth 1 -maxdepth 1 | grep -vE '/[a-z-]+\.yaml$' | while read -r file; do mv -v "$file" /root/manifests.aside/; done
				`,
				undo: () => sh`mv /root/manifests.aside/* /etc/kubernetes/manifests/`,
			}),
		],
		sources: [
			'kubernetes/kubernetes#55596',
			'https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/',
		],
	},
	{
		id: 'manifest-missing',
		about: ['node', 'etcd'],
		severity: 'blocking',
		title: {en: 'A manifest of the control plane is missing', zh: '缺少控制平面的清单文件'},
		meaning: {
			en: 'Somebody moved it away, perhaps to restart the pod, and did not put it back; the kubelet has ended what it described.',
			zh: '有人把它移走（也许是为了重启 Pod）却没有放回；kubelet 已停止对应的 Pod。',
		},
		suggests: [],
		hints: [
			[
				{says: /^kube-apiserver\.yaml$/, in: ['static-pods']},
				{lacks: /^etcd\.yaml$/, in: ['static-pods']},
			],
		],
		confirms: [
			[
				{says: /^kube-scheduler\.yaml$/, in: ['static-pods']},
				{lacks: /^kube-apiserver\.yaml$/, in: ['static-pods']},
			],
			[
				{says: /^kube-scheduler\.yaml$/, in: ['static-pods']},
				{lacks: /^kube-controller-manager\.yaml$/, in: ['static-pods']},
			],
			[
				{says: /^kube-apiserver\.yaml$/, in: ['static-pods']},
				{lacks: /^kube-scheduler\.yaml$/, in: ['static-pods']},
			],
			[
				{says: /^kube-apiserver\.yaml$/, in: ['static-pods']},
				{lacks: /^etcd\.yaml$/, in: ['static-pods']},
				{says: /^member$/, in: ['kubernetes-files']},
			],
		],
		// etcd elsewhere: there is no data of it here either.
		rulesOut: [
			[
				{says: /^kube-apiserver\.yaml$/, in: ['static-pods']},
				{says: /^kube-controller-manager\.yaml$/, in: ['static-pods']},
				{says: /^kube-scheduler\.yaml$/, in: ['static-pods']},
				{lacks: /^member$/, in: ['kubernetes-files']},
			],
		],
		explains: ['api-server-down', 'etcd-down', 'controller-manager-down', 'liveness-kills', 'readiness-fails'],
		remedies: [putManifestBack],
		sources: [
			'https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/',
			'kubernetes/kubernetes#105543',
		],
	},
	{
		id: 'api-server-down',
		about: ['node', 'vip'],
		severity: 'blocking',
		title: {en: 'An API server does not answer', zh: '有 API 服务器没有应答'},
		meaning: {
			en: 'Nothing answers on this control plane’s own port 6443. Its container, or the lack of one, tells why.',
			zh: '这台控制平面自身的 6443 端口没有应答。原因要看它的容器（或没有容器）。',
		},
		suggests: [
			{says: /Failed to connect|Connection refused|Couldn't connect/i, in: ['api-server-answers']},
			{says: /The connection to the server \S+:6443 was refused/},
			{says: /\bkube-apiserver\b.*\bExited\b|\bExited\b.*\bkube-apiserver\b/, in: ['containers']},
		],
		confirms: [],
		rulesOut: [{says: /^ok$/, in: ['api-server-answers']}],
		explains: [
			'node-not-ready',
			'haproxy-servers-down',
			'endpoint-unreachable',
			'controller-manager-down',
			'liveness-kills',
			'readiness-fails',
		],
		remedies: [
			look({
				id: 'last-words-of-api-server',
				title: {en: 'See its last words', zh: '查看它最后的日志'},
				why: {
					en: 'The last line names a flag, a file, a certificate or etcd.',
					zh: '最后一行会指出参数、文件、证书或 etcd。',
				},
				target: 'control-planes',
				run: () => sh`
					crictl ps -a --name kube-apiserver
					${lastLinesOf('kube-apiserver', 10)}
				`,
			}),
		],
		sources: ['kubernetes/kubeadm#1890', 'https://kubernetes.io/docs/tasks/debug/debug-cluster/'],
	},
	{
		id: 'controller-manager-down',
		about: ['node', 'join'],
		severity: 'blocking',
		title: {en: 'No controller manager is at work', zh: '没有可用的 controller-manager'},
		meaning: {
			en: 'It signs cluster-info for new tokens, approves kubelets, gives nodes their pod ranges and makes pods: all of that stands still.',
			zh: '它负责为新令牌签署 cluster-info、批准 kubelet、分配 Pod 网段、创建 Pod：这些现在都停止了。',
		},
		// While it is said to be running it is not down: it is not ready after every restart of its kubelet, until its probe is asked.
		suggests: [{says: /kube-controller-manager-\S+\s+0\/1\s+(?!\s|Running\b)/}],
		confirms: [{says: /^kube-system\s+kube-controller-manager-\S+\s+0\/1\s+(?:CrashLoopBackOff|Error)/}],
		rulesOut: [{says: /^kube-system\s+kube-controller-manager-\S+\s+1\/1\s+Running/, in: ['pods']}],
		explains: ['token-expired', 'pod-cidr-missing'],
		remedies: [
			look({
				id: 'last-words-of-controller-manager',
				title: {en: 'See its last words', zh: '查看它最后的日志'},
				why: {en: 'It usually lacks a file, or the API.', zh: '通常是缺少文件，或无法访问 API。'},
				target: 'control-planes',
				run: () => sh`${lastLinesOf('kube-controller-manager', 10)}`,
			}),
		],
		sources: ['kubernetes/kubeadm#668', 'kubernetes/kubeadm#1988'],
	},
];
