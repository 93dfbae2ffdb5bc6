// kube-vip does not take the address, or leaves it behind.
import type {Finding} from '../../source/engine/declare.ts';
import {fragment, sh} from '../../source/engine/script.ts';
import {kubectl} from '../kubectl.ts';
import {kubeVipAfterInit, kubeVipAfterJoin, kubeVipForInit, kubeVipHolder} from '../kube-vip.ts';
import {planOf} from '../plan.ts';
import {cure} from './make-remedy.ts';
import {reachableAddress} from './vrrp.ts';

const superAdmin = cure({
	id: 'kube-vip-super-admin',
	title: {
		en: 'Give kube-vip super-admin.conf until init is through',
		zh: 'init 期间让 kube-vip 使用 super-admin.conf',
	},
	why: {
		en: 'It needs no rule of the cluster. It goes past every rule too: once kubeadm init is through, give kube-vip admin.conf again.',
		zh: '它不依赖集群中的授权规则，但也不受任何规则限制：kubeadm init 完成后要换回 admin.conf。',
	},
	target: 'first-control-plane',
	check: {ask: () => sh`grep -q 'path: /etc/kubernetes/super-admin.conf' /etc/kubernetes/manifests/kube-vip.yaml`},
	run: () =>
		sh`sed -i 's#path: /etc/kubernetes/admin.conf#path: /etc/kubernetes/super-admin.conf#' /etc/kubernetes/manifests/kube-vip.yaml`,
	undo: () =>
		sh`sed -i 's#path: /etc/kubernetes/super-admin.conf#path: /etc/kubernetes/admin.conf#' /etc/kubernetes/manifests/kube-vip.yaml`,
});

const dropLeftAddress = cure({
	id: 'drop-left-address',
	title: {en: 'Take the address away where the lease is not', zh: '删除非租约持有者上的虚拟 IP'},
	why: {
		en: 'A kube-vip that was killed leaves its address on the interface. Only hosts that do not hold the lease give it up.',
		zh: '被强行终止的 kube-vip 会把地址留在网卡上，只有不持有租约的主机才会删除。',
	},
	target: 'control-planes',
	check: kubeVipHolder.check,
	run: given => sh`
		holder=$(${kubectl} -n kube-system get lease plndr-cp-lock -o jsonpath='{.spec.holderIdentity}')
		if [ "$holder" = "$(hostname)" ] || [ -z "$holder" ]; then
			echo "this host holds the lease: nothing to do"
			exit 0
		fi
		ip -o addr show | awk -v want=${planOf(given).endpoint.address} '{split($4, at, "/"); if (at[1] == want) print $4, $2}' |
			while read -r place nic; do ip addr del "$place" dev "$nic"; done
	`,
	verify: {ask: given => sh`${fragment(kubeVipHolder.check.ask(given))}`, within: 20},
});

export const kubeVipFindings: readonly Finding[] = [
	{
		id: 'kube-vip-forbidden',
		about: ['vip'],
		severity: 'blocking',
		title: {en: 'kube-vip may not read its lease', zh: 'kube-vip 没有读取租约的权限'},
		meaning: {
			en: 'From 1.29 on admin.conf may do nothing before kubeadm has bound it, and kubeadm binds it through the very address that kube-vip is to hold: init ends without one.',
			zh: '从 1.29 起，admin.conf 在 kubeadm 绑定权限之前什么也做不了，而绑定要经过 kube-vip 将持有的地址：init 因此失败。',
		},
		versions: {from: '1.29'},
		suggests: [],
		confirms: [
			{says: /leases\.coordination\.k8s\.io "?plndr-(?:cp|svcs)-lock"? is forbidden: User "kubernetes-admin"/},
		],
		explains: ['address-nowhere', 'endpoint-unreachable', 'init-timed-out'],
		remedies: [superAdmin, kubeVipForInit, kubeVipAfterInit],
		badAdvice: [
			{
				en: 'Leaving super-admin.conf mounted for good gives a program that runs all the time rights that no rule can limit.',
				zh: '长期挂载 super-admin.conf 会让常驻程序拥有任何规则都限制不了的权限。',
			},
		],
		sources: ['kube-vip/kube-vip#684', 'kube-vip/kube-vip#1138', 'kubernetes-sigs/kubespray#11229'],
	},
	{
		id: 'kube-vip-name-unresolved',
		about: ['vip'],
		severity: 'blocking',
		title: {en: 'kube-vip cannot look up "kubernetes"', zh: 'kube-vip 无法解析 "kubernetes"'},
		meaning: {
			en: 'Its manifest sends it to https://kubernetes:6443 by hostAliases, which static pods of 1.29 do not get, so it asks the network’s DNS and finds no such host.',
			zh: '清单通过 hostAliases 让它访问 https://kubernetes:6443，而 1.29 的静态 Pod 不写入该条目，于是它去问外部 DNS，查不到该主机。',
		},
		suggests: [],
		confirms: [
			{says: /plndr-(?:cp|svcs)-lock.*: dial tcp: lookup kubernetes on \S+: (?:no such host|server misbehaving)/},
		],
		explains: ['address-nowhere', 'endpoint-unreachable', 'init-timed-out'],
		remedies: [kubeVipForInit, kubeVipAfterInit, kubeVipAfterJoin],
		sources: [
			'kube-vip/kube-vip#692',
			'kube-vip/kube-vip#287',
			'kubernetes-sigs/cluster-api-provider-ibmcloud#1792',
		],
	},
	{
		id: 'kube-vip-needs-service-network',
		about: ['vip'],
		severity: 'blocking',
		title: {
			en: 'kube-vip waits for a Service address that does not work yet',
			zh: 'kube-vip 依赖尚不可用的 Service 地址',
		},
		meaning: {
			en: 'It runs with --inCluster and asks the API by its Service address, which only kube-proxy or the network component make; those wait for the address kube-vip is to hold.',
			zh: '它以 --inCluster 运行，通过 Service 地址访问 API，而该地址要等 kube-proxy 或网络组件就绪，它们又在等 kube-vip 的地址。',
		},
		suggests: [
			{
				says: /plndr-(?:cp|svcs)-lock.*dial tcp \S+:443: (?:i\/o timeout|connect: (?:no route to host|network is unreachable))/,
			},
		],
		confirms: [
			{
				says: /error retrieving resource lock kube-system\/plndr-cp-lock: Get "https:\/\/(?:10|172|192)\.\S+:443\/.*i\/o timeout/,
			},
		],
		explains: ['address-nowhere', 'endpoint-unreachable'],
		remedies: [kubeVipAfterInit, kubeVipAfterJoin],
		sources: ['kube-vip/kube-vip#359', 'kube-vip/kube-vip#721'],
	},
	{
		id: 'kube-vip-address-left',
		about: ['vip'],
		severity: 'blocking',
		title: {en: 'A killed kube-vip left the address behind', zh: '被终止的 kube-vip 遗留了虚拟 IP'},
		meaning: {
			en: 'The lease went to another host and the address stayed here as well: two hosts answer for it.',
			zh: '租约已转到另一台主机，而地址仍留在这里：两台主机同时应答。',
		},
		suggests: [[{alike: reachableAddress, in: ['addresses']}, {says: /plndr-cp-lock|kube-vip/}]],
		confirms: [
			{says: /Lease and address disagree/},
			[
				{alike: reachableAddress, in: ['addresses']},
				{
					says: /new leader elected|This node is becoming a follower within the cluster|failed to renew lease kube-system\/plndr-cp-lock/,
				},
			],
		],
		explains: ['split-brain'],
		remedies: [dropLeftAddress],
		sources: ['kube-vip/kube-vip#1099', 'kube-vip/kube-vip#462'],
	},
	{
		id: 'kube-vip-interface-missing',
		about: ['vip'],
		severity: 'blocking',
		title: {en: 'kube-vip names an interface the host does not have', zh: 'kube-vip 配置的网卡不存在'},
		meaning: {
			en: 'vip_interface in its manifest is not on this host, so it ends at once and again.',
			zh: '清单中的 vip_interface 在本机不存在，kube-vip 反复退出。',
		},
		suggests: [],
		confirms: [
			{
				says: /(?:could not get interface|no usable interface|unable to find interface|could not find interface).*(?:vip|eth|en|interface)/i,
			},
			{
				says: /\bis not valid interface, reason: .*route ip\+net: no such network interface|route ip\+net: no such network interface/,
			},
		],
		explains: ['address-nowhere', 'endpoint-unreachable'],
		remedies: [kubeVipForInit, kubeVipAfterJoin],
		sources: ['kube-vip/kube-vip#907', 'kube-vip/kube-vip#938'],
	},
];
