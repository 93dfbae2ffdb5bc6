// Remedies for CoreDNS and for what it is told.
import type {Remedy} from '../../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../../source/engine/script.ts';
import {kubectl} from '../kubectl.ts';
import {hostBefore, ownConfig} from '../paths.ts';
import {coreDnsCure} from './restart-coredns.ts';
import {restarted} from './workload-cures.ts';

const kubeletFile = '/var/lib/kubelet/config.yaml';
const kubeletBefore = `${hostBefore}/kubelet-resolv-conf.yaml`;
const real = '/run/systemd/resolve/resolv.conf';

const loopback = String.raw`^nameserver[[:space:]]+(127\.|::1)`;

/** Leaves in $file the file of name servers that the kubelet gives to pods. */
const given = fragment(
	sh`file=$(sed -n 's/^resolvConf: *//p' ${kubeletFile} | tr -d '"'); file=$(readlink -f "$(printf %s "$file" | grep . || echo /etc/resolv.conf)")`,
);

/** systemd-resolved's own list, which names the real servers; without it the operator has to say which they are. */
export const realResolvers: Remedy = {
	id: 'kubelet-real-resolvers',
	title: {en: 'Have the kubelet hand out the real name servers', zh: '让 kubelet 下发真实的域名服务器'},
	why: {
		en: '127.0.0.53 is systemd-resolved of the host; in a pod the same address is the pod itself. The list with the real servers is in /run/systemd/resolve/resolv.conf. The kubelet starts anew, pods go on running.',
		zh: '127.0.0.53 在主机上是 systemd-resolved，在 Pod 里则是 Pod 自己。真实服务器列表位于 /run/systemd/resolve/resolv.conf。kubelet 会重启，Pod 继续运行。',
	},
	target: 'every-host',
	everywhere: true,
	pace: 'one-by-one',
	risk: 'changes',
	check: {
		ask: () => sh`
		${given}
		[ -e "$file" ] && ! grep -Eq ${loopback} "$file"
	`,
	},
	run: () => sh`
		if [ ! -e ${real} ] || grep -Eq ${loopback} ${real}; then
			echo ${`${real} does not name other servers: put those of your network into /etc/resolv.conf in place of 127.x.`} >&2
			exit 1
		fi
		mkdir -p ${hostBefore}
		cp -p ${kubeletFile} ${kubeletBefore}
		sed -i '/^resolvConf:/d' ${kubeletFile}
		echo ${`resolvConf: ${real}`} >> ${kubeletFile}
		systemctl restart kubelet
	`,
	undo: () => sh`
		cp -p ${kubeletBefore} ${kubeletFile}
		systemctl restart kubelet
	`,
	usually: 5,
};

/** Where the kubelet's file does not exist on this host: the one that does. */
export const existingResolvers: Remedy = {
	id: 'kubelet-existing-resolvers',
	title: {en: 'Have the kubelet read a list of name servers that exists', zh: '让 kubelet 读取存在的域名服务器列表'},
	why: {
		en: 'kubeadm writes systemd-resolved’s path when the service runs on the machine that it runs on; the same configuration reaches hosts without it.',
		zh: 'kubeadm 所在机器运行 systemd-resolved 时会写入其路径，而同一份配置会下发到没有该服务的主机。',
	},
	target: 'every-host',
	everywhere: true,
	pace: 'one-by-one',
	risk: 'changes',
	check: {
		ask: () => sh`
		${given}
		[ -s "$file" ]
	`,
	},
	run: () => sh`
		if [ ! -s /etc/resolv.conf ]; then echo '/etc/resolv.conf is missing or empty as well: write the name servers of your network into it.' >&2; exit 1; fi
		mkdir -p ${hostBefore}
		cp -p ${kubeletFile} ${kubeletBefore}
		sed -i '/^resolvConf:/d' ${kubeletFile}
		echo 'resolvConf: /etc/resolv.conf' >> ${kubeletFile}
		systemctl restart kubelet
	`,
	undo: () => sh`
		cp -p ${kubeletBefore} ${kubeletFile}
		systemctl restart kubelet
	`,
	usually: 5,
};

const corefileBefore = `${hostBefore}/coredns.yaml`;

const keepCorefile: Fragment = fragment(sh`
	mkdir -p ${hostBefore}
	${kubectl} -n kube-system get configmap coredns -o yaml > ${corefileBefore}
`);

const giveCorefileBack = sh`
	${kubectl} replace -f ${corefileBefore}
	${restarted('kube-system', 'deployment/coredns')}
`;

/** Writes the Corefile that kubeadm would write, after keeping the one that is there. */
export const defaultCorefile = coreDnsCure(
	'default-corefile',
	{en: 'Write kubeadm’s own Corefile again', zh: '恢复 kubeadm 的默认 Corefile'},
	{
		en: 'kubeadm makes CoreDNS anew with a Corefile that its version understands. What was added to the old one (hosts, stub zones) is kept in a file, to be put in again piece by piece.',
		zh: 'kubeadm 用当前版本能够识别的 Corefile 重建 CoreDNS。原有的自定义内容（hosts、存根域）会保存到文件，可逐项加回。',
	},
	() => sh`
		${keepCorefile}
		${kubectl} -n kube-system delete configmap coredns
		kubeadm init phase addon coredns --config ${`${ownConfig}/kubeadm.yaml`}
		${restarted('kube-system', 'deployment/coredns')}
	`,
	{undo: () => giveCorefileBack},
);

/** Puts the words of the stock addon in again: roles, Deployment, Service; the Corefile stays. */
export const coreDnsAgain = coreDnsCure(
	'coredns-addon',
	{en: 'Have kubeadm put CoreDNS in again', zh: '让 kubeadm 重新部署 CoreDNS'},
	{
		en: 'kubeadm applies its own Deployment, roles and Service of CoreDNS again. A Corefile that is there is left as it is.',
		zh: 'kubeadm 重新应用自己的 CoreDNS Deployment、角色与 Service，已有的 Corefile 保持不变。',
	},
	() => sh`
		kubeadm init phase addon coredns --config ${`${ownConfig}/kubeadm.yaml`}
		${restarted('kube-system', 'deployment/coredns')}
	`,
);

const moreMemory =
	'{"spec":{"template":{"spec":{"containers":[{"name":"coredns","resources":{"limits":{"memory":"512Mi"}}}]}}}}';

export const raiseMemory = coreDnsCure(
	'coredns-more-memory',
	{en: 'Give CoreDNS more memory', zh: '提高 CoreDNS 的内存上限'},
	{
		en: 'kubeadm’s limit of 170Mi suits about five thousand pods and Services. A limit costs nothing until it is used.',
		zh: 'kubeadm 的 170Mi 上限大约适合五千个 Pod 和 Service。上限在真正用到之前不占资源。',
	},
	() => sh`
		${kubectl} -n kube-system patch deployment coredns -p ${moreMemory}
		${kubectl} -n kube-system rollout status deployment/coredns --timeout=120s
	`,
	{undo: () => sh`${kubectl} -n kube-system rollout undo deployment/coredns`},
);
