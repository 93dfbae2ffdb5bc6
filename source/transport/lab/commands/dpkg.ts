import {failed, said, type LabCommand, type Shell} from '../command.ts';
import {readOptions} from '../options.ts';
import {packageOf} from '../packages/catalogue.ts';
import {compareVersions} from '../packages/debian-version.ts';
import {dependsOf} from '../packages/resolve.ts';
import {filesOfPackage} from '../packages/unpack.ts';

type Known = {readonly name: string; readonly version: string; readonly state: string; readonly letters: string};

const knownOf = ({machine}: Shell, name: string): Known | undefined => {
	const item = machine.packages[name];
	if (item)
		return {
			name,
			version: item.version,
			state: `${item.held ? 'hold' : 'install'} ok installed`,
			letters: item.held ? 'hi' : 'ii',
		};
	const left = machine.leftPackages?.[name];
	return left === undefined ? undefined : {name, version: left, state: 'deinstall ok config-files', letters: 'rc'};
};

const allNames = ({machine}: Shell): readonly string[] =>
	[...new Set([...Object.keys(machine.packages), ...Object.keys(machine.leftPackages ?? {})])].toSorted();

const pattern = (text: string): RegExp =>
	new RegExp(
		`^${text
			.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
			.replaceAll('*', '.*')
			.replaceAll('?', '.')}$`,
	);

const chosen = (
	at: Shell,
	words: readonly string[],
): {readonly found: readonly Known[]; readonly missing: readonly string[]} => {
	const names = allNames(at);
	if (words.length === 0) return {found: names.map(name => knownOf(at, name)!), missing: []};
	const missing = words.filter(word => !names.some(name => pattern(word).test(name)));
	const found = names.filter(name => words.some(word => pattern(word).test(name)));
	return {found: found.map(name => knownOf(at, name)!), missing};
};

const fieldsOf = ({name, version, state, letters}: Known): Readonly<Record<string, string>> => {
	const item = packageOf(name);
	return {
		Package: name,
		Version: version,
		Status: state,
		'db:Status-Abbrev': `${letters} `,
		'db:Status-Status': state.split(' ')[2]!,
		'db:Status-Want': state.split(' ')[0]!,
		Architecture: item?.architecture ?? 'amd64',
		'Installed-Size': String(item?.installed ?? 0),
		'binary:Package': name,
		'binary:Summary': item?.summary ?? '',
		Description: item?.summary ?? '',
	};
};

const status = (known: Known): string => {
	const item = packageOf(known.name);
	const depends = item ? dependsOf(item, known.version) : [];
	return `Package: ${known.name}\nStatus: ${known.state}\nPriority: optional\nSection: ${item?.section ?? 'utils'}\nInstalled-Size: ${item?.installed ?? 0}\nMaintainer: Debian Developers\nArchitecture: ${item?.architecture ?? 'amd64'}\nVersion: ${known.version}\n${depends.length > 0 ? `Depends: ${depends.join(', ')}\n` : ''}Description: ${item?.summary ?? ''}\n`;
};

const list = (at: Shell, words: readonly string[]): ReturnType<typeof said> => {
	const {found, missing} = chosen(at, words);
	const stderr = missing.map(word => `dpkg-query: no packages found matching ${word}\n`).join('');
	if (found.length === 0) return failed(stderr);
	const names = Math.max(14, ...found.map(({name}) => name.length));
	const versions = Math.max(12, ...found.map(({version}) => version.length));
	const line = (state: string, name: string, version: string, architecture: string, summary: string): string =>
		`${state}  ${name.padEnd(names)} ${version.padEnd(versions)} ${architecture.padEnd(12)} ${summary}\n`;
	const head = `Desired=Unknown/Install/Remove/Purge/Hold\n| Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend\n|/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)\n||/ ${'Name'.padEnd(names)} ${'Version'.padEnd(versions)} ${'Architecture'.padEnd(12)} Description\n+++-${'='.repeat(names)}-${'='.repeat(versions)}-${'='.repeat(12)}-${'='.repeat(33)}\n`;
	return {
		stdout:
			head +
			found
				.map(known =>
					line(
						known.letters,
						known.name,
						known.version,
						packageOf(known.name)?.architecture ?? 'amd64',
						packageOf(known.name)?.summary ?? '',
					),
				)
				.join(''),
		stderr,
		exit: missing.length > 0 ? 1 : 0,
	};
};

const relations: Readonly<Record<string, (difference: number) => boolean>> = {
	lt: value => value < 0,
	le: value => value <= 0,
	eq: value => value === 0,
	ne: value => value !== 0,
	ge: value => value >= 0,
	gt: value => value > 0,
	'<': value => value <= 0,
	'<=': value => value <= 0,
	'=': value => value === 0,
	'>=': value => value >= 0,
	'>': value => value >= 0,
	'<<': value => value < 0,
	'>>': value => value > 0,
};

export const dpkg: LabCommand = {
	names: ['dpkg', 'dpkg-query'],
	changes: false,
	run: (args, at) => {
		const {flags, values, words} = readOptions(args, ['-f', '--showformat', '--admindir']);
		const has = (...names: readonly string[]): boolean => names.some(name => flags.has(name));
		if (has('--compare-versions'))
			return {exit: relations[words[1] ?? '']?.(compareVersions(words[0] ?? '', words[2] ?? '')) ? 0 : 1};
		if (has('--print-architecture')) return said('amd64\n');
		if (has('--print-foreign-architectures', '--configure', '--audit', '-C')) return said('');
		if (has('-l', '--list')) return list(at, words);
		if (has('-W', '--show')) {
			const {found, missing} = chosen(at, words);
			const format =
				values.get('-f') ??
				values.get('--showformat') ??
				String.raw`\${binary:Package}\t\${Version}\n`.replaceAll(String.raw`\$`, '$');
			const text = found.map(known => {
				const fields = fieldsOf(known);
				return format
					.replaceAll(/\$\{([^};]+)(?:;(-?\d+))?\}/g, (_, name: string, width?: string) =>
						width === undefined
							? (fields[name] ?? '')
							: Number(width) < 0
								? (fields[name] ?? '').padEnd(-Number(width))
								: (fields[name] ?? '').padStart(Number(width)),
					)
					.replaceAll(String.raw`\n`, '\n')
					.replaceAll(String.raw`\t`, '\t');
			});
			return {
				stdout: text.join(''),
				stderr: missing.map(word => `dpkg-query: no packages found matching ${word}\n`).join(''),
				exit: missing.length > 0 ? 1 : 0,
			};
		}
		if (has('-s', '--status', '-p')) {
			const results = words.map(word => knownOf(at, word));
			const stderr = words
				.filter((_, index) => !results[index])
				.map(
					word =>
						`dpkg-query: package '${word}' is not installed and no information is available\nUse dpkg --info (= dpkg-deb --info) to examine archive files.\n`,
				)
				.join('');
			return {
				stdout: results
					.filter(known => known !== undefined)
					.map(status)
					.join('\n'),
				stderr,
				exit: stderr === '' ? 0 : 1,
			};
		}
		if (has('-L', '--listfiles')) {
			const known = knownOf(at, words[0] ?? '');
			const item = packageOf(words[0] ?? '');
			if (!known || !item)
				return failed(
					`dpkg-query: package '${words[0] ?? ''}' is not installed\nUse dpkg --contents (= dpkg-deb --contents) to list archive files contents.\n`,
				);
			return said(
				`/.\n${Object.keys(filesOfPackage(item, known.version))
					.toSorted()
					.map(path => `${path}\n`)
					.join('')}`,
			);
		}
		if (has('-S', '--search')) {
			const wanted = words[0] ?? '';
			const owner = Object.entries(at.machine.packages).find(([name, {version}]) =>
				Object.keys(
					filesOfPackage(packageOf(name) ?? {name, summary: '', size: 0, installed: 0}, version),
				).some(path => path === wanted || (!wanted.startsWith('/') && path.includes(wanted))),
			);
			return owner
				? said(`${owner[0]}: ${wanted}\n`)
				: failed(`dpkg-query: no path found matching pattern ${wanted}\n`);
		}
		if (has('--get-selections'))
			return said(
				chosen(at, words)
					.found.map(({name, state}) => `${name.padEnd(48)}${state.split(' ')[0]}\n`)
					.join(''),
			);
		if (has('-i', '--install'))
			return failed(`dpkg: error: cannot access archive '${words[0] ?? ''}': No such file or directory\n`, 2);
		return failed('dpkg: error: need an action option\n', 2);
	},
};
