// What a machine's apt has been told to read, and what it has read.
import type {Files} from '../files.ts';
import type {Machine, World} from '../world.ts';
import {compareVersions} from './debian-version.ts';

export type AptSource = {
	/** The line as it stands in the file: what aptLists remembers. */
	readonly line: string;
	readonly uri: string;
	readonly suite: string;
	readonly components: readonly string[];
	readonly trusted: boolean;
	readonly signedBy?: string;
};

const fromLine = (line: string): AptSource | undefined => {
	const match = /^deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)(?:\s+(.*))?$/.exec(line.replace(/#.*/, '').trim());
	if (!match) return undefined;
	const options = (match[1] ?? '').trim().split(/\s+/);
	const signedBy = options.find(option => option.startsWith('signed-by='))?.slice(10);
	return {
		line: line.trim(),
		uri: match[2]!,
		suite: match[3]!,
		components: (match[4] ?? '').trim().split(/\s+/).filter(Boolean),
		trusted: options.includes('trusted=yes'),
		...(signedBy && {signedBy}),
	};
};

/** The newer form, one stanza per source. */
const fromStanzas = (text: string): readonly AptSource[] =>
	text.split(/\n\s*\n/).flatMap((stanza): AptSource[] => {
		const field = (name: string): string | undefined =>
			new RegExp(`^${name}:\\s*(.*)$`, 'mi').exec(stanza)?.[1]?.trim();
		const [uri, suites] = [field('URIs'), field('Suites')];
		if (uri === undefined || suites === undefined || field('Enabled') === 'no') return [];
		const signedBy = field('Signed-By');
		return suites.split(/\s+/).map(suite => ({
			line: `${uri} ${suite}`,
			uri,
			suite,
			components: (field('Components') ?? '').split(/\s+/).filter(Boolean),
			trusted: field('Trusted') === 'yes',
			...(signedBy && {signedBy}),
		}));
	});

export const aptSources = (files: Files): readonly AptSource[] => {
	const directory = '/etc/apt/sources.list.d';
	const lists = [
		'/etc/apt/sources.list',
		...files
			.list(directory)
			.filter(name => name.endsWith('.list'))
			.map(name => `${directory}/${name}`),
	];
	const stanzas = files.list(directory).filter(name => name.endsWith('.sources'));
	return [
		...lists
			.flatMap(path => (files.read(path) ?? '').split('\n'))
			.map(fromLine)
			.filter(source => source !== undefined),
		...stanzas.flatMap(name => fromStanzas(files.read(`${directory}/${name}`) ?? '')),
	];
};

const trimmed = (uri: string): string => uri.replace(/\/+$/, '');

export type Archive = World['outside']['packageSources'][string];

export const archiveOf = (world: World, source: AptSource): Archive | undefined => {
	const uri = trimmed(source.uri);
	const release = source.suite.replace(/-(?:updates|backports|security)$/, '');
	const sources = world.outside.packageSources;
	// An archive that has several releases is there once for each, but for Debian 12's.
	return sources[`${uri} ${release}`] ?? Object.entries(sources).find(([base]) => trimmed(base) === uri)?.[1];
};

/** `https://pkgs.k8s.io/core:/stable:/v1.36/deb  Packages`: flat sources have no suite to show. */
export const sourceWords = ({uri, suite, components}: AptSource): string =>
	suite.endsWith('/')
		? `${uri.replace(/\/$/, '')} ${suite === '/' || suite === './' ? (suite === './' ? './' : '') : suite}`
		: `${uri.replace(/\/$/, '')} ${suite}/${components[0] ?? 'main'} amd64`;

export type Available = {readonly version: string; readonly source: AptSource};

/** Versions of a package in the lists that have been fetched from sources still named, newest first. */
export const availableVersions = (world: World, machine: Machine, files: Files, name: string): readonly Available[] =>
	aptSources(files)
		.filter(source => machine.aptLists.includes(source.line))
		.filter(source => !source.suite.endsWith('-updates'))
		.flatMap(source => (archiveOf(world, source)?.packages[name] ?? []).map(version => ({version, source})))
		.toSorted((one, other) => compareVersions(other.version, one.version));
