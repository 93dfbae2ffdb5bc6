// Files, services and settings of simulated hosts, as lines that can be compared.
import type {Machine, World} from '../../source/transport/lab/world.ts';

type Saved = {
	readonly world: World;
	readonly disks: Readonly<Record<string, Readonly<Record<string, object | null>>>>;
};

/** What kubewalk keeps of its jobs, and what time alone changes. */
const passing = /^\/var\/(?:lib\/kubewalk|log|lib\/etcd)\/|^\/(?:run|tmp|proc)\/|\/\.kube\/cache/;

/** What its kernel and its services were told, by name; what daemons of the cluster change by themselves left out. */
const settingsOf = (machine: Machine): Readonly<Record<string, unknown>> => ({
	...Object.fromEntries(
		Object.entries(machine.units).map(([unit, {state, enabled, masked}]) => [unit, {state, enabled, masked}]),
	),
	...Object.fromEntries(Object.entries(machine.sysctl).filter(([name]) => !/conntrack_count|random/.test(name))),
	swaps: machine.swaps,
	...Object.fromEntries(machine.modules.map(name => [`module ${name}`, 'loaded'])),
	hostname: machine.hostname,
	selinux: machine.selinux,
	booleans: machine.sebooleans,
	firewall: [
		machine.firewall.iptables.filter(rule => !/KUBE-|CNI-|FLANNEL/.test(rule)),
		machine.firewall.ufw,
		machine.firewall.tables,
		machine.firewall.zones,
	],
	addresses: machine.addresses.filter(({owner}) => owner === undefined),
	packages: machine.packages,
});

/** Of a lab as it was saved. */
export const hostLines = ({world, disks}: Saved): ReadonlyMap<string, string> => {
	const lines = new Map<string, string>();
	for (const [name, machine] of Object.entries(world.machines))
		for (const [what, value] of Object.entries(settingsOf(machine)))
			lines.set(`${name} ${what}`, JSON.stringify(value));
	for (const [machine, files] of Object.entries(disks))
		for (const [path, entry] of Object.entries(files))
			if (!passing.test(path)) lines.set(`${machine} ${path}`, JSON.stringify({...entry, at: 0}));
	return lines;
};
