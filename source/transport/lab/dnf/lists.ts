// dnf list, info and repolist: reading only.
import {failed, said, type CommandResult} from '../command.ts';
import {rpmPackageOf} from '../rpm/packages.ts';
import {isExcluded, matchesPattern, offeredNames, offersOf} from '../rpm/repos.ts';
import {printed, type Session} from './session.ts';
import {architectureOf, size, withoutEpoch} from './words.ts';

type Row = {readonly name: string; readonly version: string; readonly repo: string};

const plain = (word: string): string => word.replace(/\.(x86_64|noarch)$/, '');

const wanted = (name: string, words: readonly string[]): boolean =>
	words.length === 0 || words.some(word => matchesPattern(name, plain(word)));

const installedRows = ({at}: Session, words: readonly string[]): readonly Row[] =>
	Object.entries(at.machine.packages)
		.filter(([name]) => wanted(name, words))
		.map(([name, {version, from}]) => ({name, version, repo: `@${from ?? 'anaconda'}`}))
		.toSorted((one, other) => one.name.localeCompare(other.name));

/** Without `--showduplicates` the newest, and only when it is newer than what is installed. */
const availableRows = ({at, options, lifted}: Session, words: readonly string[]): readonly Row[] =>
	offeredNames(at.world, at.machine, at.files)
		.filter(name => wanted(name, words))
		.toSorted()
		.flatMap(name => {
			const open = offersOf(at.world, at.machine, at.files, name).filter(
				({repo}) => !isExcluded(at.machine, at.files, repo, name, lifted),
			);
			const all = options.flags.has('--showduplicates');
			const shown = all ? open.toReversed() : open.slice(0, 1);
			return shown
				.filter(({version}) => all || at.machine.packages[name]?.version !== version)
				.map(({version, repo}) => ({name, version, repo: repo.id}));
		});

const rows = (session: Session, title: string, entries: readonly Row[]): readonly string[] =>
	entries.length === 0
		? []
		: [
				title,
				...entries.map(({name, version, repo}) => {
					const item = rpmPackageOf(session.at.machine, name);
					return `${`${name}.${architectureOf(item ?? {})}`.padEnd(40)} ${version.padEnd(26)} ${repo}`.trimEnd();
				}),
			];

const scopes = ['installed', 'available', 'all', 'updates', 'upgrades'];

export const list = (session: Session, given: readonly string[]): CommandResult => {
	const {flags} = session.options;
	const scope = scopes.includes(given[0] ?? '')
		? given[0]!
		: flags.has('--installed')
			? 'installed'
			: flags.has('--available')
				? 'available'
				: 'all';
	const words = scopes.includes(given[0] ?? '') ? given.slice(1) : given;
	const installed = scope === 'available' ? [] : installedRows(session, words);
	const available = scope === 'installed' ? [] : availableRows(session, words);
	if (installed.length + available.length === 0)
		return words.length === 0
			? printed(session.head)
			: failed('Error: No matching Packages to list\n', 1, session.head.map(line => `${line}\n`).join(''));
	return printed([
		...session.head,
		...rows(session, 'Installed Packages', installed),
		...rows(session, 'Available Packages', available),
	]);
};

export const info = (session: Session, words: readonly string[]): CommandResult => {
	const installed = installedRows(session, words);
	const available = availableRows(session, words);
	if (installed.length + available.length === 0) return failed('Error: No matching Packages to list\n');
	const block = ({name, version, repo}: Row): string => {
		const item = rpmPackageOf(session.at.machine, name);
		const [number = '', release = ''] = withoutEpoch(version).split(/-(?=[^-]*$)/);
		return `Name         : ${name}\nVersion      : ${number}\nRelease      : ${release}\nArchitecture : ${architectureOf(item ?? {})}\nSize         : ${size(item?.size ?? 0)}\nRepository   : ${repo}\nSummary      : ${item?.summary ?? name}\n`;
	};
	return said(
		[
			...(installed.length > 0 ? ['Installed Packages', ...installed.map(block)] : []),
			...(available.length > 0 ? ['Available Packages', ...available.map(block)] : []),
		].join('\n'),
	);
};

export const repolist = ({repos, dialect, head}: Session): CommandResult =>
	printed([
		...head,
		`${'repo id'.padEnd(30)} repo name`,
		...repos
			.toSorted((one, other) => one.id.localeCompare(other.id))
			.map(({id, name}) => `${id.padEnd(30)} ${name}`),
		...(dialect === 'yum' ? ['repolist: 0'] : []),
	]);
