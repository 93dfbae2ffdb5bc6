// What firewalld lets in: the zone that a packet belongs to, its services and ports, and its rich rules.
import type {Files} from '../files.ts';
import type {Machine} from '../world.ts';
import {defaultZone, isRunning, zonesInForce, type Zone, type Zones} from './firewalld-zones.ts';
import {inPorts, inSubnet, type Packet, type Verdict} from './packet.ts';

/** As /usr/lib/firewalld/services has them. */
export const services: Readonly<Record<string, readonly string[]>> = {
	cockpit: ['9090/tcp'],
	'dhcpv6-client': ['546/udp'],
	'etcd-client': ['2379/tcp'],
	'etcd-server': ['2380/tcp'],
	http: ['80/tcp'],
	https: ['443/tcp'],
	'kube-apiserver': ['6443/tcp'],
	kubelet: ['10250/tcp'],
	mdns: ['5353/udp'],
	ssh: ['22/tcp'],
};

/** A source counts before an interface; what belongs nowhere is in the default zone. */
export const zoneFor = (zones: Zones, files: Files, from: string): Zone | undefined =>
	Object.values(zones).find(({sources}) => sources.some(subnet => inSubnet(from, subnet))) ??
	Object.values(zones).find(({interfaces}) => interfaces.includes('eth0')) ??
	zones[defaultZone(files)];

const hasPort = (ports: readonly string[], {protocol, port}: Packet): boolean =>
	ports.some(entry => {
		const [range = '', kind] = entry.split('/');
		return kind === protocol && inPorts(port, range);
	});

const value = (rule: string, element: string, name: string): string | undefined =>
	new RegExp(`\\b${element}(?: [\\w-]+="[^"]*")* ${name}="([^"]*)"`).exec(rule)?.[1];

const means = (rule: string, packet: Packet): boolean => {
	const source = value(rule, 'source', 'address');
	if (source !== undefined && inSubnet(packet.from, source) === /source(?: \S+)? NOT|invert="/.test(rule))
		return false;
	const port = value(rule, 'port', 'port');
	if (port !== undefined) return hasPort([`${port}/${value(rule, 'port', 'protocol')}`], packet);
	const protocol = value(rule, 'protocol', 'value');
	if (protocol !== undefined) return packet.protocol === (protocol === '112' ? 'vrrp' : protocol);
	const service = value(rule, 'service', 'name');
	return service === undefined || hasPort(services[service] ?? [], packet);
};

/** Rich rules that refuse come before those that allow; the ICMP answer to a refused packet says "prohibited". */
export const firewalldVerdict = (machine: Machine, packet: Packet, files: Files): Verdict => {
	if (!isRunning(machine)) return 'accept';
	const zone = zoneFor(zonesInForce(machine, files), files, packet.from);
	if (zone === undefined) return 'prohibit';
	const refusing = zone.rules.find(rule => / (drop|reject)\b/.test(rule) && means(rule, packet));
	if (refusing !== undefined) return refusing.includes(' drop') ? 'drop' : 'prohibit';
	if (zone.rules.some(rule => / accept\b/.test(rule) && means(rule, packet))) return 'accept';
	const known = [...zone.ports, ...zone.services.flatMap(name => services[name] ?? [])];
	if (hasPort(known, packet) || zone.protocols.includes(packet.protocol)) return 'accept';
	if (zone.target === 'ACCEPT') return 'accept';
	return zone.target === 'DROP' ? 'drop' : 'prohibit';
};

/** As far as others look at it: its own table, which ends by refusing. */
export const firewalldTable = (machine: Machine): string =>
	isRunning(machine)
		? `table inet firewalld {
	chain filter_INPUT {
		type filter hook input priority filter + 10; policy accept;
		ct state { established, related } accept
		ct status dnat accept
		iifname "lo" accept
		ct state invalid drop
		jump filter_INPUT_ZONES
		reject with icmpx admin-prohibited
	}
}
`
		: '';
