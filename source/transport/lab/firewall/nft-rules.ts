// Which packets a rule of nftables means, and what becomes of them.
import type {Machine, NftChain, NftTable} from '../world.ts';
import {inPorts, inSubnet, type Packet, type Verdict} from './packet.ts';

const listOf = (text: string): readonly string[] =>
	text
		.replace(/^\{|\}$/g, '')
		.split(',')
		.map(item => item.trim());

const protocolNames: Readonly<Record<string, Packet['protocol']>> = {
	tcp: 'tcp',
	udp: 'udp',
	vrrp: 'vrrp',
	'112': 'vrrp',
	'6': 'tcp',
	'17': 'udp',
};

const isProtocol = (packet: Packet, names: readonly string[]): boolean =>
	names.some(name => protocolNames[name] === packet.protocol);

/** Each says whether the packet agrees with one condition of a rule. The lab's packets are always new ones, on eth0. */
const conditions: readonly (readonly [RegExp, (match: RegExpExecArray, packet: Packet) => boolean])[] = [
	[/^ct state (\S+|\{[^}]*\}) ?/, ([, states]) => listOf(states!.replaceAll(/,\s*/g, ',')).includes('new')],
	[/^iif(?:name)? (!= )?"?([^"\s]+)"? ?/, ([, not, nic]) => (nic === 'eth0') === (not === undefined)],
	[
		/^(?:meta l4proto|ip protocol|meta protocol) (\{[^}]*\}|\S+) ?/,
		([, names], packet) => isProtocol(packet, listOf(names!)),
	],
	[
		/^(tcp|udp) dport (\{[^}]*\}|\S+) ?/,
		([, protocol, ports], packet) => packet.protocol === protocol && inPorts(packet.port, listOf(ports!).join(',')),
	],
	[/^th dport (\{[^}]*\}|\S+) ?/, ([, ports], packet) => inPorts(packet.port, listOf(ports!).join(','))],
	[
		/^ip saddr (!= )?(\{[^}]*\}|\S+) ?/,
		([, not, subnets], packet) =>
			listOf(subnets!).some(subnet => inSubnet(packet.from, subnet)) === (not === undefined),
	],
	[
		/^ip daddr (\{[^}]*\}|\S+) ?/,
		([, subnets]) => listOf(subnets!).some(subnet => subnet === '224.0.0.18' || inSubnet('10.77.0.11', subnet)),
	],
	[/^(?:icmp|icmpv6|ip6) .*$/, () => false],
	[
		/^(?:counter(?: packets \d+ bytes \d+)?|limit rate \S+(?: burst \d+ packets)?|log(?: prefix "[^"]*")?(?: level \S+)?) ?/,
		() => true,
	],
];

const verdictOf = (table: NftTable, chain: NftChain, packet: Packet, depth = 0): Verdict | undefined => {
	for (const rule of chain.rules) {
		let rest = rule.text.replace(/ ?comment "[^"]*"$/, '');
		let agrees = true;
		for (let step = 0; agrees && step < 12; step++) {
			const condition = conditions.find(([pattern]) => pattern.test(rest));
			if (!condition) break;
			const match = condition[0].exec(rest)!;
			agrees = condition[1](match, packet);
			rest = rest.slice(match[0].length);
		}
		if (!agrees) continue;
		if (/^accept\b/.test(rest)) return 'accept';
		if (/^drop\b/.test(rest)) return 'drop';
		if (/^reject\b/.test(rest))
			return /with icmpx? (?:type )?(?:admin|host)-prohibited/.test(rest) ? 'prohibit' : 'reject';
		if (/^return\b/.test(rest)) return undefined;
		const target = /^(?:jump|goto) (\S+)/.exec(rest)?.[1];
		const next = table.chains.find(other => other.name === target);
		const verdict = next && depth < 10 ? verdictOf(table, next, packet, depth + 1) : undefined;
		if (verdict) return verdict;
	}
	return undefined;
};

/** Every base chain at the hook has its say; one drop is enough. */
export const nftVerdict = (machine: Machine, packet: Packet): Verdict => {
	for (const table of machine.firewall.tables ?? [])
		for (const chain of table.chains) {
			if (chain.base?.hook !== 'input' || chain.base.type !== 'filter' || table.family === 'ip6') continue;
			const verdict = verdictOf(table, chain, packet) ?? chain.base.policy;
			if (verdict !== 'accept') return verdict;
		}
	return 'accept';
};
