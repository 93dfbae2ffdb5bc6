// What a transaction of dnf or yum would do: which packages come, which come along, which cannot stay.
import type {Files} from '../files.ts';
import type {LabPackage} from '../package.ts';
import type {Machine, World} from '../world.ts';
import {compareVersions} from '../packages/debian-version.ts';
import {dependsOf} from '../packages/resolve.ts';
import {providerOf, rpmPackageOf} from './packages.ts';
import {isExcluded, offeredNames, offersOf, type Lifted, type Offer, type Repo} from './repos.ts';

export type RpmStep = {
	readonly item: LabPackage;
	readonly version: string;
	readonly repo: Repo;
	readonly before?: string;
};

export type RpmPlan = {
	/** In the order in which they are installed: what is needed first. */
	readonly steps: readonly RpmStep[];
	/** Names that nobody asked for. */
	readonly additional: readonly string[];
	readonly removes: readonly string[];
	/** Names with versions that are there already. */
	readonly present: readonly (readonly [string, string])[];
	/** Arguments that nothing matches. */
	readonly missing: readonly string[];
	/** Arguments that only excluded packages match. */
	readonly filtered: readonly string[];
	/** `nothing provides …`. */
	readonly broken: readonly string[];
};

const withoutEpoch = (version: string): string => version.replace(/^\d+:/, '');

const isVersion = (version: string, asked: string): boolean => {
	const short = withoutEpoch(version);
	return [version, short, short.replace(/-[^-]*$/, '')].includes(asked.replace(/\.(x86_64|noarch)$/, ''));
};

type Match = {readonly name: string; readonly version?: string};

/** `name`, `name-version`, `name-version-release`, each with or without `.x86_64`. */
const matchOf = (names: ReadonlySet<string>, word: string): Match | undefined => {
	const plain = word.replace(/\.(x86_64|noarch)$/, '');
	if (names.has(plain)) return {name: plain};
	for (let at = plain.lastIndexOf('-'); at > 0; at = plain.lastIndexOf('-', at - 1))
		if (names.has(plain.slice(0, at))) return {name: plain.slice(0, at), version: plain.slice(at + 1)};
	return undefined;
};

export const planTransaction = (
	world: World,
	machine: Machine,
	files: Files,
	words: readonly string[],
	lifted: Lifted,
): RpmPlan => {
	const names = new Set([...offeredNames(world, machine, files), ...Object.keys(machine.packages)]);
	const steps = new Map<string, RpmStep>();
	const additional: string[] = [];
	const present: [string, string][] = [];
	const missing: string[] = [];
	const filtered: string[] = [];
	const broken: string[] = [];
	const open = (name: string): readonly Offer[] =>
		offersOf(world, machine, files, name).filter(({repo}) => !isExcluded(machine, files, repo, name, lifted));
	const take = (name: string, offer: Offer, asked: boolean): void => {
		const item = rpmPackageOf(machine, name) ?? {name, summary: name, size: 100, installed: 300};
		for (const needed of dependsOf(item, offer.version)) need(providerOf(machine, needed), name, offer);
		const before = machine.packages[name]?.version;
		steps.set(name, {item, version: offer.version, repo: offer.repo, ...(before !== undefined && {before})});
		if (!asked) additional.push(name);
	};
	const need = (name: string, by: string, {version}: Offer): void => {
		if (steps.has(name) || machine.packages[name] !== undefined) return;
		const [best] = open(name);
		if (best) take(name, best, false);
		else broken.push(`nothing provides ${name} needed by ${by}-${withoutEpoch(version)}.x86_64`);
	};
	for (const word of words) {
		const match = matchOf(names, word);
		if (!match) {
			missing.push(word);
			continue;
		}
		const {name, version} = match;
		const installed = machine.packages[name]?.version;
		const fits = (candidate: string): boolean => version === undefined || isVersion(candidate, version);
		if (installed !== undefined && fits(installed) && version !== undefined) {
			present.push([name, installed]);
			continue;
		}
		const found = offersOf(world, machine, files, name).filter(offer => fits(offer.version));
		const best = open(name).find(offer => fits(offer.version));
		if (!best && installed !== undefined && version === undefined) present.push([name, installed]);
		else if (!best) (found.length > 0 ? filtered : missing).push(word);
		else if (
			installed !== undefined &&
			(best.version === installed || (version === undefined && compareVersions(best.version, installed) <= 0))
		)
			present.push([name, installed]);
		else take(name, best, true);
	}
	const removes = [...steps.values()].flatMap(({item}) =>
		(item.conflicts ?? []).filter(name => machine.packages[name] !== undefined && !steps.has(name)),
	);
	return {
		steps: [...steps.values()],
		additional: additional.toSorted(),
		removes: [...new Set(removes)],
		present,
		missing,
		filtered,
		broken,
	};
};

/** Installed packages that need one of these, and what needs those in turn. */
export const rpmDependents = (machine: Machine, names: readonly string[]): readonly string[] => {
	const gone = new Set(names);
	for (let grew = true; grew;) {
		grew = false;
		for (const [name, {version}] of Object.entries(machine.packages)) {
			const item = rpmPackageOf(machine, name);
			if (gone.has(name) || !item) continue;
			if (!dependsOf(item, version).some(needed => gone.has(providerOf(machine, needed)))) continue;
			gone.add(name);
			grew = true;
		}
	}
	return [...gone];
};
