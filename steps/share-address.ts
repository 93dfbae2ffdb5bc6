// keepalived: the virtual address is on exactly one control plane.
import type {Given, Task} from '../source/engine/declare.ts';
import {type Fragment, fragment, sh} from '../source/engine/script.ts';
import {expand} from './expand.ts';
import {
	healthScript,
	healthScriptText,
	keepalivedConfig,
	keepalivedFile,
	nicPlaceholder,
	virtualRouterId,
} from './keepalived-config.ts';
import {nodeAddress} from './node-address.ts';
import {findNic, macOf} from './on-the-wire.ts';
import {orSay, startsAndRuns} from './or-say.ts';
import {planOf} from './plan.ts';
import {question} from './question.ts';
import {balancesLoad, controlPlanesOf, othersOf, usesKubeVip} from './roles.ts';
import {holds, keepOriginal, replaceFile, restoreFile} from './whole-file.ts';

const addressOf = (given: Given): string => planOf(given).endpoint.address;

/** A condition: this host has the virtual address now. */
const holdsAddress = (given: Given): Fragment =>
	fragment(
		sh`ip -o addr show | awk -v want=${addressOf(given)} '{split($4, at, "/"); if (at[1] == want) found = 1} END {exit !found}'`,
	);

/** keepalived of another cluster would send to VRRP's multicast group; to hear that takes tcpdump. */
const anotherGroup = (given: Given): Fragment =>
	fragment(sh`
		${findNic(nodeAddress(given.host))}
		if command -v tcpdump >/dev/null; then
			heard=$(timeout 3 tcpdump -nn -c 1 -i "$nic" ${`ip proto 112 and dst 224.0.0.18 and ip[21] = ${virtualRouterId(addressOf(given))}`} 2>/dev/null || true)
			if [ -n "$heard" ]; then
				echo "Another VRRP group uses virtual router id ${virtualRouterId(addressOf(given))}: $heard" >&2
				exit 1
			fi
		fi
	`);

const addressIsFree = question(
	{
		id: 'virtual-address-free',
		title: {en: 'Nobody else uses the virtual address', zh: '虚拟地址没有被别人占用'},
		why: {
			en: 'An address that a stranger on the wire answers for leads half of the connections there; a second VRRP group with our id fights with ours.',
			zh: '如果网络上另有机器应答这个地址，部分连接会被它抢走；另一组相同 id 的 VRRP 会与我们互相争抢。',
		},
		fix: {
			en: 'Write a free endpoint.address in the plan, or switch off the machine that answers for this one (arping -I NIC ADDRESS shows its MAC).',
			zh: '在计划中改写一个空闲的 endpoint.address，或关掉应答该地址的机器（arping -I 网卡 地址 可看到其 MAC）。',
		},
		target: 'control-planes',
		when: given => balancesLoad(given) || usesKubeVip(given),
		usually: 5,
	},
	given => sh`
		${macOf}
		address=${addressOf(given)}
		if ${holdsAddress(given)}; then
			echo "this host holds it"
			exit 0
		fi
		${balancesLoad(given) ? anotherGroup(given) : fragment('')}
		holder=$(mac_of "$address")
		if [ -z "$holder" ]; then
			echo "nobody answers for $address"
			exit 0
		fi
		set -- ${othersOf(given, controlPlanesOf(given)).map(host => host.address)}
		for peer in "$@"; do
			if [ "$(mac_of "$peer")" = "$holder" ]; then
				echo "$peer holds it"
				exit 0
			fi
		done
		echo "$holder answers for $address and is none of the control planes: choose a free address, or switch that machine off." >&2
		exit 1
	`,
);

const rendered = (given: Given): Fragment =>
	fragment(sh`
		${findNic(nodeAddress(given.host))}
		wanted=${keepalivedConfig(given).trimEnd()}
		wanted="${expand(`wanted//${nicPlaceholder}/"$nic"`)}"
	`);

const keepalived: Task = {
	id: 'keepalived',
	title: {en: 'Let keepalived move the virtual address', zh: '用 keepalived 管理虚拟地址'},
	why: {
		en: 'The address sits on one control plane and moves to another within seconds when haproxy or the host goes away.',
		zh: '地址只在一台控制平面上，haproxy 或主机故障时几秒内漂移到另一台。',
	},
	target: 'control-planes',
	when: balancesLoad,
	risk: 'changes',
	check: {
		ask: given => sh`
			${rendered(given)}
			${orSay(sh`[ "$(cat ${keepalivedFile} 2>/dev/null)" = "$wanted" ]`, `${keepalivedFile} is missing or not as planned.`)} &&
				${holds(healthScript, healthScriptText)} &&
				${startsAndRuns('keepalived')}
		`,
	},
	run: given => sh`
		${rendered(given)}
		if [ -z "$nic" ]; then
			echo ${`No interface has the address ${given.host.address}.`} >&2
			exit 1
		fi
		# keepalived runs a script only when root alone can write it.
		${replaceFile(healthScript, healthScriptText, '755')}
		${keepOriginal(keepalivedFile)}
		printf '%s\n' "$wanted" > ${keepalivedFile}
		systemctl enable keepalived
		systemctl restart keepalived
	`,
	verify: {ask: () => sh`systemctl is-active --quiet keepalived`, within: 10},
	undo: () => sh`
		systemctl disable --now keepalived
		${restoreFile(keepalivedFile)}
		rm -f ${healthScript}
	`,
	usually: 5,
};

/**
 * Exactly one, without asking the other hosts: each host must hold the address exactly when no host before it in the
 * plan has a haproxy that answers. When all hosts agree with that rule, one holds it; when VRRP is lost on the way, the
 * hosts after the first see it alive and hold the address all the same.
 */
const oneHolder = (given: Given): string => {
	const planes = controlPlanesOf(given);
	const before = planes.slice(
		0,
		planes.findIndex(host => host.name === given.host.name),
	);
	const {port} = planOf(given).endpoint;
	return sh`
		address=${addressOf(given)}
		holding=no
		if ${holdsAddress(given)}; then holding=yes; fi
		set -- ${before.map(({address}) => (address.includes(':') ? `[${address}]` : address))}
		for peer in "$@"; do
			code=0
			curl -ks -o /dev/null --max-time 3 "https://$peer:${port}/" || printf -v code %s "$?"
			# 7: nobody listens; 28: nobody answers. Anything else came from a haproxy.
			if [ "$code" != 7 ] && [ "$code" != 28 ]; then
				if [ "$holding" = yes ]; then
					echo "$peer comes first and its haproxy is alive, yet this host holds $address as well: VRRP (IP protocol 112) does not get through." >&2
					exit 1
				fi
				echo "$peer comes first, this host waits"
				exit 0
			fi
		done
		if [ "$holding" = no ]; then
			echo "This host comes first of those whose haproxy answers, but does not hold $address." >&2
			exit 1
		fi
		echo "this host holds $address"
	`;
};

const exactlyOneHolder: Task = {
	id: 'one-holder',
	title: {en: 'Exactly one host holds the address', zh: '只有一台主机持有虚拟地址'},
	why: {
		en: 'Two holders (split brain) happen when a firewall drops VRRP: connections end at either, and break when one goes.',
		zh: '防火墙丢弃 VRRP 时会出现两台同时持有（脑裂）：连接落到哪台不确定，其中一台出问题时连接就会中断。',
	},
	target: 'control-planes',
	when: balancesLoad,
	risk: 'safe',
	check: {ask: oneHolder},
	run: given => sh`
		ip -o addr show
		journalctl -u keepalived --no-pager -n 15
		echo ${`waiting for ${addressOf(given)} to settle on one host`}
	`,
	verify: {ask: oneHolder, within: 30},
	undo: 'nothing-to-undo',
	usually: 10,
	waitingFor: {en: "keepalived's election", zh: 'keepalived 选举'},
};

export const sharedAddress: readonly Task[] = [addressIsFree, keepalived, exactlyOneHolder];
