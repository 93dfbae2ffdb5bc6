// The firewalls of Linux hosts: how to see that one is in force, and how it says a rule.
import {type Fragment, fragment} from '../source/engine/script.ts';
import type {Given} from '../source/engine/declare.ts';
import {firewalld, firewalldRuns} from './firewalld.ts';
import type {FirewallRule} from './firewall-rules.ts';

export type Firewall = {
	readonly name: 'firewalld' | 'ufw' | 'iptables' | 'nftables';
	/** It brings its rules back after a reboot by itself. */
	readonly remembers: boolean;
	/** What it says, read once for all functions that follow. */
	readonly look: (given: Given) => Fragment;
	/** A function `in_force`: this firewall is the one that keeps packets out. */
	readonly inForce: Fragment;
	/** A function each, which takes the words of one rule. */
	readonly present: Fragment;
	readonly allow: Fragment;
	/** What is to be done when all rules were named. Left out: nothing. */
	readonly finish?: Fragment;
	/** Takes back whatever we have let in, and does nothing where that is nothing. */
	readonly forget: Fragment;
	readonly words: (rule: FirewallRule) => readonly string[];
	/** A condition: there is something to take back. */
	readonly hasOurs: Fragment;
};

export const ufwActive = `command -v ufw >/dev/null && ufw status 2>/dev/null | grep '^Status: active' >/dev/null`;

/** firewalld and ufw have rules of their own in what iptables and nft show: those are theirs to change. */
const isManaged = `{ ${firewalldRuns} || { ${ufwActive}; }; }`;

/** Marks our rules on the host, so that they are found again. */
const tag = (rule: FirewallRule): string => `kubewalk-${rule.id}`;

/** ufw knows VRRP by its name only from 0.36.2 on; before, everything from that peer is let in. */
const ufw: Firewall = {
	name: 'ufw',
	remembers: true,
	look: () => fragment(''),
	inForce: fragment(`in_force() { ${ufwActive}; }`),
	present: fragment(`added=$(ufw show added 2>/dev/null || true)
present() {
	case "$added" in
		*"comment '$1'"*) true ;;
		*) false ;;
	esac
}`),
	allow: fragment(`allow() {
	tag=$1
	shift
	ufw "$@" comment "$tag" || case "$*" in
		*' proto vrrp') ufw "\${@:1:$#-2}" comment "$tag" ;;
		*) false ;;
	esac
}`),
	// `ufw show added` says rules as they were added, comment included.
	forget: fragment(`{ ufw show added 2>/dev/null || true; } | sed -n "/ comment 'kubewalk-/{s/ comment '.*//;s/^ufw //;p}" |
	while read -r rule; do
		case "$rule" in
			'route '*) xargs ufw route delete <<< "\${rule#route }" || true ;;
			*) xargs ufw delete <<< "$rule" || true ;;
		esac
	done`),
	hasOurs: fragment(`ufw show added 2>/dev/null | grep "comment 'kubewalk-" >/dev/null`),
	words: rule => [
		tag(rule),
		...(rule.through ? ['route'] : []),
		'allow',
		'from',
		rule.from ?? 'any',
		'to',
		rule.to ?? 'any',
		...(rule.ports === undefined ? [] : ['port', rule.ports]),
		...(rule.protocol === 'all' ? [] : ['proto', rule.protocol]),
	],
};

/** INPUT keeps packets out by its policy, or by a last rule without conditions. */
export const inputCloses = String.raw`command -v iptables >/dev/null && iptables -S INPUT 2>/dev/null | grep -E '^-P INPUT DROP|^-A INPUT -j (DROP|REJECT)' >/dev/null`;

const iptables: Firewall = {
	name: 'iptables',
	remembers: false,
	look: () => fragment(''),
	inForce: fragment(`in_force() { ! ${isManaged} && ${inputCloses}; }`),
	present: fragment('present() { iptables -C "$@" 2>/dev/null; }'),
	allow: fragment('allow() { iptables -C "$@" 2>/dev/null || iptables -I "$@"; }'),
	forget: fragment(String.raw`{ iptables -S 2>/dev/null || true; } | awk '/--comment "?kubewalk-/' |
	while read -r _ rule; do xargs iptables -D <<< "$rule" || true; done`),
	hasOurs: fragment(`iptables -S 2>/dev/null | grep -E -- '--comment "?kubewalk-' >/dev/null`),
	words: rule => [
		rule.through ? 'FORWARD' : 'INPUT',
		...(rule.from === undefined ? [] : ['-s', rule.from]),
		...(rule.to === undefined ? [] : ['-d', rule.to]),
		'-p',
		rule.protocol === 'vrrp' ? '112' : rule.protocol,
		...(rule.ports === undefined ? [] : ['--dport', rule.ports]),
		'-m',
		'comment',
		'--comment',
		tag(rule),
		'-j',
		'ACCEPT',
	],
};

/**
 * `closed_chains input` prints `family table chain` of every chain at that hook that keeps packets out. The chains of
 * iptables are left to iptables, which could not read rules that nft puts there.
 */
const closedChains = String.raw`ruleset=$(nft list ruleset 2>/dev/null || true)
closed_chains() {
	printf '%s\n' "$ruleset" | awk -v hook="hook $1" '
		$1 == "table" {family = $2; table = $3}
		$1 == "chain" {chain = $2; here = 0}
		index($0, hook) {here = 1}
		here && chain !~ /^(INPUT|FORWARD)$/ && (/policy drop/ || /^[ \t]+(counter packets [0-9]+ bytes [0-9]+ )?(drop|reject)/) {
			if (!seen[family table chain]++) print family, table, chain
		}'
}`;

const family = (address: string): string => (address.includes(':') ? 'ip6' : 'ip');

const protocolOf = ({protocol, ports}: FirewallRule): readonly string[] => {
	if (protocol === 'all') return [];
	return protocol === 'vrrp'
		? ['ip', 'protocol', '112']
		: [protocol, 'dport', (ports ?? '0:65535').replace(':', '-')];
};

const nftPresent = `input=$(closed_chains input)
forward=$(closed_chains forward)
present() {
	if [ "$1" = input ]; then closed=$input; else closed=$forward; fi
	# Where no chain keeps packets out, no rule is needed.
	if [ -z "$closed" ]; then return 0; fi
	case "$ruleset" in
		*"comment \\"$2\\""*) true ;;
		*) false ;;
	esac
}`;

const nftables: Firewall = {
	name: 'nftables',
	remembers: false,
	look: () => fragment(closedChains),
	inForce: fragment(`in_force() { ! ${isManaged} && [ -n "$(closed_chains input)" ]; }`),
	present: fragment(nftPresent),
	allow: fragment(`${nftPresent}
allow() {
	if present "$@"; then return 0; fi
	printf '%s\\n' "$closed" | while read -r family table chain; do
		nft insert rule "$family" "$table" "$chain" "$3 comment \\"$2\\""
	done
}`),
	forget: fragment(`{ nft -a list ruleset 2>/dev/null || true; } | awk '
	$1 == "table" {table = $2 " " $3}
	$1 == "chain" {chain = $2}
	index($0, "comment \\"kubewalk-") {print table, chain, $NF}' |
	while read -r family table chain handle; do
		nft delete rule "$family" "$table" "$chain" handle "$handle"
	done`),
	hasOurs: fragment(`nft list ruleset 2>/dev/null | grep 'comment "kubewalk-' >/dev/null`),
	words: rule => [
		rule.through ? 'forward' : 'input',
		tag(rule),
		[
			...(rule.from === undefined ? [] : [family(rule.from), 'saddr', rule.from]),
			...(rule.to === undefined ? [] : [family(rule.to), 'daddr', rule.to]),
			...protocolOf(rule),
			'accept',
		].join(' '),
	],
};

export const firewalls: readonly Firewall[] = [firewalld, ufw, iptables, nftables];
