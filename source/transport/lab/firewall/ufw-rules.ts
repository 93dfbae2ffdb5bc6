// ufw's rules, kept as `ufw show added` prints them without the leading `ufw `.
import type {Machine} from '../world.ts';
import {inPorts, inSubnet, type Packet, type Verdict} from './packet.ts';

type Parsed = {
	readonly action: string;
	readonly from: string;
	readonly ports?: string;
	readonly protocol?: string;
	readonly route: boolean;
};

export const parseUfw = (rule: string): Parsed | undefined => {
	const words = rule.replace(/ comment '.*'$/, '').split(' ');
	const route = words[0] === 'route';
	const rest = route ? words.slice(1) : words;
	const [action = '', ...what] = rest;
	if (!['allow', 'deny', 'reject', 'limit'].includes(action)) return undefined;
	const simple = /^(\d[\d:,]*)(?:\/(tcp|udp))?$/.exec(what.filter(word => word !== 'in')[0] ?? '');
	if (simple) return {action, from: 'any', ports: simple[1]!, route, ...(simple[2] && {protocol: simple[2]})};
	if (what[0] === 'OpenSSH' || what[0] === 'ssh') return {action, from: 'any', ports: '22', protocol: 'tcp', route};
	const after = (word: string, start = 0): string | undefined => {
		const at = what.indexOf(word, start);
		return at === -1 ? undefined : what[at + 1];
	};
	const to = what.indexOf('to');
	const ports = after('port', to === -1 ? 0 : to);
	const protocol = after('proto');
	return {action, from: after('from') ?? 'any', route, ...(ports && {ports}), ...(protocol && {protocol})};
};

const agrees = ({from, ports, protocol, route}: Parsed, packet: Packet): boolean =>
	!route &&
	(from === 'any' || inSubnet(packet.from, from)) &&
	(protocol === undefined || protocol === packet.protocol) &&
	(ports === undefined || (packet.protocol !== 'vrrp' && inPorts(packet.port, ports)));

/** Active ufw keeps everything out that no rule lets in; the first rule that fits decides. */
export const ufwVerdict = ({firewall: {ufw}}: Machine, packet: Packet): Verdict => {
	if (!ufw.active) return 'accept';
	for (const rule of ufw.rules) {
		const parsed = parseUfw(rule);
		if (!parsed || !agrees(parsed, packet)) continue;
		return parsed.action === 'deny' ? 'drop' : parsed.action === 'reject' ? 'reject' : 'accept';
	}
	return 'drop';
};
