// Which packages have to come along, and which cannot stay.
import type {Files} from '../files.ts';
import type {LabPackage} from '../package.ts';
import type {Machine, World} from '../world.ts';
import {availableVersions, type Available} from './apt-sources.ts';
import {packageOf} from './catalogue.ts';

export type Wanted = {readonly name: string; readonly version?: string};

export type Step = {
	readonly item: LabPackage;
	readonly version: string;
	readonly source: Available['source'];
	readonly before?: string;
};

export type Plan = {
	/** In the order in which they are set up: what is needed first. */
	readonly steps: readonly Step[];
	/** Names that nobody asked for. */
	readonly additional: readonly string[];
	readonly removes: readonly string[];
	/** `is already the newest version`. */
	readonly present: readonly (readonly [string, string])[];
	readonly errors: readonly string[];
};

export const dependsOf = (item: LabPackage, version: string): readonly string[] =>
	typeof item.depends === 'function' ? item.depends(version) : (item.depends ?? []);

/** `again`: what is there already is unpacked once more, at its version (`--reinstall`). */
export const planInstall = (
	world: World,
	machine: Machine,
	files: Files,
	wanted: readonly Wanted[],
	again = false,
): Plan => {
	const steps = new Map<string, Step>();
	const additional: string[] = [];
	const present: [string, string][] = [];
	const errors: string[] = [];
	const asked = new Map(wanted.map(({name, version}) => [name, version]));
	// A version that was asked for also counts for whoever depends on the package and comes first.
	const visit = (name: string): void => {
		const version = asked.get(name);
		const isAsked = asked.has(name);
		const installed = machine.packages[name]?.version;
		if (steps.has(name)) return;
		if (!isAsked && installed !== undefined) return;
		const item = packageOf(name);
		const offered = availableVersions(world, machine, files, name);
		if (!item || (offered.length === 0 && installed === undefined)) {
			if (isAsked) errors.push(`E: Unable to locate package ${name}`);
			else errors.push(`E: Unable to correct problems, you have held broken packages.`);
			return;
		}
		const same = offered.find(candidate => candidate.version === installed);
		if (again && isAsked && same !== undefined) {
			steps.set(name, {item, version: same.version, source: same.source, before: same.version});
			return;
		}
		const chosen =
			version === undefined ? offered[0] : offered.find(candidate => matches(candidate.version, version));
		if (!chosen && version !== undefined && installed !== version) {
			errors.push(`E: Version ‘${version}’ for ‘${name}’ was not found`);
			return;
		}
		if (!chosen || chosen.version === installed) {
			present.push([name, installed ?? '']);
			return;
		}
		// A package on hold stays where it is unless its version was asked for.
		if (installed !== undefined && machine.packages[name]?.held && version === undefined) {
			present.push([name, installed]);
			return;
		}
		for (const needed of dependsOf(item, chosen.version)) visit(needed);
		steps.set(name, {
			item,
			version: chosen.version,
			source: chosen.source,
			...(installed !== undefined && {before: installed}),
		});
		if (!isAsked) additional.push(name);
	};
	for (const {name} of wanted) visit(name);
	const removes = [...steps.values()].flatMap(({item}) =>
		(item.conflicts ?? []).filter(name => machine.packages[name] !== undefined && !steps.has(name)),
	);
	return {
		steps: [...steps.values()],
		additional: additional.toSorted(),
		removes: [...new Set(removes)],
		present,
		errors,
	};
};

/** `1.36.*` is a pattern. */
const matches = (version: string, asked: string): boolean =>
	asked.includes('*')
		? new RegExp(`^${asked.replaceAll(/[.+~^$()|[\]{}\\]/g, String.raw`\$&`).replaceAll('*', '.*')}$`).test(version)
		: version === asked;

/** Installed packages that need one of these, and what needs those in turn. */
export const dependents = (machine: Machine, names: readonly string[]): readonly string[] => {
	const gone = new Set(names);
	for (let grew = true; grew;) {
		grew = false;
		for (const [name, {version}] of Object.entries(machine.packages)) {
			const item = packageOf(name);
			if (gone.has(name) || !item || !dependsOf(item, version).some(needed => gone.has(needed))) continue;
			gone.add(name);
			grew = true;
		}
	}
	return [...gone];
};
