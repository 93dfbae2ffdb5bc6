// The virtual address: nobody has it, somebody else has it, or it does not lead to who has it.
import type {Finding, Given, Pattern} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {balanceLoad} from '../balance-load.ts';
import {nodeAddress} from '../node-address.ts';
import {findNic} from '../on-the-wire.ts';
import {type Plan, planOf} from '../plan.ts';
import {fromStage} from './from-stage.ts';
import {cure} from './make-remedy.ts';
import {startService} from './services.ts';

/** Without a plan nobody knows which address it is. */
const virtualAddress = (given: Given): string | undefined => {
	const plan = given.setting('plan') as Plan | undefined;
	return plan !== undefined && ['keepalived-haproxy', 'kube-vip'].includes(plan.endpoint.kind)
		? plan.endpoint.address
		: undefined;
};

const heldHere: Pattern = given => {
	const address = virtualAddress(given);
	return address === undefined
		? undefined
		: new RegExp(String.raw`inet6? ${address.replaceAll('.', String.raw`\.`)}/`);
};

const announce = cure({
	id: 'announce-address',
	title: {en: 'Tell everybody on the wire whose the address is', zh: '向网络重新通告虚拟 IP 的 MAC'},
	why: {
		en: 'A gratuitous ARP from the holder replaces what the others remember. It changes nothing on this host.',
		zh: '由持有者发送免费 ARP，更新其他机器的缓存，不改变本机任何设置。',
	},
	target: 'control-planes',
	risk: 'safe',
	check: {ask: () => sh`false`},
	run: given => sh`
		${findNic(nodeAddress(given.host))}
		if ip -o addr show | grep -F ${` ${planOf(given).endpoint.address}/`} >/dev/null; then
			arping -U -c 5 -I "$nic" ${planOf(given).endpoint.address}
		else
			echo "another host holds the address"
		fi
	`,
	verify: {ask: () => sh`true`},
});

const timesOut = /curl: \((?:28|7)\)|Connection timed out|No route to host|Couldn't connect|Failed to connect/;
const isWell = /^ok(?:$|root@|\[)|\[\+\]|readyz check passed/;

const faulty = /Entering FAULT STATE$/;
const masters = /Entering MASTER STATE/;
const journals = ['keepalived-journal', 'keepalived-status'];

export const sharedAddressFindings: readonly Finding[] = [
	{
		id: 'address-nowhere',
		about: ['vip'],
		severity: 'blocking',
		title: {en: 'No host holds the virtual address', zh: '没有主机持有虚拟 IP'},
		meaning: {
			en: 'Who asks for it gets "no route to host" after some seconds, because nobody answers ARP.',
			zh: '没有主机应答 ARP，访问者等几秒后得到 "no route to host"。',
		},
		suggests: [
			[
				{says: faulty, in: journals},
				{none: masters, in: journals},
			],
		],
		hints: [{says: faulty}],
		confirms: [
			{none: heldHere, in: ['addresses']},
			[
				{several: faulty, in: journals},
				{none: masters, in: journals},
			],
		],
		explains: ['endpoint-unreachable'],
		remedies: [startService('keepalived', 'control-planes'), ...fromStage(balanceLoad, 'one-holder')],
		sources: ['kube-vip/kube-vip#938', 'acassen/keepalived#1367'],
	},
	{
		id: 'address-taken',
		about: ['vip'],
		severity: 'blocking',
		title: {en: 'Another machine answers for the virtual address', zh: '虚拟 IP 被其他机器占用'},
		meaning: {
			en: 'The address in the plan belongs to a machine that is no control plane, so part of the connections end there.',
			zh: '计划中的地址属于一台非控制平面的机器，部分连接会被它接走。',
		},
		suggests: [{says: /Unicast reply from \S+ \[[\w:]+\]\s+(?:for \S+ )?\[[\w:]+\]/}],
		confirms: [
			{says: /answers for \S+ and is none of the control planes/},
			{says: /duplicate address detected|IPv4 address conflict detected|using my IP address/},
		],
		explains: ['endpoint-unreachable'],
		remedies: fromStage(balanceLoad, 'virtual-address-free'),
		sources: ['metallb/metallb#259', 'https://man7.org/linux/man-pages/man8/arping.8.html'],
	},
	{
		id: 'address-filtered',
		about: ['vip'],
		severity: 'blocking',
		title: {en: 'The network does not let the floating address in', zh: '网络平台不放行浮动地址'},
		meaning: {
			en: 'Exactly one host holds the address and nobody else reaches it: clouds drop packets for an address that is not registered with the port (anti-spoofing).',
			zh: '只有一台主机持有地址，但其他主机都访问不到：云平台会丢弃端口上未登记地址的报文（防 IP 欺骗）。',
		},
		suggests: [
			[
				{says: /(?:FAILED|INCOMPLETE)\s*$/, in: ['endpoint-neighbour']},
				{says: timesOut, in: ['endpoint-answer']},
			],
		],
		hints: [{says: /From \S+ icmp_seq=\d+ Destination Host Unreachable/}],
		confirms: [
			[{says: /^Received 0 response\(s\)/}, {says: /^(?:Sent|ARPING) /}],
			{says: /allowed.address.pairs|port_security_enabled\s*\|\s*True/},
		],
		rulesOut: [{none: heldHere, in: ['addresses']}],
		explains: ['endpoint-unreachable'],
		remedies: fromStage(balanceLoad, 'endpoint-answers'),
		badAdvice: [
			{
				en: 'Giving the address to the interface by hand on every host makes a split brain, and the cloud still drops it.',
				zh: '在每台主机上手工绑定该地址会造成脑裂，而且云平台照样丢弃。',
			},
		],
		sources: ['openshift/enhancements#230', 'acassen/keepalived#1367', 'easzlab/kubeasz#486'],
	},
	{
		id: 'address-stale-arp',
		about: ['vip'],
		severity: 'risky',
		title: {en: 'Clients remember the old holder of the address', zh: '客户端缓存了旧的 MAC'},
		meaning: {
			en: 'After a fail-over or a healed split brain some machines still send to the MAC of the host that held the address before; it heals by itself only after minutes.',
			zh: '漂移或脑裂恢复后，部分机器仍把报文发往旧持有者的 MAC，要几分钟后才会自行恢复。',
		},
		suggests: [
			[
				{differ: /lladdr ([\da-f:]{17})/, in: ['endpoint-neighbour']},
				{says: timesOut, in: ['endpoint-answer']},
			],
		],
		confirms: [
			[
				{differ: /lladdr ([\da-f:]{17})/, in: ['endpoint-neighbour']},
				{says: timesOut, in: ['endpoint-answer']},
				{several: isWell, in: ['endpoint-answer']},
			],
		],
		explains: ['endpoint-unreachable'],
		remedies: [announce],
		sources: ['acassen/keepalived#166', 'metallb/metallb#259'],
	},
	{
		id: 'balancer-hairpin',
		about: ['vip'],
		severity: 'blocking',
		title: {en: 'The load balancer cannot lead back to who asks', zh: '负载均衡不能把连接转回发起方'},
		meaning: {
			en: 'This control plane’s own API server answers, other hosts reach it through the load balancer, and it alone does not: the balancer sends the packet back to its sender, which drops it.',
			zh: '本机 API server 正常，其他主机经负载均衡也能访问，唯独本机不行：负载均衡把报文转回发起方，被本机丢弃。',
		},
		suggests: [
			[
				{says: timesOut, in: ['endpoint-answer']},
				{says: isWell, in: ['api-server-answers']},
				{lacks: isWell, in: ['endpoint-answer']},
			],
		],
		confirms: [
			[
				{says: timesOut, in: ['endpoint-answer']},
				{says: isWell, in: ['api-server-answers']},
				{several: isWell, in: ['endpoint-answer']},
			],
			{says: /Try \d of 6 got no answer from/},
		],
		rulesOut: [{says: isWell, in: ['endpoint-answer']}],
		explains: ['endpoint-unreachable', 'init-timed-out'],
		remedies: fromStage(balanceLoad, 'external-hairpin'),
		sources: ['kubernetes/kubeadm#1685', 'kubernetes/kubeadm#1353'],
	},
];
