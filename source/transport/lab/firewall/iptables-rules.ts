// Rules of iptables as `iptables -S` prints them: which packets they mean.
import type {Machine} from '../world.ts';
import {inPorts, inSubnet, type Packet, type Verdict} from './packet.ts';

const split = (rule: string): readonly string[] =>
	[...rule.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);

const protocols: Readonly<Record<string, Packet['protocol']>> = {
	tcp: 'tcp',
	udp: 'udp',
	'112': 'vrrp',
	vrrp: 'vrrp',
	'6': 'tcp',
	'17': 'udp',
};

/** The target when the rule is for this packet. */
const targetFor = (rule: string, packet: Packet): string | undefined => {
	const words = split(rule);
	let target: string | undefined;
	for (let index = 2; index < words.length; index++) {
		const word = words[index]!;
		const not = words[index - 1] === '!';
		const value = words[index + 1] ?? '';
		const holds = (agrees: boolean): boolean => agrees !== not;
		if (word === '-j' || word === '-g') target = value;
		else if ((word === '-s' || word === '--source') && !holds(inSubnet(packet.from, value))) return undefined;
		else if (word === '-p' && value !== 'all' && !holds(protocols[value] === packet.protocol)) return undefined;
		else if ((word === '--dport' || word === '--dports') && !holds(inPorts(packet.port, value))) return undefined;
		else if (word === '-i' && !holds(value === 'eth0')) return undefined;
		else if ((word === '--ctstate' || word === '--state') && !holds(value.split(',').includes('NEW')))
			return undefined;
		else if (word === '-o') return undefined;
	}
	return target;
};

const walk = (machine: Machine, chain: string, packet: Packet, depth = 0): Verdict | undefined => {
	for (const rule of machine.firewall.iptables) {
		if (!rule.startsWith(`-A ${chain} `)) continue;
		const target = targetFor(rule, packet);
		if (target === 'ACCEPT') return 'accept';
		if (target === 'DROP') return 'drop';
		if (target === 'REJECT')
			return /--reject-with icmp-(?:host|admin|net)-prohib/.test(rule) ? 'prohibit' : 'reject';
		if (target === 'RETURN') return undefined;
		const verdict = target !== undefined && depth < 10 ? walk(machine, target, packet, depth + 1) : undefined;
		if (verdict) return verdict;
	}
	return undefined;
};

export const policyOf = (machine: Machine, chain: string): 'ACCEPT' | 'DROP' =>
	machine.firewall.iptables.includes(`-P ${chain} DROP`) ? 'DROP' : 'ACCEPT';

export const iptablesVerdict = (machine: Machine, packet: Packet): Verdict =>
	walk(machine, 'INPUT', packet) ?? (policyOf(machine, 'INPUT') === 'DROP' ? 'drop' : 'accept');
