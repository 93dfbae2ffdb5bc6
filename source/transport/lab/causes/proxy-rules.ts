// What kube-proxy makes of the Services on its node: entries of IPVS, or a table of nftables. They stay when it ends, as
// in a real kernel; one that starts in another mode takes the other's away.
import type {Cause} from '../cause.ts';
import {running} from '../cluster/health.ts';
import {digest} from '../machine.ts';
import {proxyModeOf} from '../cluster/kube-proxy.ts';
import {serviceRoutes, type ServiceRoute} from '../pod-network.ts';
import type {Machine} from '../world.ts';

const dummy = 'kube-ipvs0';

const sets = ['KUBE-CLUSTER-IP', 'KUBE-LOOP-BACK', 'KUBE-NODE-PORT-TCP', 'KUBE-NODE-PORT-UDP'];

const own = (machine: Machine): string => machine.addresses[0]!.address;

const balance = (machine: Machine, routes: readonly ServiceRoute[]): boolean => {
	const entries = routes.map(({address, port, protocol, backends}) => ({
		protocol,
		address: address ?? own(machine),
		port,
		backends: [...backends],
	}));
	if (JSON.stringify(machine.ipvs) === JSON.stringify(entries)) return false;
	machine.ipvs = entries;
	machine.ipsets = sets;
	if (!machine.links?.some(({name}) => name === dummy))
		(machine.links ??= []).push({
			name: dummy,
			kind: 'dummy',
			mac: `8e:${digest(dummy, machine.name)
				.slice(0, 10)
				.replace(/(..)(?!$)/g, '$1:')}`,
			mtu: 1500,
			up: false,
		});
	return true;
};

const chainOf = ({name, protocol}: ServiceRoute): string =>
	`service-${digest(name, protocol).slice(0, 8).toUpperCase()}-${name.replace(/:.*/, '')}/${protocol}/${name.split(':')[1] ?? ''}`;

const elements = (lines: readonly string[]): string =>
	lines.length === 0 ? '' : `\t\telements = { ${lines.join(',\n\t\t\t     ')} }\n`;

/** As `nft list ruleset` prints it, without the chains of single endpoints' affinity. */
const table = (routes: readonly ServiceRoute[]): string => {
	const inside = routes.filter(({address}) => address !== undefined);
	const outside = routes.filter(({address}) => address === undefined);
	return `table ip kube-proxy {
	comment "rules for kube-proxy"

	map service-ips {
		type ipv4_addr . inet_proto . inet_service : verdict
		comment "ClusterIP, ExternalIP and LoadBalancer IP traffic"
${elements(inside.map(route => `${route.address!} . ${route.protocol} . ${route.port} : goto ${chainOf(route)}`))}	}

	map service-nodeports {
		type inet_proto . inet_service : verdict
		comment "NodePort traffic"
${elements(outside.map(route => `${route.protocol} . ${route.port} : goto ${chainOf(route)}`))}	}

	chain services {
		ip daddr . meta l4proto . th dport vmap @service-ips
		ip daddr @nodeport-ips meta l4proto . th dport vmap @service-nodeports
	}
${inside
	.map(
		route =>
			`\n\tchain ${chainOf(route)} {\n\t\tnumgen random mod ${Math.max(route.backends.length, 1)} vmap { ${route.backends.map(({address, port}, index) => `${index} : goto endpoint-${address}/${port}`).join(', ')} }\n\t}\n`,
	)
	.join('')}}
`;
};

/** Without the old one, whose tables of other programs stay. */
const otherTables = (machine: Machine): string =>
	machine.firewall.nft.replace(/^table ip6? kube-proxy \{[\s\S]*?^\}\n/gm, '');

const writeTable = (machine: Machine, routes: readonly ServiceRoute[]): boolean => {
	const text = otherTables(machine) + table(routes);
	if (machine.firewall.nft === text) return false;
	machine.firewall.nft = text;
	return true;
};

const cleanUp = (machine: Machine, mode: string): boolean => {
	let changed = false;
	if (mode !== 'ipvs' && machine.ipvs !== undefined) {
		delete machine.ipvs;
		delete machine.ipsets;
		machine.links = (machine.links ?? []).filter(({name}) => name !== dummy);
		changed = true;
	}
	if (mode !== 'nftables' && otherTables(machine) !== machine.firewall.nft) {
		machine.firewall.nft = otherTables(machine);
		changed = true;
	}
	return changed;
};

export const proxyRules: Cause = world => {
	let changed = false;
	let routes: readonly ServiceRoute[] | undefined;
	for (const machine of Object.values(world.machines)) {
		const container = running(machine, 'kube-proxy');
		const mode = container && proxyModeOf(container);
		if (mode === undefined) continue;
		changed = cleanUp(machine, mode) || changed;
		if (mode === 'iptables') continue;
		routes ??= serviceRoutes(world);
		changed = (mode === 'ipvs' ? balance : writeTable)(machine, routes) || changed;
	}
	return changed;
};
