// Symptoms that many causes share, and what the control plane's own pods die of. What else stops a kubelet has files of its own.
import type {Finding} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {kubectl} from '../kubectl.ts';
import {cure, look} from './make-remedy.ts';
import {said} from './said.ts';
import {nodesAreReady} from './states.ts';

const refused10248 =
	/10248\/healthz.*connection refused|Failed to connect to 127\.0\.0\.1 port 10248|The kubelet is not healthy after/;

const startKubelet = cure({
	id: 'start-kubelet',
	title: {en: 'Start the kubelet', zh: '启动 kubelet'},
	why: {
		en: 'It starts the pods of this host, those of the control plane among them.',
		zh: '本机的 Pod（包括控制平面的 Pod）都由它启动。',
	},
	check: {ask: () => sh`systemctl is-active --quiet kubelet && curl -fsS -m 3 http://127.0.0.1:10248/healthz`},
	run: () => sh`
		systemctl unmask kubelet
		systemctl enable kubelet
		systemctl restart kubelet
	`,
	verify: {ask: () => sh`curl -fsS -m 3 http://127.0.0.1:10248/healthz`, within: 60},
	undo: () => sh`systemctl stop kubelet`,
	usually: 10,
});

export const kubeletFindings: readonly Finding[] = [
	{
		id: 'kubelet-stopped',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'The kubelet was stopped or masked', zh: 'kubelet 被停止或屏蔽'},
		meaning: {
			en: 'Nobody restarts it, because it did not fail: it was stopped by hand, or masked. The containers that run go on; nothing looks after them, and the node becomes NotReady.',
			zh: '它没有失败，因此不会被自动重启：是被手工停止或屏蔽的。现有容器继续运行，但无人照管，节点会变为 NotReady。',
		},
		suggests: [],
		confirms: [
			{says: /^\s*Active: inactive \(dead\)/, in: ['kubelet-unit']},
			{says: /Loaded: masked/, in: ['kubelet-unit']},
		],
		rulesOut: [
			{says: /^\s*Active: (?:active|activating|failed)/, in: ['kubelet-unit']},
			// Before init and join it has nothing to do.
			{lacks: /^kubelet\.conf$/, in: ['kubernetes-files']},
		],
		explains: ['kubelet-down', 'node-not-ready', 'tls-bootstrap-timed-out', 'api-server-down', 'etcd-down'],
		remedies: [startKubelet],
		sources: ['kubernetes/kubeadm#2575', 'https://kubernetes.io/docs/tasks/debug/debug-cluster/'],
	},
	{
		id: 'kubelet-down',
		about: ['node', 'join'],
		severity: 'blocking',
		title: {en: 'The kubelet does not run', zh: 'kubelet 没有运行'},
		meaning: {
			en: 'Its process ends again and again, or was never started. The last fatal line of its journal names the cause.',
			zh: '它的进程不断退出，或从未启动。其日志最后一条致命信息会说明原因。',
		},
		suggests: [
			{says: refused10248},
			{says: /^\s*Active: (?:activating \(auto-restart\)|failed)/, in: ['kubelet-unit']},
			{says: /connection refused|Failed to connect|Couldn't connect/, in: ['kubelet-health']},
		],
		hints: [
			{says: /\[kubelet-check\] It seems like the kubelet isn't running or healthy/},
			{says: /kubelet\.service: Main process exited, code=exited, status=[1-9]/, in: ['kubelet-journal']},
		],
		confirms: [],
		rulesOut: [
			{says: /^ok$/, in: ['kubelet-health']},
			// Before init or join the kubelet has no configuration and starts over and over: so it should.
			{says: /open \/var\/lib\/kubelet\/config\.yaml: no such file or directory/, in: ['kubelet-journal']},
			{says: /^kubeadm has neither initialised nor joined this host$/, in: ['kubernetes-files']},
		],
		explains: ['init-timed-out', 'tls-bootstrap-timed-out', 'node-not-ready', 'api-server-down'],
		remedies: [
			look({
				id: 'fatal-line-of-kubelet',
				title: {en: 'See what it dies of', zh: '查看退出原因'},
				why: {
					en: 'The last line that says failed or unknown is the cause.',
					zh: '最后一行带有 failed 或 unknown 的内容就是原因。',
				},
				run: () =>
					sh`journalctl -u kubelet -n 80 --no-pager | grep -E 'command failed|failed to run|misconfig|unknown flag|failed to load' | tail -n 5`,
			}),
			startKubelet,
		],
		sources: ['kubernetes/kubeadm#2575', 'kubernetes/kubeadm#3069', 'kubernetes/kubernetes#107969'],
	},
	{
		id: 'init-timed-out',
		about: ['node', 'join'],
		severity: 'blocking',
		title: {en: 'kubeadm gave up waiting for the control plane', zh: 'kubeadm 等待控制平面超时'},
		meaning: {
			en: 'After four minutes no API server answered. Whether the kubelet answers, and whether there are containers, tells the causes apart.',
			zh: '四分钟后仍没有 API 服务器应答。看 kubelet 是否应答、是否有容器，即可区分原因。',
		},
		suggests: [
			{says: /error execution phase wait-control-plane/},
			{says: /couldn't initialize a Kubernetes cluster/},
			{says: /\[(?:api-check|control-plane-check)\].*is not healthy after/},
		],
		hints: [{says: /^\s*(?:This can take up to 4m0s|Unfortunately, an error has occurred:)/}],
		confirms: [],
		remedies: [
			look({
				id: 'first-questions-after-init',
				title: {en: 'Ask the kubelet, the containers and the API', zh: '依次询问 kubelet、容器与 API'},
				why: {
					en: 'The first of them that does not answer is where to look.',
					zh: '第一个没有应答的就是要检查的地方。',
				},
				run: () => sh`
					curl -sS -m 3 http://127.0.0.1:10248/healthz || true
					crictl ps -a || true
					curl -skS -m 3 https://127.0.0.1:6443/livez || true
				`,
			}),
		],
		sources: [
			'kubernetes/kubeadm#2559',
			'kubernetes/kubernetes#53333',
			'kubernetes/kubernetes cmd/kubeadm/app/util/apiclient/wait.go',
		],
	},
	{
		id: 'kubelet-configuration-missing',
		about: ['node', 'join'],
		severity: 'blocking',
		title: {en: 'The kubelet’s configuration is gone', zh: 'kubelet 的配置文件丢失'},
		meaning: {
			en: '/var/lib/kubelet/config.yaml is written by init and join. On a host that has joined it must be there; on one that has not, the kubelet starts over until it is.',
			zh: '/var/lib/kubelet/config.yaml 由 init 与 join 写入。已加入的主机上必须存在；尚未加入时 kubelet 会不断重启等待它出现。',
		},
		suggests: [],
		confirms: [
			[
				{says: /open \/var\/lib\/kubelet\/config\.yaml: no such file or directory/, in: ['kubelet-journal']},
				{says: /^kubelet\.conf$/, in: ['kubernetes-files']},
			],
		],
		rulesOut: [{says: /^ok$/, in: ['kubelet-health']}],
		explains: ['node-not-ready'],
		remedies: [
			cure({
				id: 'write-kubelet-configuration',
				title: {en: 'Have kubeadm write it again', zh: '让 kubeadm 重新写入'},
				why: {
					en: 'It fetches the cluster’s own, which all nodes share.',
					zh: '它会获取所有节点共用的集群配置。',
				},
				check: {ask: () => sh`[ -s /var/lib/kubelet/config.yaml ]`},
				// kubeadm copies the file that is there first, and ends where there is none.
				run: () => sh`
					touch /var/lib/kubelet/config.yaml
					kubeadm upgrade node phase kubelet-config --kubeconfig /etc/kubernetes/kubelet.conf
					systemctl restart kubelet
				`,
			}),
		],
		sources: ['kubernetes/kubeadm#1438', 'kubernetes/kubernetes#83936'],
	},
	{
		id: 'node-not-ready',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'A node is not Ready', zh: '有节点未就绪（NotReady）'},
		meaning: {
			en: 'Either its kubelet has stopped reporting (Unknown), or it reports why (False): no network, no runtime, no disk.',
			zh: '要么 kubelet 停止上报（Unknown），要么它报告了原因（False）：网络、运行时或磁盘问题。',
		},
		suggests: [
			{says: /^\S+\s+NotReady\b/, in: ['nodes']},
			{says: /Kubelet stopped posting node status/},
			{says: /NodeStatusUnknown/},
		],
		hints: [{says: /\bnode\S* .*\bNotReady\b/i}],
		confirms: [],
		remedies: [
			look({
				id: 'conditions-of-nodes',
				title: {en: 'See what the node reports', zh: '查看节点上报的状况'},
				why: {
					en: 'The message of the condition Ready is the kubelet’s own.',
					zh: 'Ready 状况的说明来自 kubelet 自身。',
				},
				target: 'first-control-plane',
				run: () => sh`${kubectl} --request-timeout 5s describe nodes | grep -A 8 '^Conditions:'`,
			}),
		],
		sources: [
			'https://kubernetes.io/docs/concepts/architecture/nodes/',
			'https://kubernetes.io/docs/tasks/debug/debug-cluster/',
		],
	},
	{
		id: 'pleg-unhealthy',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'The runtime is too slow to tell the kubelet what runs', zh: '运行时响应过慢（PLEG 不健康）'},
		meaning: {
			en: 'Listing the containers took more than three minutes: the runtime hangs, or the disk or the processor is overloaded. The node flaps between Ready and NotReady.',
			zh: '列出容器超过了三分钟：运行时挂起，或磁盘、CPU 过载。节点会在 Ready 与 NotReady 之间反复。',
		},
		suggests: said(/PLEG is not healthy: pleg was last seen active/, 'kubelet-journal', 'node-details'),
		confirms: [
			{says: /KubeletNotReady\s+.*PLEG is not healthy/},
			{says: /container runtime is not responding|\[container runtime is down, PLEG is not healthy/},
		],
		// A moment that has passed is no cause.
		rulesOut: [[nodesAreReady, {lacks: /\bNodeNotReady\b/, in: ['warnings']}]],
		explains: ['node-not-ready'],
		remedies: [
			cure({
				id: 'restart-runtime',
				title: {en: 'Restart the runtime', zh: '重启容器运行时'},
				why: {
					en: 'Containers go on running meanwhile; a runtime that hangs starts anew.',
					zh: '期间容器继续运行；挂起的运行时会重新开始。',
				},
				risk: 'disruptive',
				check: {ask: () => sh`timeout 10 crictl ps >/dev/null`},
				run: () => sh`
					systemctl restart containerd
					systemctl restart kubelet
				`,
				usually: 15,
			}),
		],
		sources: ['kubernetes/kubernetes#45419', 'kubernetes/kubernetes#101056'],
	},
];
