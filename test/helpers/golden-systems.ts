// On which systems a combination is written down and walked: one of each family, so that over all combinations every system
// meets every other choice that works there.
import {ciliumFor} from '../../steps/cilium.ts';
import {redHatRelease, systems, type SystemName} from '../../steps/system.ts';
import type {Minor} from '../../steps/plan.ts';
import {nftablesKernel, versionOf} from '../../steps/versions.ts';
import {kinds} from '../../source/transport/lab/machines/kinds.ts';
import {axisNames, type Choice} from './variants.ts';

export const systemNames = Object.keys(systems) as readonly SystemName[];

const isAtLeast = (release: string, [major, minor]: readonly [number, number]): boolean => {
	const [own = 0, after = 0] = release.split('.').map(Number.parseFloat);
	return own > major || (own === major && after >= minor);
};

/** What the survey of the hosts asks before anything is changed: their kernel and control groups suit the plan. */
export const fits = (name: SystemName, {version, proxyMode, network}: Choice): boolean => {
	const {kernel, cgroup} = kinds[name];
	const {kernel: oldest, cgroupV1} = versionOf(version as Minor);
	const needed = [
		oldest,
		...(proxyMode === 'nftables' ? [nftablesKernel] : []),
		...(network === 'cilium' ? [ciliumFor(version as Minor)!.kernel] : []),
	];
	return needed.every(least => isAtLeast(kernel.release, least)) && (cgroup === 2 || cgroupV1);
};

const families: readonly (readonly SystemName[])[] = [false, true].map(red =>
	systemNames.filter(name => (redHatRelease(systems[name]) !== undefined) === red),
);

export type Row = {readonly choice: Choice; readonly system: SystemName};

/** Of each family the system that meets most words it has not met; of those that tie, the one that had fewest turns. */
export const onSystems = (choices: readonly Choice[]): readonly Row[] => {
	const met = new Set<string>();
	const turns = new Map<SystemName, number>();
	const keysOf = ({choice, system}: Row): readonly string[] =>
		axisNames.map(axis => `${system} ${axis}=${choice[axis]}`);
	return choices.flatMap(choice =>
		families.flatMap(family => {
			const [best] = family
				.filter(system => fits(system, choice))
				.map(system => ({choice, system}))
				.map(row => ({
					row,
					fresh: keysOf(row).filter(key => !met.has(key)).length,
					had: turns.get(row.system) ?? 0,
				}))
				.toSorted((one, other) => other.fresh - one.fresh || one.had - other.had);
			if (best === undefined) return [];
			for (const key of keysOf(best.row)) met.add(key);
			turns.set(best.row.system, best.had + 1);
			return [best.row];
		}),
	);
};
