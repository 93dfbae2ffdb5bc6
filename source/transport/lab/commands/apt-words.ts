// What apt and dpkg print on the way.
import type {Options} from '../options.ts';
import {compareVersions} from '../packages/debian-version.ts';
import type {Plan, Step} from '../packages/resolve.ts';

/** Names wrapped as apt wraps them. */
export const wrapped = (title: string, names: readonly string[]): readonly string[] => {
	if (names.length === 0) return [];
	const lines: string[] = [];
	let line = ' ';
	for (const name of names) {
		if (line.length + 1 + name.length > 79) {
			lines.push(line);
			line = ' ';
		}
		line += ` ${name}`;
	}
	return [title, ...lines, line];
};

export const size = (kilobytes: number): string => {
	if (kilobytes < 1000) return `${kilobytes} kB`;
	if (kilobytes < 10_000) return `${kilobytes} kB`;
	return `${kilobytes < 100_000 ? (kilobytes / 1000).toFixed(1) : Math.round(kilobytes / 1000)} MB`;
};

export const reading = ['Reading package lists...', 'Building dependency tree...', 'Reading state information...'];

export const library = ({item}: Step): string => (item.section === 'libs' ? `${item.name}:amd64` : item.name);

const files = 8647;

export const database = (): string => `(Reading database ... ${files} files and directories currently installed.)`;

export const archiveName = ({item, version}: Step, index: number): string =>
	`.../${String(index).padStart(2, '0')}-${item.name}_${version.replaceAll(':', '%3a')}_${item.architecture ?? 'amd64'}.deb`;

const byName = (steps: readonly Step[]): readonly string[] => steps.map(({item}) => item.name).toSorted();

export const planWords = (plan: Plan, options: Options): string[] => {
	const fresh = plan.steps.filter(step => step.before === undefined);
	const upgraded = plan.steps.filter(
		step => step.before !== undefined && compareVersions(step.version, step.before) > 0,
	);
	const downgraded = plan.steps.filter(
		step => step.before !== undefined && compareVersions(step.version, step.before) < 0,
	);
	const again = plan.steps.filter(step => step.version === step.before);
	const recommended = options.flags.has('--no-install-recommends')
		? plan.steps.flatMap(({item}) => item.recommends ?? [])
		: [];
	const download = plan.steps.reduce((sum, {item}) => sum + item.size, 0);
	const space = fresh.reduce((sum, {item}) => sum + item.installed, 0);
	return [
		...plan.present.map(([name, version]) => `${name} is already the newest version (${version}).`),
		...wrapped('The following additional packages will be installed:', plan.additional),
		...wrapped('Recommended packages:', recommended),
		...wrapped('The following packages will be REMOVED:', plan.removes),
		...wrapped('The following NEW packages will be installed:', byName(fresh)),
		...wrapped('The following packages will be upgraded:', byName(upgraded)),
		...wrapped('The following packages will be DOWNGRADED:', byName(downgraded)),
		`${upgraded.length} upgraded, ${fresh.length} newly installed, ${again.length > 0 ? `${again.length} reinstalled, ` : ''}${downgraded.length > 0 ? `${downgraded.length} downgraded, ` : ''}${plan.removes.length} to remove and 0 not upgraded.`,
		...(plan.steps.length > 0
			? [
					`Need to get ${size(download)} of archives.`,
					`After this operation, ${size(space)} of additional disk space will be used.`,
				]
			: []),
	];
};
