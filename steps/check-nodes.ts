// The nodes as the cluster knows them, asked on the first control plane: addresses, versions, ranges, pods that run.
import type {Given, Script, Task} from '../source/engine/declare.ts';
import {sh} from '../source/engine/script.ts';
import {checkNodeAccess} from './check-node-access.ts';
import {hasNetwork} from './connect-pods.ts';
import {kubectl, lineForEach} from './kubectl.ts';
import {planOf} from './plan.ts';
import {question} from './question.ts';
import {isControlPlane} from './roles.ts';

/** Words for awk: `name=address` of every host of the plan. */
const addresses = ({hosts}: Given): string => hosts.map(({name, address}) => `${name}=${address}`).join(' ');

const nodeAddresses = question(
	{
		id: 'node-addresses',
		title: {en: 'Every node goes by the plan’s address', zh: '节点使用计划中的地址'},
		why: {
			en: 'On a host with several networks the kubelet may take another address than the plan’s. Then logs, exec and the pod network go over a wire that nobody opened a firewall for.',
			zh: '多网卡主机上，kubelet 可能选中计划之外的地址；日志、exec 和 Pod 网络就会走到没人开放防火墙的网卡上。',
		},
		fix: {
			en: 'Put --node-ip=ADDRESS into the kubelet’s flags (/etc/default/kubelet or /etc/sysconfig/kubelet, KUBELET_EXTRA_ARGS) on the node that differs, then systemctl restart kubelet.',
			zh: '在地址不符的节点上把 --node-ip=地址 写入 kubelet 参数（/etc/default/kubelet 或 /etc/sysconfig/kubelet 的 KUBELET_EXTRA_ARGS），再执行 systemctl restart kubelet。',
		},
		target: 'first-control-plane',
	},
	given => sh`
		${kubectl} get nodes ${lineForEach('{.metadata.name}{" "}{.status.addresses[?(@.type=="InternalIP")].address}')} |
			awk -v planned=${addresses(given)} '
				BEGIN {
					count = split(planned, list, " ")
					for (i = 1; i <= count; i++) {split(list[i], pair, "="); want[pair[1]] = pair[2]}
				}
				($1 in want) && want[$1] ~ /^[0-9.]+$/ && $2 != want[$1] {
					print $1 " goes by " $2 ", the plan says " want[$1] ": the task node-ip tells its kubelet (kubewalk run --stage node-ip)."
					wrong = 1
				}
				END {
					if (!NR) {print "there are no nodes"; exit 1}
					if (!wrong) print NR " nodes, each by the address of the plan"
					exit wrong
				}'
	`,
);

const nodeVersions = question(
	{
		id: 'node-versions',
		title: {en: 'Every kubelet is of the planned release', zh: '所有 kubelet 都是计划的版本'},
		why: {
			en: 'A kubelet may be older than the API server by some minors, never newer. A host that was installed from another source shows here.',
			zh: 'kubelet 可以比 API server 旧几个小版本，但绝不能更新。从别的软件源安装的主机会在这里现形。',
		},
		fix: {
			en: 'Install the planned kubelet on the node that differs (apt-get install kubelet=VERSION, dnf install kubelet-VERSION), then systemctl restart kubelet.',
			zh: '在版本不符的节点上安装计划的 kubelet（apt-get install kubelet=版本 或 dnf install kubelet-版本），再执行 systemctl restart kubelet。',
		},
		target: 'first-control-plane',
	},
	given => sh`
		${kubectl} get nodes ${lineForEach('{.metadata.name}{" "}{.status.nodeInfo.kubeletVersion}')} |
			awk -v minor=${`v${planOf(given).kubernetes.version}.`} '
				{versions[$2]++}
				index($2, minor) != 1 {print $1 " runs kubelet " $2 ": install the planned release there."; wrong = 1}
				END {
					for (version in versions) {print versions[version] " nodes with " version; kinds++}
					exit wrong || kinds != 1
				}'
	`,
);

const nodeRuntimes = question(
	{
		id: 'node-runtimes',
		title: {en: 'Every node has the planned runtime', zh: '所有节点使用计划的容器运行时'},
		why: {
			en: 'Where two runtimes are installed, a kubelet may have joined with the other one: its images, its logs and its cgroups are elsewhere.',
			zh: '装了两种运行时的主机，kubelet 可能连上了另一种，镜像、日志和 cgroup 都会在别处。',
		},
		fix: {
			en: 'Point the kubelet of that node at the planned socket (containerRuntimeEndpoint in /var/lib/kubelet/config.yaml, or --container-runtime-endpoint in kubeadm-flags.env), then systemctl restart kubelet.',
			zh: '把该节点 kubelet 指向计划的套接字（/var/lib/kubelet/config.yaml 的 containerRuntimeEndpoint，或 kubeadm-flags.env 的 --container-runtime-endpoint），再执行 systemctl restart kubelet。',
		},
		target: 'first-control-plane',
	},
	given => sh`
		${kubectl} get nodes ${lineForEach('{.metadata.name}{" "}{.status.nodeInfo.containerRuntimeVersion}')} |
			awk -v want=${`${planOf(given).runtime}://`} '
				index($2, want) != 1 {print $1 " runs " $2 ": name the socket of the planned runtime in its nodeRegistration, and join it again."; wrong = 1}
				{seen[$2]++}
				END {
					for (runtime in seen) print seen[runtime] " nodes with " runtime
					exit wrong || !NR
				}'
	`,
);

const podRanges = question(
	{
		id: 'pod-ranges',
		title: {en: 'Every node has a range for its pods', zh: '每个节点都分到 Pod 网段'},
		why: {
			en: 'The controller manager hands every node a piece of the pods’ range. A range that is too small runs out, and the node that came last gets no pod address.',
			zh: 'controller-manager 为每个节点分配一段 Pod 地址。网段太小会分完，最后加入的节点就没有 Pod 地址。',
		},
		fix: {
			en: 'Let the controller manager hand ranges out (--allocate-node-cidrs=true, --cluster-cidr=POD SUBNET in its manifest), or write a wider podSubnet when they are used up.',
			zh: '让 controller-manager 分配网段（清单中写 --allocate-node-cidrs=true、--cluster-cidr=Pod 网段）；网段用尽时改用更大的 podSubnet。',
		},
		target: 'first-control-plane',
	},
	() => sh`
		${kubectl} get nodes ${lineForEach('{.metadata.name}{" "}{.spec.podCIDR}')} |
			awk '
				$2 == "" {print $1 " has no range: see the log of kube-controller-manager, and whether podSubnet in the plan is large enough."; wrong = 1}
				$2 != "" && ($2 in owner) {print $1 " and " owner[$2] " share " $2; wrong = 1}
				{owner[$2] = $1}
				END {
					if (!wrong) print NR " ranges"
					exit wrong || !NR
				}'
	`,
);

const taints = question(
	{
		id: 'control-plane-taints',
		title: {en: 'Control planes are kept free of workloads, workers are not', zh: '控制平面不跑业务，工作节点可以'},
		why: {
			en: 'A pod that eats the memory of a control plane takes etcd with it. A worker with a control plane’s taint gets no pod at all.',
			zh: '业务 Pod 吃光控制平面的内存会拖垮 etcd；工作节点若带着控制平面的污点，则一个 Pod 也分不到。',
		},
		fix: {
			en: 'kubectl taint nodes NAME node-role.kubernetes.io/control-plane:NoSchedule sets it, with a minus at the end it goes.',
			zh: '用 kubectl taint nodes 节点名 node-role.kubernetes.io/control-plane:NoSchedule 添加；末尾加减号则移除。',
		},
		target: 'first-control-plane',
		// Without workers, control planes have to take the pods.
		when: ({hosts}) => hosts.some(host => !isControlPlane(host)),
	},
	({hosts}) => sh`
		${kubectl} get nodes ${lineForEach('{.metadata.name}{" "}{.spec.taints[*].key}')} |
			awk -v planes=${` ${hosts
				.filter(isControlPlane)
				.map(({name}) => name)
				.join(' ')} `} '
				{
					tainted = index($0, "node-role.kubernetes.io/") > 0
					plane = index(planes, " " $1 " ") > 0
				}
				plane && !tainted {print $1 " has no taint: kubectl taint nodes " $1 " node-role.kubernetes.io/control-plane:NoSchedule"; wrong = 1}
				!plane && tainted {print $1 " is a worker with the taint of a control plane: kubectl taint nodes " $1 " node-role.kubernetes.io/control-plane-"; wrong = 1}
				END {
					if (!wrong) print "as it should be on " NR " nodes"
					exit wrong || !NR
				}'
	`,
);

/** A condition, as all of them: what is printed says which pod is not. */
const podsRun: Script = () => sh`
	${kubectl} -n kube-system get pods ${lineForEach('{.metadata.name}{" "}{.status.phase}{" "}{.status.containerStatuses[*].ready}')} |
		awk '
			$2 == "Succeeded" {next}
			$2 != "Running" || index($0, " false") {print $1 " is not ready (" $2 "): kubectl -n kube-system describe pod " $1; wrong = 1}
			END {
				if (!wrong) print NR " pods run"
				exit wrong || !NR
			}'
`;

const systemPods: Task = {
	id: 'system-pods',
	title: {en: 'Every pod of the system runs', zh: '系统 Pod 全部运行'},
	why: {
		en: 'A cluster can look healthy while one kube-proxy of five crash-loops: its node’s pods reach no Service.',
		zh: '五个 kube-proxy 里坏一个，集群看上去仍然正常，但那个节点上的 Pod 访问不了任何 Service。',
	},
	target: 'first-control-plane',
	when: hasNetwork,
	risk: 'safe',
	check: {ask: podsRun},
	run: () => sh`${kubectl} -n kube-system get pods -o wide`,
	// The kubelet of 1.20 says of a static pod that it is ready only when it looks at it again, a minute or more after the
	// startup probe said so (seen on Debian 12: `started: true`, `ready: false` 71 s after the container had started).
	verify: {ask: podsRun, within: 180},
	undo: 'nothing-to-undo',
	usually: 30,
	waitingFor: {
		en: 'the kubelets to say that the pods of the control planes are ready',
		zh: 'kubelet 上报控制平面 Pod 已就绪',
	},
};

export const checkNodes: readonly Task[] = [
	nodeAddresses,
	nodeVersions,
	nodeRuntimes,
	podRanges,
	taints,
	systemPods,
	...checkNodeAccess,
];
