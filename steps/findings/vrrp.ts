// keepalived's packets do not arrive, or arrive and do not fit: more than one host then holds the virtual address.
import type {Finding, Pattern} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {balanceLoad} from '../balance-load.ts';
import {openFirewall} from '../open-firewall.ts';
import {fromStage} from './from-stage.ts';
import {cure, look} from './make-remedy.ts';

/** An address that other machines can ask for: bridges of runtimes and kube-proxy's have the same ones on every host. */
export const reachableAddress: Pattern =
	/inet (\d+\.\d+\.\d+\.\d+)\/\d+ (?:metric \d+ )?(?:brd \S+ )?scope global (?:dynamic |secondary |noprefixroute )*(?!docker|kube|cni|br-|virbr|lxc|podman|nodelocal|dummy)\w/;

const dropsVrrp =
	/-p (?:vrrp|112) .*-j (?:DROP|REJECT)|\b(?:protocol|l4proto) (?:vrrp|112)\b.* (?:drop|reject)|DENY .*vrrp/;
const keepsOut =
	/^-P INPUT DROP|-A INPUT .*-j REJECT|hook input .*policy drop|\(active\)|\(default, active\)|^Status: active/;
const namesVrrp = /vrrp|\b112\b/;
const letsVrrpIn =
	/protocols: .*vrrp|protocol value="?(?:vrrp|112)"? accept|-p (?:vrrp|112) .*-j ACCEPT|(?:protocol|l4proto) (?:vrrp|112)\b.* accept/;

const writeKeepalived = fromStage(balanceLoad, 'keepalived');

const otherGroup = look({
	id: 'who-else-sends-vrrp',
	title: {en: 'See who else sends with this id', zh: '查看还有谁在使用该 id'},
	why: {
		en: 'kubewalk’s own id follows from the virtual address. Where the other group has that one too, it has to take another, or the plan another free endpoint.address.',
		zh: 'kubewalk 的 id 由虚拟地址推算得出。若另一组恰好也用这个 id，只能让对方更换，或在计划中换一个空闲的 endpoint.address。',
	},
	target: 'control-planes',
	run: () => sh`
		grep -n virtual_router_id /etc/keepalived/keepalived.conf || true
		journalctl -u keepalived -n 200 --no-pager | grep -E 'VRID|bogus|invalid ip number' | tail -n 5 || true
		if command -v tcpdump >/dev/null; then timeout 5 tcpdump -nn -c 5 'ip proto 112' 2>/dev/null || true; fi
	`,
});

const acceptVrrp = cure({
	id: 'accept-vrrp',
	title: {en: 'Take away the rule that drops VRRP', zh: '删除丢弃 VRRP 的防火墙规则'},
	why: {
		en: 'Only the rules that name VRRP (IP protocol 112) go; everything else that the firewall keeps out stays out.',
		zh: '只删除针对 VRRP（IP 协议 112）的规则，防火墙的其他限制不变。',
	},
	target: 'control-planes',
	check: {ask: () => sh`! iptables -S INPUT 2>/dev/null | grep -E -- '-p (vrrp|112) .*-j (DROP|REJECT)'`},
	run: () => sh`
		iptables -S INPUT | grep -E -- '-p (vrrp|112) .*-j (DROP|REJECT)' | sed 's/^-A/-D/' | while read -r rule; do
			echo "iptables $rule"
			echo "$rule" | xargs iptables
		done
	`,
});

export const vrrpFindings: readonly Finding[] = [
	{
		id: 'vrrp-filtered',
		about: ['vip'],
		severity: 'blocking',
		title: {en: 'A firewall drops VRRP: split brain', zh: '防火墙丢弃 VRRP，出现脑裂'},
		meaning: {
			en: 'keepalived tells the other hosts by IP protocol 112 that it holds the address. Where these packets are dropped each host believes to be alone and takes the address too: connections end at either.',
			zh: 'keepalived 通过 IP 协议 112 通告自己持有地址。报文被丢弃后，每台主机都以为只剩自己，于是同时持有该地址，连接会落到任意一台。',
		},
		suggests: [
			{alike: reachableAddress, in: ['addresses']},
			{says: dropsVrrp, in: ['firewall']},
		],
		hints: [{says: /Received advert from \S+ with lower priority \d+, ours \d+, forcing new election/}],
		confirms: [
			[
				{alike: reachableAddress, in: ['addresses']},
				{says: dropsVrrp, in: ['firewall']},
			],
			[
				{alike: reachableAddress, in: ['addresses']},
				{says: keepsOut, in: ['firewall']},
				{lacks: namesVrrp, in: ['firewall']},
			],
		],
		rulesOut: [
			[
				{lacks: dropsVrrp, in: ['firewall']},
				{lacks: keepsOut, in: ['firewall']},
			],
			{says: letsVrrpIn, in: ['firewall']},
		],
		explains: ['split-brain'],
		remedies: [acceptVrrp, ...openFirewall.tasks.filter(({id}) => id.startsWith('open-ports-'))],
		badAdvice: [
			{
				en: 'Flushing all rules ("iptables -F") opens the host to everybody, and takes away the rules of kube-proxy and of the network component.',
				zh: '清空所有规则（iptables -F）会让主机对外全部开放，还会删掉 kube-proxy 和网络组件的规则。',
			},
		],
		sources: ['acassen/keepalived#1528', 'acassen/keepalived#2370', 'easzlab/kubeasz#486'],
	},
	{
		id: 'vrrp-multicast-lost',
		about: ['vip'],
		severity: 'blocking',
		title: {en: 'The network loses VRRP multicast', zh: '网络不转发 VRRP 组播'},
		meaning: {
			en: 'Without unicast_peer keepalived sends to 224.0.0.18. Clouds, and many switches and hypervisors, do not deliver that, so every host takes the address although no host’s firewall keeps anything out.',
			zh: '没有 unicast_peer 时 keepalived 发往组播地址 224.0.0.18，多数公有云以及许多交换机和虚拟化平台不转发，于是每台主机都持有该地址，而各主机防火墙并没有拦截。',
		},
		suggests: [
			[
				{alike: reachableAddress, in: ['addresses']},
				{says: /\bvirtual_router_id\b/, in: ['keepalived-config']},
				{lacks: /^\s*unicast_peer/, in: ['keepalived-config']},
				{lacks: keepsOut, in: ['firewall']},
			],
		],
		hints: [
			[
				{alike: reachableAddress, in: ['addresses']},
				{lacks: /^\s*unicast_peer/, in: ['keepalived-config']},
			],
		],
		confirms: [
			[
				{alike: reachableAddress, in: ['addresses']},
				{says: /\bvirtual_router_id\b/, in: ['keepalived-config']},
				{lacks: /^\s*unicast_peer/, in: ['keepalived-config']},
				{says: /^0 packets captured/},
			],
		],
		rulesOut: [
			{says: /^\s*unicast_peer/, in: ['keepalived-config']},
			{says: dropsVrrp, in: ['firewall']},
		],
		explains: ['split-brain'],
		remedies: writeKeepalived,
		sources: ['acassen/keepalived#2370', 'openshift/machine-config-operator#3445', 'acassen/keepalived#1367'],
	},
	{
		id: 'vrrp-password-differs',
		about: ['vip'],
		severity: 'blocking',
		title: {en: 'The VRRP passwords differ', zh: '各主机的 VRRP 密码不一致'},
		meaning: {
			en: 'An advert with another password, or with none, is thrown away: the host that receives it believes to be alone and takes the address as well. Only the first eight letters count.',
			zh: '密码不同或缺失的通告会被丢弃，收到它的主机以为只剩自己，也去持有该地址。密码只有前八个字符有效。',
		},
		suggests: [],
		confirms: [{says: /received an invalid passwd!/}, {says: /received a [01] auth, expecting [01]!/}],
		explains: ['split-brain', 'vrrp-filtered'],
		remedies: writeKeepalived,
		badAdvice: [
			{
				en: 'A longer password does not help against strangers: VRRP sends it in plain text. Who may send is a matter of unicast_peer and of the firewall.',
				zh: '加长密码防不了外人：VRRP 以明文发送密码。谁能发送应由 unicast_peer 和防火墙决定。',
			},
		],
		sources: ['acassen/keepalived#2433', 'acassen/keepalived#1512', 'acassen/keepalived#2224'],
	},
	{
		id: 'vrrp-id-taken',
		about: ['vip'],
		severity: 'blocking',
		title: {en: 'Another VRRP group uses the same router id', zh: '另一组 VRRP 使用了相同的 virtual_router_id'},
		meaning: {
			en: 'virtual_router_id must be one of a kind on a network. Adverts of a group with other addresses arrive, are thrown away as bogus, and both groups disturb each other.',
			zh: 'virtual_router_id 在同一网络中必须唯一。另一组 VRRP 的通告会被当作异常报文丢弃，两组互相干扰。',
		},
		suggests: [{says: /bogus VRRP packet received on/}],
		confirms: [
			{says: /ip address associated with VRID ?\d* not present in (?:MASTER advert|received packet)/},
			{says: /received an invalid ip number count/},
		],
		explains: ['split-brain', 'vrrp-filtered'],
		remedies: [...writeKeepalived, otherGroup],
		sources: ['acassen/keepalived keepalived/vrrp/vrrp.c', 'cookeem/kubeadm-ha#29'],
	},
	{
		id: 'vrrp-ids-differ',
		about: ['vip'],
		severity: 'blocking',
		title: {en: 'The hosts do not have the same VRRP router id', zh: '各主机的 virtual_router_id 不一致'},
		meaning: {
			en: 'Hosts with different virtual_router_id are different groups: neither hears the other, and each takes the address.',
			zh: 'virtual_router_id 不同就属于不同的组，彼此听不到对方，各自都会持有地址。',
		},
		suggests: [],
		confirms: [{differ: /^\s*virtual_router_id\s+(\d+)/, in: ['keepalived-config']}],
		explains: ['split-brain', 'vrrp-filtered', 'vrrp-multicast-lost'],
		remedies: writeKeepalived,
		sources: ['https://www.keepalived.org/manpage.html'],
	},
	{
		id: 'vrrp-intervals-differ',
		about: ['vip'],
		severity: 'blocking',
		title: {en: 'The hosts do not have the same advert_int', zh: '各主机的 advert_int 不一致'},
		meaning: {
			en: 'VRRP version 2 throws away an advert whose interval is not its own: both hosts become MASTER.',
			zh: 'VRRP 版本 2 会丢弃间隔与自己不同的通告，于是两台主机都成为 MASTER。',
		},
		suggests: [{differ: /^\s*advert_int\s+([\d.]+)/, in: ['keepalived-config']}],
		confirms: [{says: /advertisement interval mismatch mine=/}],
		explains: ['split-brain', 'vrrp-filtered'],
		remedies: writeKeepalived,
		sources: ['acassen/keepalived keepalived/vrrp/vrrp.c'],
	},
];
