import type {Capture, Given, Script, Stage, Task} from '../source/engine/declare.ts';
import {fragment, sh, writeFile, type Fragment} from '../source/engine/script.ts';
import {etcdPatchFlags, writeEtcdPatch} from './etcd-patch.ts';
import {caCertHashIn, certificateKeyIn, controlPlaneJoinIn, joinTokenIn, workerJoinIn} from './init-output.ts';
import {isInitialised} from './is-initialised.ts';
import {kubeVipAfterInit, kubeVipForInit} from './kube-vip.ts';
import {kubeconfigTask} from './kubeconfig.ts';
import {addressPlaceholder, configPath, defaultsPath, kubeadmConfig, versionPlaceholder} from './kubeadm-config.ts';
import {kubectl, localApiAnswers} from './kubectl.ts';
import {leftoversOfKubeadm} from './leftovers.ts';
import {isAddress, lookedUp} from './node-address.ts';
import {manifests, ownConfig, ownState} from './paths.ts';
import {planOf} from './plan.ts';
import {criSocketOf, runtimeOf} from './runtime.ts';
import {versionOf} from './versions.ts';

const day = 86_400;
/** kubeadm removes the uploaded certificates after two hours, whoever still needs the key. */
export const keyLasts = 7200;

/** Replaces what only the host knows, in a stream. */
const fillIn = (given: Given): Fragment => {
	const known = [
		sh`-e "s|${fragment(versionPlaceholder)}|$(kubeadm version -o short)|"`,
		...(isAddress(given.host.address)
			? []
			: [sh`-e "s|${fragment(addressPlaceholder)}|${lookedUp(given.host.address)}|"`]),
	];
	return fragment(`sed ${known.join(' ')}`);
};

const configIsWritten: Script = given => sh`
	[ "$(cat ${configPath} 2>/dev/null)" = "$(printf '%s\n' ${kubeadmConfig(given).trimEnd()} | ${fillIn(given)})" ]
`;

/** `config validate` came with 1.26; before that the parser is asked, and an unknown field is only a warning to it. */
const configIsValid: Script = given =>
	versionOf(planOf(given).kubernetes.version).validates
		? sh`kubeadm config validate --config ${configPath}`
		: sh`
			if said=$(kubeadm config images list --config ${configPath} 2>&1 >/dev/null) && ! grep -q 'unknown' <<<"$said"; then
				true
			else
				echo "$said" >&2
				false
			fi
		`;

const writeConfig: Task = {
	id: 'kubeadm-config',
	title: {en: 'Write the configuration for kubeadm', zh: '编写 kubeadm 配置文件'},
	why: {
		en: 'Flags cannot say everything that a highly available cluster needs, so kubeadm gets a file: the shared endpoint, the subnets, the image registry, the runtime socket, the cgroup driver and the mode of kube-proxy. It is shown as a difference to kubeadm’s own defaults (lines with > are ours) and checked by the kubeadm that will read it.',
		zh: '命令行参数无法表达高可用集群的全部设置，因此写成文件交给 kubeadm：统一入口地址、网段、镜像仓库、运行时套接字、cgroup 驱动以及 kube-proxy 模式。执行时会与 kubeadm 默认配置对比（带 > 的行是我们的设置），并由目标版本的 kubeadm 校验。',
	},
	target: 'first-control-plane',
	risk: 'changes',
	check: {ask: given => sh`{ ${fragment(isInitialised(given))}; } || ${fragment(configIsWritten(given))}`},
	run: given => sh`
		mkdir -p ${ownConfig}
		${writeFile(`${configPath}.new`, kubeadmConfig(given), '600')}
		${fillIn(given)} ${configPath}.new > ${configPath}
		rm ${configPath}.new
		kubeadm config print init-defaults --component-configs KubeletConfiguration,KubeProxyConfiguration > ${defaultsPath} 2>/dev/null
		echo "Differences to kubeadm's defaults:"
		diff ${defaultsPath} ${configPath} || true
	`,
	verify: {ask: given => sh`${fragment(configIsWritten(given))} && ${fragment(configIsValid(given))}`},
	undo: () => sh`rm -f ${configPath} ${defaultsPath}`,
	usually: 2,
};

const leftBehind = (given: Given): Fragment =>
	fragment(sh`
		echo 'An earlier kubeadm init has left a control plane behind whose API server does not answer. See why with "${fragment(runtimeOf(planOf(given)).look)}" and "journalctl -u kubelet", then clear it with "kubeadm reset -f" and run this task again.' >&2
		exit 1
	`);

const preflightRecord = `${ownState}/preflight`;

const preflight: Task = {
	id: 'preflight',
	title: {en: 'Run kubeadm’s own checks, nothing else', zh: '只运行 kubeadm 的预检'},
	why: {
		en: 'kubeadm looks at swap, ports, kernel settings, the runtime and the images before it changes anything. Run alone, a complaint costs nothing; in the middle of init it leaves you wondering what was already done.',
		zh: 'kubeadm 会在改动系统之前检查 swap、端口、内核参数、容器运行时和镜像。单独运行时，发现问题没有任何代价；若在 init 中途失败，则难以判断已经做了哪些改动。',
	},
	target: 'first-control-plane',
	risk: 'safe',
	check: {ask: isInitialised},
	run: given => sh`
		rm -f ${preflightRecord}
		if [ -e ${manifests}/kube-apiserver.yaml ]; then
			if ${localApiAnswers}; then
				echo 'An earlier kubeadm init brought up the API server: its ports and files are in use, init goes on from there.'
			else
				${leftBehind(given)}
			fi
		else
			kubeadm init phase preflight --config ${configPath}
		fi
		mkdir -p ${ownState}
		cp ${configPath} ${preflightRecord}
	`,
	verify: {ask: () => sh`[ -s ${preflightRecord} ] && [ "$(cat ${preflightRecord})" = "$(cat ${configPath})" ]`},
	undo: 'nothing-to-undo',
	usually: 15,
	waitingFor: {
		en: 'images that are not on this host yet: kubeadm pulls them now',
		zh: '本机尚缺的镜像：kubeadm 正在拉取',
	},
};

export const certificateKey: Capture = {
	parse: certificateKeyIn,
	renew: () => sh`kubeadm init phase upload-certs --upload-certs --config ${configPath} | tail -n 1`,
	lasts: keyLasts,
	secret: true,
};

/** What a worker needs to join; a cluster that is there already is asked for both. */
export const joinValues = {
	'join-token': {parse: joinTokenIn, renew: () => sh`kubeadm token create`, lasts: day, secret: true},
	'ca-cert-hash': {
		parse: caCertHashIn,
		renew: () => sh`
			hash=$(openssl x509 -pubkey -noout -in /etc/kubernetes/pki/ca.crt | openssl rsa -pubin -outform der 2>/dev/null | openssl dgst -sha256 -hex | sed 's/^.* //')
			echo "sha256:$hash"
		`,
		secret: true,
	},
} as const satisfies Readonly<Record<string, Capture>>;

const initFlags = (given: Given): readonly string[] => [
	'--config',
	configPath,
	...(planOf(given).certificates === 'upload' ? ['--upload-certs'] : []),
	...etcdPatchFlags(given),
];

const initialiseTask: Task = {
	id: 'kubeadm-init',
	title: {en: 'Initialise the first control plane', zh: '初始化第一个控制平面'},
	why: {
		en: 'kubeadm makes the certificate authority, starts etcd, the API server, the controller manager and the scheduler as static pods, and prints what the others need to join: a token (24 hours), the hash of the CA, and, where the plan shares the certificates by upload, the key to them (2 hours).',
		zh: 'kubeadm 生成证书颁发机构，以静态 Pod 方式启动 etcd、API server、controller-manager 和 scheduler，并输出加入集群所需的信息：令牌（24 小时有效）、CA 证书哈希，以及（certificates: upload 时）证书密钥（2 小时有效）。',
	},
	target: 'first-control-plane',
	risk: 'changes',
	check: {ask: isInitialised},
	run: given => sh`
		${writeEtcdPatch(given)}
		if [ ! -e ${manifests}/kube-apiserver.yaml ]; then
			kubeadm init ${initFlags(given)}
		elif ${localApiAnswers}; then
			echo 'An earlier kubeadm init brought up the API server and stopped later: going on without the preflight.'
			kubeadm init ${initFlags(given)} --skip-phases=preflight
		else
			${leftBehind(given)}
		fi
	`,
	capture: {
		...joinValues,
		'certificate-key': certificateKey,
		// No renew: it would upload the certificates under a new key, and the key that the joins use would be worth nothing.
		'control-plane-join': {parse: controlPlaneJoinIn, lasts: keyLasts, secret: true},
		'worker-join': {
			parse: workerJoinIn,
			renew: () => sh`kubeadm token create --print-join-command`,
			lasts: day,
			secret: true,
		},
	},
	verify: {ask: isInitialised, within: 60},
	undo: given => sh`
		kubeadm reset -f --cri-socket ${criSocketOf(planOf(given))}
		${leftoversOfKubeadm(given)}
	`,
	usually: 60,
	waitingFor: {
		en: 'the kubelet to start the control plane as static pods, and the API server to answer through the shared endpoint; kubeadm gives up after 4 minutes',
		zh: 'kubelet 以静态 Pod 启动控制平面，并等待 API server 通过统一入口应答；kubeadm 最多等待 4 分钟',
	},
	timeout: 900,
};

const readyMessage = sh`-o jsonpath='{.status.conditions[?(@.type=="Ready")].message}'`;
const readyStatus = sh`-o jsonpath='{.status.conditions[?(@.type=="Ready")].status}'`;

const nodeIsReady: Script = ({host}) => sh`[ "$(${kubectl} get node ${host.name} ${fragment(readyStatus)})" = True ]`;

const waitsForNetwork: Script = given => sh`
	${fragment(nodeIsReady(given))} || ${kubectl} get node ${given.host.name} ${fragment(readyMessage)} | grep -iE 'network|cni'
`;

/** Without a network in the plan the node stays as it is now: then that is how it has to be. */
const isSettled: Script = given =>
	planOf(given).kubernetes.network.kind === 'none' ? waitsForNetwork(given) : nodeIsReady(given);

const notReadyYet: Task = {
	id: 'node-not-ready-yet',
	title: {en: 'See why the node is not ready yet', zh: '了解节点为何尚未就绪'},
	why: {
		en: 'The node shows NotReady, and that is right for now: pods have no network until a network component is installed, which comes after the joins. Any other reason would be a fault, and this task fails then.',
		zh: '此时节点显示 NotReady 属于正常现象：安装网络组件之前 Pod 没有网络，而网络组件在所有节点加入之后才安装。如果是其他原因则说明有故障，本任务会失败。',
	},
	target: 'first-control-plane',
	risk: 'safe',
	check: {ask: isSettled},
	run: ({host}) => sh`
		${kubectl} get nodes -o wide
		${kubectl} get node ${host.name} ${fragment(readyMessage)}
		echo
	`,
	verify: {ask: waitsForNetwork, within: 60},
	undo: 'nothing-to-undo',
	usually: 1,
};

export const initialise: Stage = {
	id: 'initialise',
	title: {en: 'Initialise the first control plane', zh: '初始化第一个控制平面'},
	why: {
		en: 'One host becomes a cluster of its own; the others join it. What it prints is what they need.',
		zh: '先由一台主机单独建立集群，其余主机再加入。它输出的内容正是其他主机加入时所需要的。',
	},
	tasks: [
		writeConfig,
		preflight,
		kubeVipForInit,
		initialiseTask,
		kubeVipAfterInit,
		kubeconfigTask('kubeconfig', 'first-control-plane'),
		notReadyYet,
	],
};
