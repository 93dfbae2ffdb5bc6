// What a machine's dnf or yum has been told to read: the repositories of /etc/yum.repos.d.
import {kindOf} from '../machines/kinds.ts';
import type {Files} from '../files.ts';
import type {Machine, World} from '../world.ts';
import type {Archive} from '../packages/apt-sources.ts';
import {compareVersions} from '../packages/debian-version.ts';

export type Repo = {
	readonly id: string;
	readonly name: string;
	/** With its variables filled in, without a slash at the end. */
	readonly base: string | undefined;
	readonly mirrorList: string | undefined;
	readonly enabled: boolean;
	/** Its packages must be signed. */
	readonly checked: boolean;
	/** Its list of packages must be signed. */
	readonly listChecked: boolean;
	readonly keys: readonly string[];
	/** Patterns of packages that it is not asked for. */
	readonly excludes: readonly string[];
};

const variablesOf = (machine: Machine, files: Files): Readonly<Record<string, string>> => {
	const directory = kindOf(machine).packages === 'yum' ? '/etc/yum/vars' : '/etc/dnf/vars';
	return {
		releasever: machine.os.id === 'openEuler' ? '24.03LTS_SP1' : machine.os.version.split('.')[0]!,
		basearch: 'x86_64',
		arch: 'x86_64',
		...Object.fromEntries(
			files.list(directory).map(name => [name, (files.read(`${directory}/${name}`) ?? '').trim()]),
		),
	};
};

const fill = (text: string, variables: Readonly<Record<string, string>>): string =>
	text.replaceAll(
		/\$(?:\{(\w+)\}|(\w+))/g,
		(all, braced?: string, plain?: string) => variables[braced ?? plain ?? ''] ?? all,
	);

type Section = {readonly name: string; readonly values: Readonly<Record<string, string>>};

const sectionsOf = (text: string): readonly Section[] =>
	text.split(/^(?=\[)/m).flatMap((part): Section[] => {
		const name = /^\[([^\]]+)\]/.exec(part)?.[1];
		if (name === undefined) return [];
		// A value goes on in lines that are indented.
		const joined = part.replaceAll(/\n[ \t]+(?=\S)/g, ' ');
		const values = [...joined.matchAll(/^(\w+)\s*=\s*(.*)$/gm)].map(([, key, value]) => [key!, value!.trim()]);
		return [{name, values: Object.fromEntries(values) as Record<string, string>}];
	});

const words = (text: string | undefined): readonly string[] => (text ?? '').split(/[\s,]+/).filter(Boolean);

const isOn = (text: string | undefined, otherwise: boolean): boolean =>
	text === undefined ? otherwise : ['1', 'true', 'yes', 'on'].includes(text.toLowerCase());

export const mainConfig = (machine: Machine): string =>
	kindOf(machine).packages === 'yum' ? '/etc/yum.conf' : '/etc/dnf/dnf.conf';

/** Patterns of packages that no repository is asked for. */
export const mainExcludes = (machine: Machine, files: Files): readonly string[] => {
	const main = sectionsOf(files.read(mainConfig(machine)) ?? '').find(({name}) => name === 'main')?.values ?? {};
	return [...words(main['exclude']), ...words(main['excludepkgs'])];
};

export const reposOf = (machine: Machine, files: Files): readonly Repo[] => {
	const variables = variablesOf(machine, files);
	const main = sectionsOf(files.read(mainConfig(machine)) ?? '').find(({name}) => name === 'main')?.values ?? {};
	return files
		.list('/etc/yum.repos.d')
		.filter(name => name.endsWith('.repo'))
		.flatMap(name => sectionsOf(files.read(`/etc/yum.repos.d/${name}`) ?? ''))
		.map(({name: id, values}) => ({
			id,
			name: fill(values['name'] ?? id, variables),
			base: values['baseurl'] === undefined ? undefined : fill(values['baseurl'], variables).replace(/\/+$/, ''),
			mirrorList: [values['mirrorlist'], values['metalink']]
				.filter(value => value !== undefined)
				.map(value => fill(value, variables))[0],
			enabled: isOn(values['enabled'], true),
			checked: isOn(values['gpgcheck'], isOn(main['gpgcheck'], false)),
			listChecked: isOn(values['repo_gpgcheck'], false),
			keys: words(fill(values['gpgkey'] ?? '', variables)),
			excludes: [...words(values['exclude']), ...words(values['excludepkgs'])],
		}));
};

export const archiveAt = (world: World, base: string): Archive | undefined => world.outside.packageSources[base];

/** The distribution's own: its key came with the installation. */
export const isOwn = (machine: Machine, {base}: Repo): boolean =>
	base !== undefined && kindOf(machine).basePackages[distributionOf(base)] !== undefined;

const distributionOf = (base: string): string =>
	/rocky/.test(base)
		? 'rocky-release'
		: /openEuler/i.test(base)
			? 'openEuler-release'
			: /centos[^/]*\/7|vault\.centos/.test(base) && !/docker/.test(base)
				? 'centos-release'
				: '';

export type Offer = {readonly version: string; readonly repo: Repo};

export const matchesPattern = (name: string, pattern: string): boolean =>
	new RegExp(
		`^${pattern
			.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
			.replaceAll('*', '.*')
			.replaceAll('?', '.')}$`,
	).test(name);

/** `all`: no exclude counts; otherwise ids of repositories whose excludes do not, `main` for those of the configuration. */
export type Lifted = ReadonlySet<string>;

export const isExcluded = (
	machine: Machine,
	files: Files,
	{id, excludes}: Repo,
	name: string,
	lifted: Lifted,
): boolean =>
	!lifted.has('all') &&
	[...(lifted.has(id) ? [] : excludes), ...(lifted.has('main') ? [] : mainExcludes(machine, files))].some(pattern =>
		matchesPattern(name, pattern),
	);

/** What the lists that were fetched offer of a package, newest first; excluded packages too. */
export const offersOf = (world: World, machine: Machine, files: Files, name: string): readonly Offer[] =>
	reposOf(machine, files)
		.filter(({id, base, enabled}) => enabled && base !== undefined && machine.aptLists.includes(`${id} ${base}`))
		.flatMap(repo => (archiveAt(world, repo.base!)?.packages[name] ?? []).map(version => ({version, repo})))
		.toSorted((one, other) => compareVersions(other.version, one.version));

/** Names of all packages in the lists. */
export const offeredNames = (world: World, machine: Machine, files: Files): readonly string[] => [
	...new Set(
		reposOf(machine, files)
			.filter(
				({id, base, enabled}) => enabled && base !== undefined && machine.aptLists.includes(`${id} ${base}`),
			)
			.flatMap(({base}) => Object.keys(archiveAt(world, base!)?.packages ?? {})),
	),
];
