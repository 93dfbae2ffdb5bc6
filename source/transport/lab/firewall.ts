// What a machine's own firewalls do with a packet from another machine: each has its say, one no is enough.
import type {Files} from './files.ts';
import type {Listener} from './unit.ts';
import type {Machine} from './world.ts';
import {firewalldVerdict} from './firewall/firewalld-rules.ts';
import {iptablesVerdict} from './firewall/iptables-rules.ts';
import {nftVerdict} from './firewall/nft-rules.ts';
import type {Packet, Verdict} from './firewall/packet.ts';
import {ufwVerdict} from './firewall/ufw-rules.ts';

export const firewallVerdict = (
	machine: Machine,
	from: Machine,
	port: number,
	protocol: Listener['protocol'],
	files: Files,
): Verdict => {
	const packet: Packet = {from: from.addresses[0]?.address ?? '', protocol, port};
	const verdicts = [
		nftVerdict(machine, packet),
		iptablesVerdict(machine, packet),
		ufwVerdict(machine, packet),
		firewalldVerdict(machine, packet, files),
	];
	return verdicts.find(verdict => verdict !== 'accept') ?? 'accept';
};
