// The tasks that bring Cilium: whether a host's kernel suits it, its installer and chart, and the installation.
import type {Given, Script, Task} from '../source/engine/declare.ts';
import {fragment, sh, writeFile} from '../source/engine/script.ts';
import {type Archive, plainFile} from './archive.ts';
import {
	agentImage,
	chartAddress,
	chartFolder,
	ciliumHasGateways,
	ciliumOf,
	ciliumProgram,
	ciliumValues,
	ciliumValuesText,
	installer,
	installerAddress,
} from './cilium.ts';
import {fetchTrue} from './fetch-true.ts';
import {installGatewayDefinitions} from './gateway-definitions.ts';
import {kernelNumber, spellKernel} from './kernel.ts';
import {kubectl} from './kubectl.ts';
import {adminConf, ownConfig, ownState} from './paths.ts';
import {planOf} from './plan.ts';
import {hasProxy} from './proxy-mode.ts';
import {question} from './question.ts';
import {holds} from './whole-file.ts';

const usesCilium = (given: Given): boolean => planOf(given).kubernetes.network.kind === 'cilium';

export const ciliumSuits: Task = question(
	{
		id: 'cilium-kernel',
		title: {en: 'The kernel suits Cilium', zh: '内核支持 Cilium'},
		why: {
			en: 'Cilium’s agent loads programs into the kernel and refuses to start where one of their functions is missing. It mounts the file systems that it needs (bpf, cgroup2) itself, if the kernel has them.',
			zh: 'Cilium 的 agent 会向内核加载 eBPF 程序，缺少所需功能时拒绝启动。它会自行挂载所需的文件系统（bpf、cgroup2），前提是内核支持。',
		},
		fix: {
			en: 'Boot a newer kernel with bpf and cgroup2, or write network: flannel in the plan.',
			zh: '启动支持 bpf 和 cgroup2 的较新内核，或在计划中写 network: flannel。',
		},
		when: usesCilium,
		usually: 1,
	},
	given => {
		const {version, kernel} = ciliumOf(planOf(given));
		return sh`
			kernel=$(uname -r)
			machine=$(uname -m)
			echo "kernel $kernel, $machine"
			wrong=0
			if [ "$(echo "$kernel" | awk -F'[^0-9]' '{print $1 * 1000 + $2}')" -lt ${kernelNumber(kernel)} ]; then
				echo "The kernel $kernel is older than ${fragment(spellKernel(kernel))}, and Cilium ${fragment(version)} needs that: boot a newer kernel, or write network: flannel in the plan." >&2
				wrong=1
			fi
			for system in bpf cgroup2; do
				if ! grep -qw "$system" /proc/filesystems; then
					echo "The kernel $kernel has no file system $system, and Cilium keeps its programs there: boot one that has, or write network: flannel in the plan." >&2
					wrong=1
				fi
			done
			case "$machine" in
			x86_64 | aarch64) ;;
			*)
				echo "Cilium's images are published for x86_64 and aarch64 only: write network: flannel in the plan." >&2
				wrong=1
				;;
			esac
			exit "$wrong"
		`;
	},
);

const instead = 'name another mirror in the plan, or write network: flannel';

export const ciliumArchives = (given: Given): readonly Archive[] => {
	if (!usesCilium(given)) return [];
	const plan = planOf(given);
	const [program, chart] = [installerAddress(plan), chartAddress(plan)];
	const {sha256} = ciliumOf(plan);
	return [
		{
			address: {amd64: `${program}amd64.tar.gz`, arm64: `${program}arm64.tar.gz`},
			sha256: installer.sha256,
			instead,
		},
		plainFile(chart, sha256, instead),
	];
};

const files: Task = {
	id: 'cilium-files',
	title: {en: 'Fetch Cilium’s installer and its chart', zh: '获取 Cilium 安装程序及其 chart'},
	why: {
		en: 'Cilium is published as a chart, which its own installer turns into manifests. Both come from GitHub, or through the plan’s mirror, and their checksums are compared. The program cilium stays on the host: cilium status says how it is.',
		zh: 'Cilium 以 chart 形式发布，由其安装程序生成清单。两者来自 GitHub 或计划中的镜像站，并核对校验和。cilium 程序会留在主机上，可用 cilium status 查看状态。',
	},
	target: 'first-control-plane',
	when: usesCilium,
	risk: 'changes',
	check: {
		ask: given => {
			const plan = planOf(given);
			return sh`
				found=$(cilium version --client 2>/dev/null | awk '$1 == "cilium-cli:" {print $2}' || true)
				echo "installer: $found"
				[ "$found" = ${installer.version} ] && grep -qxF ${`version: ${ciliumOf(plan).version}`} ${chartFolder(plan)}/cilium/Chart.yaml
			`;
		},
	},
	run: given => {
		const plan = planOf(given);
		return sh`
			case "$(uname -m)" in
			aarch64)
				architecture=arm64
				wanted=${installer.sha256.arm64}
				;;
			*)
				architecture=amd64
				wanted=${installer.sha256.amd64}
				;;
			esac
			${fetchTrue}
			archives=$(mktemp -d)
			if ! fetch ${installerAddress(plan)}"$architecture.tar.gz" "$archives/installer.tar.gz" "$wanted" ${instead} ||
				! fetch ${chartAddress(plan)} "$archives/chart.tgz" ${ciliumOf(plan).sha256} ${instead}; then
				rm -rf "$archives"
				exit 1
			fi
			tar -xzf "$archives/installer.tar.gz" -C "$archives"
			install -m 755 "$archives/cilium" ${ciliumProgram}
			rm -rf ${chartFolder(plan)}
			mkdir -p ${chartFolder(plan)}
			tar -xzf "$archives/chart.tgz" -C ${chartFolder(plan)}
			rm -rf "$archives"
			cilium version --client
		`;
	},
	undo: given => sh`rm -rf ${ciliumProgram} ${chartFolder(planOf(given))}`,
	usually: 30,
	waitingFor: {en: 'GitHub, or the plan’s mirror', zh: 'GitHub 或计划中镜像站的响应'},
	retries: 2,
};

/** As the file says: this release on every node, with the nodes' own parts of the pod subnet. */
const ciliumRuns: Script = given => {
	const plan = planOf(given);
	return sh`
		${holds(ciliumValues, ciliumValuesText(plan))} || exit 1
		${kubectl} -n kube-system get daemonset cilium -o jsonpath='{.spec.template.spec.containers[0].image} {.status.desiredNumberScheduled} {.status.numberReady}{"\n"}' |
			awk -v image=${`${agentImage(plan)}:v${ciliumOf(plan).version}`} '{sub(/@.*/, "", $1); print $1 ": " $3 + 0 " of " $2 + 0 " ready"; good = $1 == image && $2 > 0 && $2 == $3} END {exit !good}' &&
			[ "$(${kubectl} -n kube-system get configmap cilium-config -o jsonpath='{.data.ipam} {.data.kube-proxy-replacement}${fragment(ciliumHasGateways(plan) ? ' {.data.enable-gateway-api}' : '')}')" = ${`kubernetes ${String(!hasProxy(given))}${ciliumHasGateways(plan) ? ' true' : ''}`} ]
	`;
};

const installation: Task = {
	id: 'cilium',
	title: {en: 'Install Cilium', zh: '安装 Cilium'},
	why: {
		en: 'Cilium runs on every node, gives pods addresses out of the node’s part of the pod subnet, carries their packets between the nodes’ addresses in VXLAN (UDP port 8472) and enforces network policies, all by programs in the kernel. Where the plan says proxyMode: none it takes kube-proxy’s place as well (kubeProxyReplacement); else kube-proxy goes on serving Services.',
		zh: 'Cilium 运行在每个节点上，从该节点的网段为 Pod 分配地址，在节点地址之间用 VXLAN（UDP 8472 端口）转发数据包，并执行网络策略，全部由内核中的 eBPF 程序完成。计划中写 proxyMode: none 时它还会取代 kube-proxy（kubeProxyReplacement），否则 Service 仍由 kube-proxy 负责。',
	},
	target: 'first-control-plane',
	when: usesCilium,
	risk: 'changes',
	check: {ask: ciliumRuns},
	run: given => {
		const plan = planOf(given);
		return sh`
			mkdir -p ${ownConfig} ${ownState}
			${writeFile(ciliumValues, ciliumValuesText(plan))}
			export KUBECONFIG=${adminConf}
			if ${kubectl} -n kube-system get secrets -l owner=helm,name=cilium -o name | grep . >/dev/null; then
				cilium upgrade --chart-directory ${chartFolder(plan)}/cilium --reset-values --values ${ciliumValues}
				# Both read their settings once, when they start.
				${kubectl} -n kube-system rollout restart daemonset/cilium deployment/cilium-operator
			else
				cilium install --chart-directory ${chartFolder(plan)}/cilium --values ${ciliumValues}
			fi
			if ! cilium status --wait --wait-duration 7m; then
				${kubectl} -n kube-system get pods -l app.kubernetes.io/part-of=cilium -o wide || true
				for pod in $(${kubectl} -n kube-system get pods -l k8s-app=cilium -o name); do
					${kubectl} -n kube-system logs "$pod" --all-containers --tail=2 2>&1 || true
				done | grep -iE 'level=(fatal|error)|nsenter:|mount:|require' | sort -u | tail -n 5 || true
				echo 'Cilium did not come up within 7 minutes: the lines above are what its agents say.' >&2
				exit 1
			fi
		`;
	},
	verify: {ask: ciliumRuns, within: 120},
	undo: () => sh`
		if command -v cilium >/dev/null; then KUBECONFIG=${adminConf} cilium uninstall --wait; fi
		rm -f ${ciliumValues}
	`,
	usually: 120,
	waitingFor: {en: 'every node to pull Cilium’s images', zh: '各节点拉取 Cilium 镜像'},
	timeout: 900,
};

export const installCilium: readonly Task[] = [files, installGatewayDefinitions, installation];
