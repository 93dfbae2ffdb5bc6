// haproxy does not start, each time for another reason that it names itself.
import type {Finding} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {balanceLoad} from '../balance-load.ts';
import {setKernelParameters} from '../set-kernel-parameters.ts';
import {fromStage} from './from-stage.ts';
import {cure} from './make-remedy.ts';
import {startService} from './services.ts';

const startHaproxy = startService('haproxy', 'control-planes');
const writeHaproxy = fromStage(balanceLoad, 'haproxy');

const running = /Active: active/;

export const isDenied = (denied: 'name_bind' | 'name_connect'): RegExp =>
	new RegExp(String.raw`avc: +denied +\{ ${denied} \} for .*comm="haproxy"`);

export const letHaproxyConnect = cure({
	id: 'haproxy-connect-any',
	title: {en: 'Let haproxy use any port, in SELinux', zh: '在 SELinux 中允许 haproxy 使用任意端口'},
	why: {
		en: 'One boolean of the targeted policy, kept over reboots; everything else stays enforced.',
		zh: '只打开 targeted 策略中的一个开关，重启后保持，其余仍强制执行。',
	},
	target: 'control-planes',
	check: {
		ask: () => sh`
			[ "$(getenforce 2>/dev/null || echo Disabled)" != Enforcing ] ||
				getsebool haproxy_connect_any | grep 'on$' >/dev/null
		`,
	},
	run: () => sh`
		setsebool -P haproxy_connect_any on
		systemctl restart haproxy
	`,
	undo: () => sh`setsebool -P haproxy_connect_any off`,
	usually: 20,
	waitingFor: {en: 'SELinux to build its policy anew', zh: 'SELinux 重新生成策略'},
});

const bindAnyAddress = cure({
	id: 'nonlocal-bind',
	title: {en: 'Let haproxy bind an address that is not here (yet)', zh: '允许绑定本机暂时没有的地址'},
	why: {
		en: 'The virtual address is on one host at a time; with net.ipv4.ip_nonlocal_bind the others may listen for it in advance.',
		zh: '虚拟 IP 同一时间只在一台主机上；打开 net.ipv4.ip_nonlocal_bind 后其他主机也能预先监听。',
	},
	target: 'control-planes',
	check: {ask: () => sh`[ "$(sysctl -n net.ipv4.ip_nonlocal_bind)" = 1 ] && systemctl is-active --quiet haproxy`},
	run: () => sh`
		echo 'net.ipv4.ip_nonlocal_bind = 1' > /etc/sysctl.d/91-kubewalk-nonlocal-bind.conf
		sysctl -p /etc/sysctl.d/91-kubewalk-nonlocal-bind.conf
		systemctl reset-failed haproxy 2>/dev/null || true
		systemctl restart haproxy
	`,
	undo: () => sh`
		rm -f /etc/sysctl.d/91-kubewalk-nonlocal-bind.conf
		sysctl -w net.ipv4.ip_nonlocal_bind=0
	`,
	verify: {ask: () => sh`systemctl is-active --quiet haproxy`, within: 15},
});

export const haproxyStartFindings: readonly Finding[] = [
	{
		id: 'haproxy-binds-absent-address',
		about: ['vip'],
		severity: 'blocking',
		title: {
			en: 'haproxy binds the virtual address, which is on another host',
			zh: 'haproxy 绑定的虚拟 IP 不在本机',
		},
		meaning: {
			en: 'It starts on the holder of the address only; on the others, and at boot, it fails, so the address has nowhere to move to.',
			zh: '只有持有地址的主机能启动，其他主机上或开机时都会失败，于是地址无处可漂。',
		},
		suggests: [],
		confirms: [{says: /cannot bind socket \(Cannot assign requested address\)/}],
		rulesOut: [{says: running, in: ['haproxy-status']}],
		explains: ['haproxy-down', 'address-stays', 'endpoint-unreachable'],
		remedies: [...fromStage(setKernelParameters, 'kernel-parameters-now'), ...writeHaproxy, bindAnyAddress],
		sources: ['https://docs.haproxy.org/dev/management.html', 'haproxy/haproxy src/protocol.c'],
	},
	{
		id: 'haproxy-port-taken',
		about: ['vip'],
		severity: 'blocking',
		title: {en: "haproxy's port is taken", zh: 'haproxy 的端口已被占用'},
		meaning: {
			en: 'Another program listens there already: often the API server, when haproxy was given 6443 on a control plane.',
			zh: '该端口已有程序监听：常见的是在控制平面上让 haproxy 用 6443，与 API server 冲突。',
		},
		suggests: [],
		confirms: [{says: /cannot bind socket \(Address already in use\)/}],
		rulesOut: [{says: running, in: ['haproxy-status']}],
		explains: ['haproxy-down', 'endpoint-unreachable'],
		remedies: writeHaproxy,
		badAdvice: [
			{
				en: 'Stopping the API server to make room takes the control plane of this host down: haproxy needs a port of its own.',
				zh: '不要为了腾端口停掉 API server，那会让本机控制平面失效：应给 haproxy 另一个端口。',
			},
		],
		sources: ['haproxy/haproxy src/sock_inet.c', 'kubernetes/kubeadm docs/ha-considerations.md'],
	},
	{
		id: 'haproxy-bind-denied',
		about: ['vip'],
		severity: 'blocking',
		title: {en: 'SELinux does not let haproxy listen on its port', zh: 'SELinux 不允许 haproxy 监听该端口'},
		meaning: {
			en: 'The targeted policy knows a list of web ports for haproxy; 9443 and most others are not on it, so the socket is refused although haproxy starts as root.',
			zh: 'targeted 策略只允许 haproxy 使用一组网页端口，9443 等不在其中，因此即使以 root 启动也会被拒绝。',
		},
		suggests: [{says: /cannot bind socket \(Permission denied\)/}],
		confirms: [
			{says: isDenied('name_bind')},
			[{says: /cannot bind socket \(Permission denied\)/}, {says: /^Enforcing$/}],
		],
		rulesOut: [
			{says: running, in: ['haproxy-status']},
			{says: /^(?:Permissive|Disabled)$/, in: ['selinux']},
		],
		explains: ['haproxy-down', 'endpoint-unreachable'],
		remedies: [letHaproxyConnect],
		badAdvice: [
			{
				en: 'Switching SELinux off for good takes away the protection of everything on the host; one boolean is enough.',
				zh: '永久关闭 SELinux 会让整台主机失去保护，只需打开一个开关。',
			},
		],
		sources: ['openshift/openshift-ansible#11388', 'haproxy/haproxy#1394', 'ceph/ceph-ansible#6319'],
	},
	{
		id: 'haproxy-config-broken',
		about: ['vip'],
		severity: 'blocking',
		title: {en: "haproxy's settings have a mistake", zh: 'haproxy 配置有误'},
		meaning: {
			en: 'haproxy names the file and the line and does not start; one that runs goes on with the settings it read before.',
			zh: 'haproxy 会指出文件和行号并拒绝启动；已在运行的则继续使用原来的配置。',
		},
		suggests: [{says: /Error\(s\) found in configuration file|Fatal errors found in configuration/}],
		confirms: [
			{says: /\[ALERT\].*parsing \[\S+:\d+\] ?:/},
			{says: /\[ALERT\].*Missing LF on last line/},
			{says: /\[ALERT\].*Could not open configuration file/},
			{says: /\[ALERT\].*(?:unable to find required default_backend|Proxy '\S+': unable to find)/},
		],
		explains: ['haproxy-down', 'endpoint-unreachable'],
		remedies: writeHaproxy,
		sources: ['https://docs.haproxy.org/dev/management.html'],
	},
	{
		id: 'haproxy-server-unresolved',
		about: ['vip'],
		severity: 'blocking',
		title: {en: 'haproxy cannot look up the name of a server', zh: 'haproxy 无法解析后端主机名'},
		meaning: {
			en: 'Names of servers are looked up when haproxy starts; one that leads nowhere keeps it from starting at all, at boot for example before the network is up.',
			zh: 'haproxy 启动时会解析后端名称，只要有一个解析不了就无法启动，例如开机时网络尚未就绪。',
		},
		suggests: [{says: /Failed to initialize server\(s\) addr/}],
		confirms: [{says: /'server \S+' : (?:could not resolve address|invalid address:) '/}],
		rulesOut: [{says: running, in: ['haproxy-status']}],
		explains: ['haproxy-down', 'endpoint-unreachable'],
		remedies: writeHaproxy,
		sources: ['https://docs.haproxy.org/dev/configuration.html#5.3'],
	},
	{
		id: 'haproxy-down',
		about: ['vip'],
		severity: 'blocking',
		title: {en: 'haproxy does not run', zh: 'haproxy 没有运行'},
		meaning: {
			en: 'Nothing listens behind the virtual address on this host: who is sent here gets "connection refused".',
			zh: '本机虚拟 IP 后没有程序监听，访问到这里会得到 "connection refused"。',
		},
		suggests: [],
		hints: [{says: /Failed to start haproxy\.service|haproxy\.service: Failed with result/}],
		confirms: [{says: /Active: (?:inactive|failed|activating)/, in: ['haproxy-status']}],
		rulesOut: [{says: running, in: ['haproxy-status']}],
		// Where keepalived checks it, a host without it gives the address away.
		explains: ['endpoint-unreachable', 'address-nowhere'],
		remedies: [startHaproxy, ...writeHaproxy],
		sources: ['https://docs.haproxy.org/dev/management.html'],
	},
];
