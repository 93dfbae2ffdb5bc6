// What a host that somebody has worked on has, and one that nobody has touched has not: file by file, and what the kernel holds.
import type {Files} from '../../source/transport/lab/files.ts';
import type {Lab} from '../../source/transport/lab/lab.ts';
import {fromText} from '../../source/transport/lab/save.ts';
import {zonesInForce} from '../../source/transport/lab/firewall/firewalld-zones.ts';

/** Everything about a path but its times; undefined where there is nothing. */
const at = (files: Files, path: string): string | undefined => {
	const target = files.linkTarget(path);
	if (target !== undefined) return `-> ${target}`;
	if (!files.exists(path)) return undefined;
	return `${files.mode(path)} ${files.isDirectory(path) ? 'directory' : files.read(path)}`;
};

/** Interfaces, routes, rules, containers: what a cluster leaves in the kernel and no file tells of. */
const held = (lab: Lab, host: string): readonly string[] => {
	const machine = lab.world.machines[host]!;
	const {links, routes, ipvs, ipsets, containers, addresses, firewall} = machine;
	return [
		...(links ?? []).map(({name}) => `interface ${name}`),
		...(routes ?? []).map(({to}) => `route ${to}`),
		...(ipvs ?? []).map(() => 'service of IPVS'),
		...(ipsets ?? []).map(name => `ipset ${name}`),
		...containers.map(({name}) => `container ${name}`),
		...addresses.map(({address}) => `address ${address}`),
		...firewall.iptables.map(rule => `iptables ${rule}`),
		...firewall.nft.split('\n').filter(line => line.startsWith('table ')),
		...(firewall.tables ?? []).map(table => JSON.stringify(table)),
		...firewall.ufw.rules.map(rule => `ufw ${rule}`),
		`ufw ${firewall.ufw.active ? 'active' : 'inactive'}`,
		...Object.entries(zonesInForce(machine, lab.filesOf(host))).map(
			([name, zone]) => `zone ${name} ${JSON.stringify(zone)}`,
		),
		...Object.entries(machine.units)
			.filter(([, {state}]) => state === 'failed')
			.map(([name]) => `failed ${name}`),
	];
};

/** "+/etc/x" where the worked-on host has something of its own, "-" where it lacks something, "~" where it differs. */
export const difference = (bare: Lab, lab: Lab, host: string): readonly string[] => {
	const [before, now] = [bare, lab].map(one => one.filesOf(host)) as [Files, Files];
	const [kernel, left] = [bare, lab].map(one => held(one, host)) as [readonly string[], readonly string[]];
	const touched = Object.keys(fromText(lab.save()).disks[host] ?? {}).toSorted();
	return [
		...touched.flatMap(path => {
			const [old, own] = [at(before, path), at(now, path)];
			if (old === own) return [];
			return [`${own === undefined ? '-' : old === undefined ? '+' : '~'}${path}`];
		}),
		...left.filter(line => !kernel.includes(line)).map(line => `+${line}`),
		...kernel.filter(line => !left.includes(line)).map(line => `-${line}`),
	];
};
