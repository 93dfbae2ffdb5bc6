// A fault is done to simulated hosts, found, cured by the remedies that are offered, and looked for again; then the hosts
// are compared with what they were before.
import {planOfLab} from '../../source/commands/lab-plan.ts';
import {createLab, type Lab} from '../../source/transport/lab/lab.ts';
import type {Machine, World} from '../../source/transport/lab/world.ts';
import {labs} from '../../steps/labs/labs.ts';
import type {Fault} from '../faults/fault.ts';
import {installedLab} from './installed-lab.ts';
import {doctorAt} from './look-at-lab.ts';

export type RoundTrip = {
	/** Ids, most probable first, mere possibilities left out. */
	readonly found: readonly string[];
	/** `remedy: outcome` for each that was run, the least invasive first. */
	readonly cures: readonly string[];
	/** What is found afterwards. */
	readonly left: readonly string[];
	/** What is not as it was before, one line each. */
	readonly changed: readonly string[];
	/** Questions after the first look, and rounds with it. */
	readonly further: number;
	readonly rounds: number;
};

type Saved = {
	readonly world: World;
	readonly disks: Readonly<Record<string, Readonly<Record<string, object | null>>>>;
};

const plan = planOfLab(labs[0]);

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

/** Files, services and settings of every machine, as lines. */
const stateOf = (text: string): ReadonlyMap<string, string> => {
	const {world, disks} = JSON.parse(text) as Saved;
	const lines = new Map<string, string>();
	for (const [name, machine] of Object.entries(world.machines))
		for (const [what, value] of Object.entries(settingsOf(machine)))
			lines.set(`${name} ${what}`, JSON.stringify(value));
	for (const [machine, files] of Object.entries(disks))
		for (const [path, entry] of Object.entries(files))
			if (!passing.test(path)) lines.set(`${machine} ${path}`, JSON.stringify({...entry, at: 0}));
	return lines;
};

/** Text and mode of a file, `host path`; undefined when it is none. */
const reads = (lab: Lab, key: string): string | undefined => {
	const [, host = '', path = ''] = /^(\S+) (\/.*)$/.exec(key) ?? [];
	const text = path === '' ? undefined : lab.filesOf(host).read(path);
	return text === undefined ? undefined : `${lab.filesOf(host).mode(path)} ${text}`;
};

const isLeft = (key: string, leaves: readonly string[]): boolean =>
	leaves.some(name => key === name || `${key}/` === name || (name.endsWith('/') && key.startsWith(name)));

const difference = (before: string, after: string, leaves: readonly string[] = []): readonly string[] => {
	const [one, other] = [stateOf(before), stateOf(after)];
	const [was, is] = [before, after].map(saved => createLab({hosts: plan.hosts, saved})) as [Lab, Lab];
	return (
		[...new Set([...one.keys(), ...other.keys()])]
			.filter(key => one.get(key) !== other.get(key) && !isLeft(key, leaves))
			// Programs that are asked load modules of their own.
			.filter(key => one.has(key) || !/^\S+ module /.test(key))
			// A file that was put back as the installer left it is kept as written since.
			.filter(key => !reads(was, key) || reads(was, key) !== reads(is, key))
			.map(key => `${key}: ${one.get(key)?.slice(0, 80)} -> ${other.get(key)?.slice(0, 80)}`)
	);
};

/** Without `cure` only what is found. Throws when the fault itself could not be done. */
export const roundTrip = async (fault: Fault, cure = true): Promise<RoundTrip> => {
	const lab = await installedLab();
	const never = new AbortController().signal;
	const type = async (script: string): Promise<void> => {
		const {exit, stdout, stderr} = await lab.open(fault.host).run(script);
		if (exit !== 0) throw new Error(`${fault.host}# ${script}\n${stdout}${stderr}`);
	};
	if (fault.given !== undefined) await type(fault.given);
	const before = lab.save();
	await type(fault.break);
	await lab.clock.sleep((fault.wait ?? 60) * 1000, never);
	const {store, doctor} = doctorAt(lab, plan);
	await doctor.look();
	const sure = () =>
		(store.getState().diagnosis?.found ?? [])
			.filter(({confidence, severity}) => confidence !== 'possible' && severity !== 'notable')
			.map(({id}) => id);
	const found = sure();
	const {further = 0, rounds} = store.getState().diagnosis!;
	const cures: string[] = [];
	const remedies = store.getState().diagnosis?.found.find(({id}) => id === fault.finding)?.remedies ?? [];
	for (const {id, risk} of cure ? remedies : []) {
		if (risk === 'destructive' || !sure().includes(fault.finding)) break;
		const outcome = await doctor.cure(fault.finding, id);
		const notes = Object.values(store.getState().rows[`${fault.finding}.${id}`] ?? {}).flatMap(
			({note}) => note ?? [],
		);
		cures.push([`${id}: ${outcome}`, ...notes].join(' '));
		await lab.clock.sleep((fault.over ?? 120) * 1000, never);
		await doctor.look();
	}
	return {
		found,
		cures,
		left: sure(),
		changed: difference(before, lab.save(), fault.leaves),
		further,
		rounds,
	};
};
