// A fault is done to simulated hosts, found, cured by the remedies that are offered, and looked for again; then the hosts and
// the objects of their cluster are compared with what they were before.
import {createLab, type Lab} from '../../source/transport/lab/lab.ts';
import {fromText} from '../../source/transport/lab/save.ts';
import type {Fault} from '../faults/fault.ts';
import {clusterLines} from './cluster-state.ts';
import type {FaultLab} from './fault-labs.ts';
import {hostLines} from './host-state.ts';
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

/** Hosts and what the cluster's API holds, of a lab as it was saved. */
const stateOf = (text: string): ReadonlyMap<string, string> => {
	const saved = fromText(text);
	return new Map([...hostLines(saved), ...clusterLines(saved.world.cluster!)]);
};

/** Text and mode of a file, `host path`; undefined when it is none. */
const reads = (lab: Lab, key: string): string | undefined => {
	const [, host = '', path = ''] = /^(\S+) (\/.*)$/.exec(key) ?? [];
	const text = path === '' ? undefined : lab.filesOf(host).read(path);
	return text === undefined ? undefined : `${lab.filesOf(host).mode(path)} ${text}`;
};

const isLeft = (key: string, leaves: readonly string[]): boolean =>
	leaves.some(name => key === name || `${key}/` === name || (name.endsWith('/') && key.startsWith(name)));

/** From a little before the first letter that differs. */
const unlike = (was = 'not there', is = 'not there'): string => {
	let same = 0;
	while (same < was.length && was[same] === is[same]) same += 1;
	const from = Math.max(0, same - 20);
	return `${was.slice(from, from + 80)} -> ${is.slice(from, from + 80)}`;
};

const difference = (before: string, after: string, leaves: readonly string[] = []): readonly string[] => {
	const [one, other] = [stateOf(before), stateOf(after)];
	const [was, is] = [before, after].map(saved => createLab({hosts: [], saved})) as [Lab, Lab];
	return (
		[...new Set([...one.keys(), ...other.keys()])]
			.filter(key => one.get(key) !== other.get(key) && !isLeft(key, leaves))
			// Programs that are asked load modules of their own.
			.filter(key => one.has(key) || !/^\S+ module /.test(key))
			// A file that was put back as the installer left it is kept as written since.
			.filter(key => !reads(was, key) || reads(was, key) !== reads(is, key))
			.map(key => `${key}: ${unlike(one.get(key), other.get(key))}`)
	);
};

/** Throws when the fault itself could not be done. */
export const roundTrip = async (fault: Fault, {plan, open}: FaultLab): Promise<RoundTrip> => {
	const lab = await open();
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
	for (const {id, risk} of remedies) {
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
