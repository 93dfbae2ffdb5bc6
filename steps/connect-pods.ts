import type {Given, Script, Stage, Task} from '../source/engine/declare.ts';
import {fragment, sh, writeFile, type Fragment} from '../source/engine/script.ts';
import {flannelImage, flannelManifest, flannelNamespace, flannelPath, flannelSet} from './flannel.ts';
import {installCalico} from './install-calico.ts';
import {installCilium} from './install-cilium.ts';
import {kubectl} from './kubectl.ts';
import {nodeIp} from './node-ip.ts';
import {allReady} from './nodes.ts';
import {packagesOf} from './packages.ts';
import {adminConf, ownConfig, ownState} from './paths.ts';
import {planOf, type Network} from './plan.ts';
import {podInterfaces} from './pod-interfaces.ts';
import {holds} from './whole-file.ts';

const networkOf = (given: Given): Network => planOf(given).kubernetes.network;

export const hasNetwork = (given: Given): boolean => networkOf(given).kind !== 'none';

const plugins = ['bridge', 'host-local', 'loopback', 'portmap'].map(name => `/opt/cni/bin/${name}`);

const cniPlugins: Task = {
	id: 'cni-plugins',
	title: {en: 'Have the CNI plugins on every host', zh: '每台主机都具备 CNI 插件'},
	why: {
		en: 'A network component configures the pods’ interfaces through small programs in /opt/cni/bin. The package kubernetes-cni brings them; with one missing, pods stay in ContainerCreating.',
		zh: '网络组件通过 /opt/cni/bin 下的小程序配置 Pod 网卡，它们由 kubernetes-cni 软件包提供；缺少任何一个，Pod 都会停留在 ContainerCreating。',
	},
	target: 'every-host',
	risk: 'changes',
	check: {
		ask: () => sh`
			for plugin in ${plugins}; do
				if [ ! -x "$plugin" ]; then echo "$plugin is missing"; exit 1; fi
			done
		`,
	},
	run: given => sh`${packagesOf(given).restore('kubernetes-cni')}`,
	undo: 'nothing-to-undo',
	usually: 10,
};

const toldPath = `${ownState}/network.txt`;

const toldText = (given: Given): string => {
	const {podSubnet} = planOf(given).kubernetes;
	return [
		'The plan brings no network component (network: none). Until you install one, nodes stay NotReady and CoreDNS Pending.',
		`It must give pods addresses of ${podSubnet} (every node has its part in .spec.podCIDR),`,
		'put its configuration into /etc/cni/net.d, and find its plugins in /opt/cni/bin.',
		'Install it from this host: kubectl apply -f YOUR-MANIFEST',
		'',
	].join('\n');
};

const bringYourOwn: Task = {
	id: 'own-network',
	title: {en: 'Bring your own network component', zh: '自行准备网络组件'},
	why: {
		en: 'The plan says that you install the network component yourself. This says what it has to fit.',
		zh: '计划中选择由你自行安装网络组件。这里说明它需要满足的条件。',
	},
	target: 'first-control-plane',
	when: given => networkOf(given).kind === 'none',
	risk: 'safe',
	check: {ask: given => sh`${holds(toldPath, toldText(given))}`},
	run: given => sh`
		mkdir -p ${ownState}
		${writeFile(toldPath, toldText(given))}
		cat ${toldPath}
	`,
	undo: () => sh`rm -f ${toldPath}`,
	usually: 1,
};

const manifestTask: Task = {
	id: 'flannel-manifest',
	title: {en: 'Write flannel’s manifest', zh: '编写 flannel 清单'},
	why: {
		en: 'flannel has to know the pod subnet of this cluster, the registry its images come from, and the network its hosts see each other on. The manifest carries all three, and nothing is fetched from GitHub.',
		zh: 'flannel 需要知道集群的 Pod 网段、镜像来源以及主机互通所用的网络。清单中已写明这三项，无需访问 GitHub。',
	},
	target: 'first-control-plane',
	when: given => networkOf(given).kind === 'flannel',
	risk: 'changes',
	check: {ask: given => sh`${holds(flannelPath, flannelManifest(planOf(given)))}`},
	run: given => sh`
		mkdir -p ${ownConfig}
		${writeFile(flannelPath, flannelManifest(planOf(given)))}
	`,
	undo: () => sh`rm -f ${flannelPath}`,
	usually: 1,
};

const flannelRuns: Script = given => {
	const plan = planOf(given);
	return sh`
		${kubectl} -n ${flannelNamespace} get daemonset ${flannelSet} -o jsonpath='{.spec.template.spec.containers[0].image} {.status.desiredNumberScheduled} {.status.numberReady}{"\n"}' |
			awk -v image=${flannelImage(plan, 'flannel')} '{print $1 ": " $3 + 0 " of " $2 + 0 " ready"; good = $1 == image && $2 > 0 && $2 == $3} END {exit !good}' &&
			${kubectl} -n ${flannelNamespace} get configmap kube-flannel-cfg -o jsonpath='{.data.net-conf\.json}' | grep -F ${`"${plan.kubernetes.podSubnet}"`} >/dev/null
	`;
};

const applyFlannel: Task = {
	id: 'flannel',
	title: {en: 'Install flannel', zh: '安装 flannel'},
	why: {
		en: 'flannel runs on every node, gives pods addresses out of the node’s part of the pod subnet, and carries packets between nodes in VXLAN (UDP port 8472).',
		zh: 'flannel 运行在每个节点上，从该节点的网段为 Pod 分配地址，并用 VXLAN（UDP 8472 端口）在节点之间转发数据包。',
	},
	target: 'first-control-plane',
	when: given => networkOf(given).kind === 'flannel',
	risk: 'changes',
	check: {ask: flannelRuns},
	run: () => sh`
		${kubectl} apply -f ${flannelPath}
		if ! ${kubectl} -n ${flannelNamespace} rollout status ${`daemonset/${flannelSet}`} --timeout=300s; then
			${kubectl} -n ${flannelNamespace} get pods -o wide
			${kubectl} -n ${flannelNamespace} get events | tail -n 20
			echo 'flannel did not start on every node: see the pods and events above.' >&2
			exit 1
		fi
	`,
	verify: {ask: flannelRuns, within: 60},
	undo: () => sh`${kubectl} delete -f ${flannelPath} --ignore-not-found`,
	usually: 30,
	waitingFor: {en: 'every node to pull flannel’s images', zh: '各节点拉取 flannel 镜像'},
};

const appliedPath = `${ownConfig}/network.applied`;
const scriptPath = `${ownConfig}/network.sh`;
const manifestPath = `${ownConfig}/network.yaml`;

/** What `kubectl apply -f` gets: the plan's URL, or the file with the plan's text. */
const fileOf = (network: Network): string =>
	network.kind === 'manifest' && network.text === undefined ? network.source : manifestPath;

const contentOf = (network: Network): string => {
	if (network.kind === 'manifest') return network.text ?? network.source;
	return network.kind === 'script' ? network.text : '';
};

const bring = (network: Network): Fragment => {
	if (network.kind === 'script') {
		return fragment(sh`
			${writeFile(scriptPath, network.text)}
			KUBECONFIG=${adminConf} bash ${scriptPath}
		`);
	}
	const apply = sh`${kubectl} apply -f ${fileOf(network)}`;
	if (network.kind !== 'manifest' || network.text === undefined) return fragment(apply);
	return fragment(`${writeFile(manifestPath, network.text).bash}\n${apply}`);
};

const ownComponent = (
	kind: 'manifest' | 'script',
): Pick<Task, 'target' | 'when' | 'risk' | 'check' | 'run' | 'usually'> => ({
	target: 'first-control-plane',
	when: given => networkOf(given).kind === kind,
	risk: 'changes',
	check: {ask: given => sh`${holds(appliedPath, contentOf(networkOf(given)))}`},
	run: given => sh`
		mkdir -p ${ownConfig}
		rm -f ${appliedPath}
		${bring(networkOf(given))}
		${writeFile(appliedPath, contentOf(networkOf(given)))}
	`,
	usually: 5,
});

const applyManifest: Task = {
	...ownComponent('manifest'),
	id: 'network-manifest',
	title: {en: 'Apply the network component’s manifest', zh: '应用网络组件清单'},
	why: {
		en: 'The plan names the manifest of a network component; kubectl applies it. It runs again when the plan names another.',
		zh: '计划中指定了网络组件清单，由 kubectl 应用。计划改为其他清单后会重新执行。',
	},
	undo: given => sh`
		${kubectl} delete -f ${fileOf(networkOf(given))} --ignore-not-found
		rm -f ${appliedPath}
	`,
};

const runScript: Task = {
	...ownComponent('script'),
	id: 'network-script',
	title: {en: 'Run the network component’s script', zh: '运行网络组件安装脚本'},
	why: {
		en: 'The plan brings a script that installs the network component; it runs on the first control plane with the administrator’s kubeconfig. It runs again when the script changes.',
		zh: '计划中附有安装网络组件的脚本，在第一个控制平面上以管理员 kubeconfig 运行。脚本内容改变后会重新执行。',
	},
	undo: 'nothing-to-undo',
};

const nodesReady: Task = {
	id: 'nodes-ready',
	title: {en: 'Wait until every node is ready', zh: '等待所有节点就绪'},
	why: {
		en: 'A node is ready once its runtime has found the network’s configuration in /etc/cni/net.d. Pods that waited are started now.',
		zh: '运行时在 /etc/cni/net.d 中找到网络配置后，节点即变为就绪，之前等待的 Pod 随之启动。',
	},
	target: 'first-control-plane',
	when: hasNetwork,
	risk: 'safe',
	check: {ask: given => sh`${allReady(given)}`},
	run: () => sh`
		if ! ${kubectl} wait --for=condition=Ready node --all --timeout=180s; then
			${kubectl} get nodes -o wide
			${kubectl} get pods --all-namespaces -o wide
			echo 'Not every node became ready within 3 minutes: look at the pods of the network component above.' >&2
			exit 1
		fi
		${kubectl} get nodes -o wide
	`,
	verify: {ask: given => sh`${allReady(given)}`, within: 180},
	undo: 'nothing-to-undo',
	usually: 30,
	waitingFor: {en: 'the network component to start on every node', zh: '网络组件在每个节点上启动'},
};

export const connectPods: Stage = {
	id: 'network',
	title: {en: 'Connect the pods', zh: '打通 Pod 网络'},
	why: {
		en: 'Kubernetes itself brings no network for pods. One component on every node gives pods addresses and carries their packets to the other nodes.',
		zh: 'Kubernetes 本身不提供 Pod 网络。需要在每个节点运行网络组件，为 Pod 分配地址并在节点之间转发数据包。',
	},
	tasks: [
		nodeIp,
		podInterfaces,
		cniPlugins,
		bringYourOwn,
		manifestTask,
		applyFlannel,
		...installCalico,
		...installCilium,
		applyManifest,
		runScript,
		nodesReady,
	],
};
