// A fault is done to simulated hosts, found, cured by the remedies that are offered, and looked for again; then the hosts
// are compared with what they were before.
import {planOfLab} from '../../source/commands/lab-plan.ts';
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

type World = {
	readonly machines: Readonly<
		Record<string, {readonly units: Readonly<Record<string, {state: string; enabled: boolean; masked: boolean}>>}>
	>;
};
type Saved = {
	readonly world: World;
	readonly disks: Readonly<Record<string, Readonly<Record<string, object | null>>>>;
};

/** What kubewalk keeps of its jobs, and what time alone changes. */
const passing = /^\/var\/(?:lib\/kubewalk|log|lib\/etcd)\/|^\/(?:run|tmp|proc)\/|\/\.kube\/cache/;

/** Files and services of every machine, as lines. */
const stateOf = (text: string): ReadonlyMap<string, string> => {
	const {world, disks} = JSON.parse(text) as Saved;
	const lines = new Map<string, string>();
	for (const [machine, {units}] of Object.entries(world.machines))
		for (const [unit, {state, enabled, masked}] of Object.entries(units))
			lines.set(`${machine} ${unit}`, JSON.stringify({state, enabled, masked}));
	for (const [machine, files] of Object.entries(disks))
		for (const [path, entry] of Object.entries(files))
			if (!passing.test(path)) lines.set(`${machine} ${path}`, JSON.stringify({...entry, at: 0}));
	return lines;
};

const isLeft = (key: string, leaves: readonly string[]): boolean =>
	leaves.some(name => key === name || `${key}/` === name || (name.endsWith('/') && key.startsWith(name)));

const difference = (before: string, after: string, leaves: readonly string[] = []): readonly string[] => {
	const [one, other] = [stateOf(before), stateOf(after)];
	return [...new Set([...one.keys(), ...other.keys()])]
		.filter(key => one.get(key) !== other.get(key) && !isLeft(key, leaves))
		.map(key => `${key}: ${one.get(key)?.slice(0, 80)} -> ${other.get(key)?.slice(0, 80)}`);
};

const plan = planOfLab(labs[0]);

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
	return {found, cures, left: sure(), changed: difference(before, lab.save(), fault.leaves), further, rounds};
};
