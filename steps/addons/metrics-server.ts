import type {Script, Task} from '../../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../../source/engine/script.ts';
import {kubectl} from '../kubectl.ts';
import type {Addon} from './addon.ts';
import {applyManifest} from './apply-manifest.ts';
import {signKubelets} from './kubelet-certificates.ts';
import {metricsImage, metricsManifest, metricsReleases} from './metrics-server-manifest.ts';

const words = {
	title: {en: 'Install metrics-server', zh: '安装 metrics-server'},
	why: {
		en: 'metrics-server asks every kubelet each 15 seconds what its pods use. kubectl top, and the autoscalers, live on it. It checks the kubelets’ certificates, unless the plan says unverified-lab-only.',
		zh: 'metrics-server 每 15 秒向各 kubelet 询问资源用量，kubectl top 和自动伸缩都依赖它。除非计划写明 unverified-lab-only，它会校验 kubelet 的证书。',
	},
} as const;

const install = applyManifest({
	id: 'metrics-server',
	...words,
	namespace: 'kube-system',
	workloads: ['deployment/metrics-server'],
	images: plan => [metricsImage(plan)],
	manifest: metricsManifest,
});

/** Defines `all_have_figures`: every node that is ready stands in `kubectl top`, with numbers. */
const figures: Fragment = fragment(sh`
	all_have_figures() {
		top=$(${kubectl} top nodes --no-headers 2>&1) || { echo "$top" && return 1; }
		echo "$top"
		${kubectl} get nodes -o jsonpath='{range .items[*]}{.metadata.name} {.status.conditions[?(@.type=="Ready")].status}{"\n"}{end}' |
			awk -v top="$top" '$2 == "True" && ("\n" top) !~ ("\n" $1 " +[0-9]+m ") {print $1 " has no figures"; bad = 1} END {exit bad}'
	}
`);

const haveFigures: Script = () => sh`
	${figures}
	all_have_figures
`;

const use: Task = {
	id: 'metrics-answer',
	title: {en: 'See the figures of every node', zh: '查看每个节点的指标'},
	why: {
		en: 'A pod that runs may still be refused by every kubelet. kubectl top has to show each node that is ready, with numbers.',
		zh: 'Pod 在运行不等于采集成功，kubelet 可能都拒绝了它。kubectl top 必须列出每个就绪节点的数值。',
	},
	target: 'first-control-plane',
	risk: 'safe',
	check: {ask: haveFigures},
	run: () => sh`
		${figures}
		for _ in $(seq 45); do
			if all_have_figures >/dev/null; then
				${kubectl} top nodes
				exit 0
			fi
			sleep 2
		done
		all_have_figures || true
		${kubectl} -n kube-system logs deployment/metrics-server --tail=10 || true
		echo 'metrics-server has no figures of the nodes above: its log says why.' >&2
		exit 1
	`,
	undo: 'nothing-to-undo',
	usually: 30,
	waitingFor: {en: 'metrics-server to ask every kubelet twice', zh: 'metrics-server 向各 kubelet 采集两轮'},
};

export const metricsServer: Addon = {
	id: 'metrics-server',
	title: {en: 'figures of nodes and pods: kubectl top, autoscaling', zh: '节点与 Pod 指标：kubectl top、自动伸缩'},
	why: words.why,
	releases: metricsReleases,
	images: plan => [metricsImage(plan)],
	tasks: [...signKubelets, install, use],
};
