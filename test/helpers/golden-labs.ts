// Which golden combinations are walked on simulated hosts in every run of the tests, and on which machines: as few as it
// takes for most pairs to meet. bench/golden-plans.ts walks all of them.
import type {LabMachine} from '../../steps/labs/lab.ts';
import {isOffered} from '../../steps/plan/offers.ts';
import {nftablesKernel, versionOf} from '../../steps/versions.ts';
import type {Minor} from '../../steps/plan.ts';
import {axes, judge, offered, usual, type Axis, type Choice} from './variants.ts';

type System = {readonly kernel: readonly [number, number]; readonly cgroup: 1 | 2; readonly family: 'apt' | 'dnf'};

const systems: Readonly<Record<LabMachine, System>> = {
	'debian-12': {kernel: [6, 1], cgroup: 2, family: 'apt'},
	'debian-13': {kernel: [6, 12], cgroup: 2, family: 'apt'},
	'ubuntu-22.04': {kernel: [5, 15], cgroup: 2, family: 'apt'},
	'ubuntu-24.04': {kernel: [6, 8], cgroup: 2, family: 'apt'},
	'rocky-9': {kernel: [5, 14], cgroup: 2, family: 'dnf'},
	'openeuler-24.03': {kernel: [6, 6], cgroup: 1, family: 'dnf'},
	'centos-7': {kernel: [3, 10], cgroup: 1, family: 'dnf'},
};

const byFamily = isOffered('mirrors.packages.dnf') ? Object.keys(systems) : ['debian-12'];
const machines = byFamily as readonly LabMachine[];

const number = ([major, minor]: readonly [number, number]): number => major * 1000 + minor;

/** A system on which this combination can end well. */
export const fits = (machine: LabMachine, {version, network, firewall, proxyMode}: Choice): boolean => {
	const {kernel, cgroup} = systems[machine];
	const {kernel: oldest, cgroupV1} = versionOf(version as Minor);
	const needed = proxyMode === 'nftables' ? nftablesKernel : oldest;
	// The ports of a network component of one's own are one's own to open: the plan does not know them.
	const closed = ['manifest', 'script'].includes(network) && firewall === 'ports';
	return number(kernel) >= number(needed) && (cgroup === 2 || cgroupV1) && !closed;
};

export type Row = {readonly choice: Choice; readonly machine: LabMachine};

/** Of each config API and of each way to Docker one minor; the newest and the oldest. */
const telling = ['1.20', '1.23', '1.28', '1.34', '1.37'];

const words = (axis: Axis): readonly string[] =>
	axis === 'version' ? telling : axes[axis].filter(word => offered(axis, word));

const axisNames = Object.keys(axes) as readonly Axis[];

const keysOf = ({choice, machine}: Row): readonly string[] => {
	const all = [...axisNames.map(axis => `${axis}=${choice[axis]}`), `machine=${machine}`];
	return all.flatMap((one, index) => all.slice(index + 1).map(other => `${one} ${other}`));
};

/** Deterministic, and not in the order of the axes: neighbours in a list would differ in the last axis only. */
const shuffled = (count: number): readonly Row[] => {
	let seed = 20;
	const pick = <Item>(items: readonly Item[]): Item => {
		seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
		return items[Math.floor((seed / 2_147_483_648) * items.length)]!;
	};
	const row = (): Row => {
		const version = pick(words('version'));
		const drawn = Object.fromEntries(axisNames.map(axis => [axis, pick(words(axis))]));
		return {choice: {...usual(version), ...drawn, version}, machine: pick(machines)};
	};
	return Array.from({length: count}, row).filter(({choice, machine}) => fits(machine, choice));
};

/** The rows that meet most pairs, best first; every family, runtime and endpoint is among the first few. */
export const labRows = (count: number): readonly Row[] => {
	const candidates = shuffled(3000);
	const met = new Set<string>();
	const rows: Row[] = [];
	while (rows.length < count) {
		const next = candidates
			.map(row => ({row, fresh: keysOf(row).filter(key => !met.has(key)).length}))
			.toSorted((one, other) => other.fresh - one.fresh)
			.find(({row, fresh}) => fresh > 0 && 'plan' in judge(row.choice));
		if (next === undefined) break;
		rows.push(next.row);
		for (const key of keysOf(next.row)) met.add(key);
	}
	return rows;
};

/** A machine for every golden combination, going through those that fit. */
export const machineFor = (choice: Choice, index: number): LabMachine | undefined => {
	const fitting = machines.filter(machine => fits(machine, choice));
	return fitting[index % fitting.length];
};
