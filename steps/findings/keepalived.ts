// keepalived itself: it does not run, or does not do what it is there for.
import type {Finding} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {balanceLoad} from '../balance-load.ts';
import {fromStage} from './from-stage.ts';
import {cure} from './make-remedy.ts';
import {startService} from './services.ts';
import {reachableAddress} from './vrrp.ts';

const writeKeepalived = fromStage(balanceLoad, 'keepalived');

const dead = /Active: (?:inactive|failed|deactivating)/;
const running = /Active: active/;

const runnableScript = cure({
	id: 'keepalived-script-runnable',
	title: {en: 'Let keepalived run its script', zh: '让 keepalived 能执行检查脚本'},
	why: {
		en: 'The script has to be executable, and writable by root alone.',
		zh: '脚本必须可执行，且只有 root 可写。',
	},
	target: 'control-planes',
	check: {
		ask: () => sh`
			sed -n 's/^[[:space:]]*script[[:space:]]\{1,\}"\{0,1\}\([^" ]*\).*/\1/p' /etc/keepalived/keepalived.conf | while read -r path; do
				if [ ! -x "$path" ]; then
					echo "$path is missing or not executable"
					exit 1
				fi
			done
		`,
	},
	run: () => sh`
		sed -n 's/^[[:space:]]*script[[:space:]]\{1,\}"\{0,1\}\([^" ]*\).*/\1/p' /etc/keepalived/keepalived.conf | while read -r path; do
			chown root:root "$path"
			chmod 755 "$path"
		done
		systemctl restart keepalived
	`,
});

export const keepalivedFindings: readonly Finding[] = [
	{
		id: 'keepalived-interface-missing',
		about: ['vip'],
		severity: 'blocking',
		title: {en: 'keepalived names an interface the host does not have', zh: 'keepalived 配置的网卡不存在'},
		meaning: {
			en: 'The template says eth0 and the host has ens160: the instance cannot work, so this host never holds the address.',
			zh: '模板写的是 eth0，而主机网卡叫 ens160：实例无法工作，这台主机永远不会持有地址。',
		},
		suggests: [{says: /Non-existent interface specified in configuration/}],
		confirms: [
			{says: /WARNING - interface \S+ for vrrp_instance \S+ doesn't exist/},
			{says: /(?:Cant|Can't) find interface \S+ for vrrp_instance/},
		],
		explains: ['keepalived-down', 'address-nowhere', 'endpoint-unreachable'],
		remedies: writeKeepalived,
		sources: ['acassen/keepalived keepalived/vrrp/vrrp_parser.c', 'cookeem/kubeadm-ha#29'],
	},
	{
		id: 'keepalived-config-broken',
		about: ['vip'],
		severity: 'blocking',
		title: {en: "keepalived's settings have a mistake", zh: 'keepalived 配置有误'},
		meaning: {
			en: 'A misspelt word is ignored, a missing brace or router id ends the program: its log names the line.',
			zh: '拼错的关键字会被忽略，缺少花括号或 virtual_router_id 则直接退出，日志会指出行号。',
		},
		suggests: [{says: /keepalived\.conf: Line \d+\) (?:Unknown keyword|number '\d+' outside range)/}],
		confirms: [
			{says: /There are \d+ (?:missing '\}'s or extra '\{'s|extra '\}'s or missing '\{'s)/},
			{says: /VRID '\S*' not valid - must be between 1 & 255/},
			{says: /the virtual router id must be set/},
			{says: /\(Line \d+\) Unknown keyword|keepalived\.conf: Line \d+\) Unknown keyword/},
		],
		explains: ['keepalived-down', 'address-nowhere', 'endpoint-unreachable'],
		remedies: writeKeepalived,
		sources: ['acassen/keepalived#2433', 'https://www.keepalived.org/manpage.html'],
	},
	{
		id: 'keepalived-script-disabled',
		about: ['vip'],
		severity: 'risky',
		title: {en: 'keepalived does not run its check', zh: 'keepalived 没有执行健康检查脚本'},
		meaning: {
			en: 'A script that is missing, not executable or writable by others is taken out without stopping keepalived: the address stays on a host whose haproxy is dead.',
			zh: '脚本不存在、不可执行或可被他人写入时会被停用，而 keepalived 继续运行：haproxy 挂了地址也不会漂移。',
		},
		suggests: [
			{says: /script '\S+' is not executable for uid:gid \S+ - disabling/},
			{says: /Unsafe permissions found for script|track script \S+ not found, ignoring/},
		],
		confirms: [{says: /Disabling track script \S+ since not found\/accessible/}],
		explains: ['address-stays'],
		remedies: [runnableScript, ...writeKeepalived],
		badAdvice: [
			{
				en: 'Mode 777 makes it worse: keepalived refuses a script that anybody can write.',
				zh: '改成 777 更糟：任何人都能写的脚本 keepalived 会拒绝执行。',
			},
		],
		sources: ['acassen/keepalived#2387', 'kubernetes/kubeadm docs/ha-considerations.md'],
	},
	{
		id: 'address-stays',
		about: ['vip'],
		severity: 'blocking',
		title: {en: 'The address stays on a host whose haproxy is dead', zh: 'haproxy 已停，虚拟 IP 却没有漂移'},
		meaning: {
			en: 'Nothing answers behind the virtual address, and no other host takes it: there is no track_script, or its weight is smaller than the difference of the priorities.',
			zh: '虚拟 IP 后面无人应答，其他主机也不接管：没有 track_script，或其 weight 小于优先级之差。',
		},
		suggests: [
			[
				{says: dead, in: ['haproxy-status']},
				{says: /Entering MASTER STATE/, in: ['keepalived-journal']},
				{says: running, in: ['keepalived-status']},
				{lacks: /Entering (?:BACKUP|FAULT) STATE$/, in: ['keepalived-journal']},
			],
		],
		confirms: [
			[
				{says: dead, in: ['haproxy-status']},
				{says: running, in: ['keepalived-status']},
				{says: /inet \S+ (?:brd \S+ )?scope global secondary /, in: ['addresses']},
				{lacks: /Entering (?:BACKUP|FAULT) STATE$/, in: ['keepalived-journal']},
			],
			[
				{says: /VRRP_Script\(\S+\) failed/},
				{says: /inet \S+ (?:brd \S+ )?scope global secondary /, in: ['addresses']},
				{says: dead, in: ['haproxy-status']},
			],
		],
		explains: ['haproxy-down', 'endpoint-unreachable'],
		remedies: [startService('haproxy', 'control-planes'), ...writeKeepalived],
		sources: ['acassen/keepalived#2387', 'kubernetes/kubeadm docs/ha-considerations.md'],
	},
	{
		id: 'keepalived-down',
		about: ['vip'],
		severity: 'risky',
		title: {en: 'keepalived does not run', zh: 'keepalived 没有运行'},
		meaning: {
			en: 'This host cannot hold the address; when no other one runs keepalived either, nobody does.',
			zh: '这台主机无法持有虚拟 IP；如果其他主机的 keepalived 也没运行，就没有主机持有。',
		},
		suggests: [],
		hints: [{says: /Failed to start keepalived\.service|keepalived\.service: Failed with result/}],
		confirms: [{says: dead, in: ['keepalived-status']}],
		rulesOut: [{says: running, in: ['keepalived-status']}],
		explains: ['address-nowhere', 'endpoint-unreachable'],
		remedies: [startService('keepalived', 'control-planes'), ...writeKeepalived],
		sources: ['https://www.keepalived.org/manpage.html'],
	},
	{
		id: 'split-brain',
		about: ['vip'],
		severity: 'blocking',
		title: {en: 'Two hosts hold the virtual address', zh: '两台主机同时持有虚拟 IP（脑裂）'},
		meaning: {
			en: 'Connections end at either host, and break when one of them goes; clients keep the MAC that answered last.',
			zh: '连接会落到任意一台，其中一台出问题就会中断；客户端记住的是最后应答的 MAC。',
		},
		suggests: [],
		confirms: [{alike: reachableAddress, in: ['addresses']}],
		explains: ['endpoint-unreachable'],
		remedies: fromStage(balanceLoad, 'one-holder'),
		sources: ['acassen/keepalived#2649', 'acassen/keepalived#2370'],
	},
];
