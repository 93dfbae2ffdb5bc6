// kube-vip on the control planes: there before kubeadm init on the first, after the join on the others.
import type {Given, Script, Task} from '../source/engine/declare.ts';
import {type Fragment, fragment, sh} from '../source/engine/script.ts';
import {expand} from './expand.ts';
import {isInitialised} from './is-initialised.ts';
import {nicPlaceholder} from './keepalived-config.ts';
import {endpointOf} from './kubeadm-config.ts';
import {kubeVipFile, kubeVipManifest} from './kube-vip-manifest.ts';
import {kubectl, localApiAnswers} from './kubectl.ts';
import {nodeAddress} from './node-address.ts';
import {findNic} from './on-the-wire.ts';
import {adminConf, manifests} from './paths.ts';
import {planOf} from './plan.ts';
import {question} from './question.ts';
import {usesKubeVip} from './roles.ts';
import {minorNumber} from './versions.ts';

const superAdminConf = '/etc/kubernetes/super-admin.conf';

/**
 * From 1.29 on what admin.conf may do is bound by RBAC, by an object that kubeadm init makes through the very address that
 * kube-vip is to hold (kube-vip issue 684). super-admin.conf needs no such object; kubeadm writes it on this host alone.
 */
const needsSuperAdmin = (given: Given): boolean => minorNumber(planOf(given).kubernetes.version) >= 29;

const rendered = (given: Given, config: string): Fragment =>
	fragment(sh`
		${findNic(nodeAddress(given.host))}
		wanted=${kubeVipManifest(given, config).trimEnd()}
		wanted="${expand(`wanted//${nicPlaceholder}/"$nic"`)}"
	`);

const isThere = (given: Given, config: string): Fragment =>
	fragment(sh`
		${rendered(given, config)}
		[ "$(cat ${kubeVipFile} 2>/dev/null)" = "$wanted" ]
	`);

/** Written beside and moved in: the kubelet reads the folder at any moment, and leaves files that begin with a dot alone. */
const write = (given: Given, config: string): Fragment =>
	fragment(sh`
		${rendered(given, config)}
		if [ -z "$nic" ]; then
			echo ${`No interface has the address ${given.host.address}.`} >&2
			exit 1
		fi
		mkdir -p ${manifests}
		printf '%s\n' "$wanted" > ${`${manifests}/.kube-vip.new`}
		chmod 600 ${`${manifests}/.kube-vip.new`}
		mv ${`${manifests}/.kube-vip.new`} ${kubeVipFile}
	`);

/** A killed kube-vip leaves its address behind: that goes too. */
export const removeKubeVip = (given: Given): Fragment =>
	fragment(sh`
		rm -f ${kubeVipFile}
		ip -o addr show | awk -v want=${planOf(given).endpoint.address} '{split($4, at, "/"); if (at[1] == want) print $4, $2}' |
			while read -r place nic; do ip addr del "$place" dev "$nic"; done
	`);

/** Prints what of kube-vip is there. */
export const listKubeVip = (given: Given): Fragment =>
	fragment(sh`
		if [ -e ${kubeVipFile} ]; then echo ${kubeVipFile}; fi
		ip -o addr show | awk -v want=${planOf(given).endpoint.address} '{split($4, at, "/"); if (at[1] == want) print "address " $4 " on " $2}'
	`);

const beforeInit = (given: Given): string => (needsSuperAdmin(given) ? superAdminConf : adminConf);

export const kubeVipForInit: Task = {
	id: 'kube-vip-for-init',
	title: {en: 'Give kube-vip to the kubelet before kubeadm init', zh: '在 kubeadm init 之前放置 kube-vip'},
	why: {
		en: 'kubeadm talks to the new API server through the shared address, so kube-vip has to hold it as soon as that server runs: as a static pod that waits in the kubelet’s folder. From 1.29 on admin.conf may do nothing before kubeadm has bound it, so until then kube-vip is given super-admin.conf; the step after init takes it away again.',
		zh: 'kubeadm 通过虚拟 IP 访问新的 API server，因此 API server 一启动 kube-vip 就必须持有该地址：先以静态 Pod 的形式放进 kubelet 的目录。从 1.29 起，admin.conf 在 kubeadm 绑定权限之前什么也做不了，所以先让 kube-vip 使用 super-admin.conf，init 之后再换回。',
	},
	target: 'first-control-plane',
	when: usesKubeVip,
	risk: 'changes',
	check: {ask: given => sh`{ ${fragment(isInitialised(given))}; } || { ${isThere(given, beforeInit(given))}; }`},
	run: given => sh`${write(given, beforeInit(given))}`,
	verify: {ask: given => sh`${isThere(given, beforeInit(given))}`},
	undo: given => sh`${removeKubeVip(given)}`,
	usually: 1,
};

const holdsOrHears: Script = given => sh`
	${isThere(given, adminConf)} &&
		curl --silent --insecure --fail --output /dev/null --max-time 5 ${`https://${endpointOf(planOf(given))}/healthz`} &&
		${localApiAnswers}
`;

/** Who holds the lease is one: when every host agrees with it about the address, one host holds that. */
export const kubeVipHolder: Task = question(
	{
		id: 'kube-vip-holder',
		title: {en: 'The holder of the lease, and no other, has the address', zh: '只有租约持有者拥有虚拟 IP'},
		why: {
			en: 'A kube-vip that was killed leaves its address on the interface. Two hosts then answer for it, and connections end at either.',
			zh: '被强行终止的 kube-vip 会把地址留在网卡上，此时两台主机同时应答，连接落到哪台不确定。',
		},
		fix: {
			en: 'Take the address away where the lease is not: ip addr del ADDRESS/32 dev NIC; the log of kube-vip there (crictl logs) tells why it stayed.',
			zh: '在不持有租约的主机上移除地址：ip addr del 地址/32 dev 网卡；该主机 kube-vip 的日志（crictl logs）会说明为何残留。',
		},
		target: 'control-planes',
		when: usesKubeVip,
		usually: 2,
	},
	given => sh`
		holder=$(${kubectl} -n kube-system get lease plndr-cp-lock -o jsonpath='{.spec.holderIdentity}')
		holding=no
		if ip -o addr show | awk -v want=${planOf(given).endpoint.address} '{split($4, at, "/"); if (at[1] == want) found = 1} END {exit !found}'; then holding=yes; fi
		echo "The lease is held by $holder; this host has the address: $holding"
		if [ "$holder" = ${given.host.name} ]; then [ "$holding" = yes ]; else [ "$holding" = no ]; fi || {
			echo 'Lease and address disagree: see the log of kube-vip on this host, and take the address away with "ip addr del" where the lease is not.' >&2
			exit 1
		}
	`,
);

const lastly = (id: string, target: Task['target'], title: Task['title'], why: Task['why']): Task => ({
	id,
	title,
	why,
	target,
	when: usesKubeVip,
	pace: 'one-by-one',
	risk: 'changes',
	check: {ask: holdsOrHears},
	run: given => sh`${write(given, adminConf)}`,
	verify: {ask: holdsOrHears, within: 60},
	undo: given => sh`${removeKubeVip(given)}`,
	usually: 15,
	waitingFor: {
		en: 'the kubelet to start kube-vip, and kube-vip to take its lease',
		zh: 'kubelet 启动 kube-vip，以及 kube-vip 取得租约',
	},
});

export const kubeVipAfterInit: Task = lastly(
	'kube-vip-admin-conf',
	'first-control-plane',
	{en: 'Give kube-vip the ordinary admin.conf', zh: '让 kube-vip 改用普通的 admin.conf'},
	{
		en: 'super-admin.conf goes past every rule of the cluster and is on this host alone; nothing that runs all the time should hold it. Now that kubeadm has bound admin.conf, kube-vip is started again with that, and the API has to answer at the shared address.',
		zh: 'super-admin.conf 不受集群任何权限规则约束，且只存在于本机，常驻程序不应使用它。kubeadm 已为 admin.conf 绑定权限，现在让 kube-vip 换用它重新启动，并确认 API 在虚拟 IP 上应答。',
	},
);

/** kubeadm join refuses a folder of manifests that is not empty: DirAvailable--etc-kubernetes-manifests. */
export const kubeVipAfterJoin: Task = lastly(
	'kube-vip-joined',
	'other-control-planes',
	{en: 'Give kube-vip to the kubelet', zh: '放置 kube-vip'},
	{
		en: 'A control plane that has joined may take the address over. The file comes after the join, because kubeadm refuses to join a host whose folder of static pods is not empty.',
		zh: '加入后的控制平面可以接管虚拟 IP。静态 Pod 目录非空时 kubeadm 会拒绝加入，因此在加入之后才放置该文件。',
	},
);
