// rpm: what is installed, whose file it is, and which keys are trusted.
import {failed, said, type CommandResult, type LabCommand, type Shell} from '../command.ts';
import {readOptions} from '../options.ts';
import {outsideAnswers, outsideReply} from '../outside-pages.ts';
import {rpmPackageOf} from '../rpm/packages.ts';
import {rpmDependents} from '../rpm/plan.ts';
import {matchesPattern} from '../rpm/repos.ts';
import {eraseRpm} from '../rpm/unpack.ts';
import {keyOf} from '../packages/signing-keys.ts';
import {filesOfPackage} from '../packages/unpack.ts';
import {readUrl} from './curl.ts';
import {architectureOf, withoutEpoch} from '../dnf/words.ts';

const full = (at: Shell, name: string): string =>
	`${name}-${withoutEpoch(at.machine.packages[name]!.version)}.${architectureOf(rpmPackageOf(at.machine, name) ?? {})}`;

const fieldsOf = (at: Shell, name: string): Readonly<Record<string, string>> => {
	const {version} = at.machine.packages[name]!;
	const [number = '', release = ''] = withoutEpoch(version).split(/-(?=[^-]*$)/);
	const item = rpmPackageOf(at.machine, name);
	return {
		NAME: name,
		VERSION: number,
		RELEASE: release,
		EPOCH: /^(\d+):/.exec(version)?.[1] ?? '(none)',
		ARCH: architectureOf(item ?? {}),
		SUMMARY: item?.summary ?? name,
		NVRA: full(at, name),
		NEVRA: full(at, name),
	};
};

const formatted = (format: string, fields: Readonly<Record<string, string>>): string =>
	format
		.replaceAll(/%\{(?:-?\d+)?(\w+)(?::\w+)?\}/g, (_, field: string) => fields[field.toUpperCase()] ?? '(none)')
		.replaceAll(String.raw`\n`, '\n')
		.replaceAll(String.raw`\t`, '\t');

const filesOf = (at: Shell, name: string): readonly string[] => {
	const item = rpmPackageOf(at.machine, name);
	return item === undefined ? [] : Object.keys(filesOfPackage(item, at.machine.packages[name]!.version)).toSorted();
};

const keyText = (at: Shell, path: string): string | undefined => {
	const url = /^https?:/.test(path) ? readUrl(path) : undefined;
	if (!url) return at.files.read(at.path(path));
	if (!outsideAnswers(at.world, url.host, url.port, url.scheme)) return undefined;
	const reply = outsideReply(at.world, {...url, method: 'GET'});
	return reply.kind === 'reply' && reply.status === 200 ? reply.body : undefined;
};

const importKeys = (at: Shell, paths: readonly string[]): CommandResult => {
	let stderr = '';
	for (const path of paths) {
		const text = keyText(at, path);
		const key =
			text === undefined
				? undefined
				: keyOf(
						text,
						path.includes('kubernetes') || path.includes('k8s')
							? 'pkgs.k8s.io'
							: path.toLowerCase().includes('docker')
								? 'download.docker.com'
								: path,
					);
		if (text === undefined) stderr += `error: ${path}: import read failed(2).\n`;
		else if (!key) stderr += `error: ${path}: key 1 not an armored public key.\n`;
		else if (key.expires !== undefined && key.expires <= at.now())
			stderr += `error: ${path}: key 1 import failed.\n`;
		else at.machine.rpmKeys = [...new Set([...(at.machine.rpmKeys ?? []), key.id])];
	}
	return {stderr, exit: stderr === '' ? 0 : 1};
};

const query = (
	at: Shell,
	words: readonly string[],
	flags: ReadonlySet<string>,
	format: string | undefined,
): CommandResult => {
	const {packages} = at.machine;
	const quiet = flags.has('--quiet');
	const show = (name: string): string => {
		if (flags.has('-l') || flags.has('--list'))
			return filesOf(at, name)
				.map(path => `${path}\n`)
				.join('');
		if (flags.has('-R') || flags.has('--requires')) return '';
		if (flags.has('-i') || flags.has('--info')) {
			const {NAME, VERSION, RELEASE, ARCH, SUMMARY} = fieldsOf(at, name);
			return `Name        : ${NAME}\nVersion     : ${VERSION}\nRelease     : ${RELEASE}\nArchitecture: ${ARCH}\nSummary     : ${SUMMARY}\n`;
		}
		return format === undefined ? `${full(at, name)}\n` : formatted(format, fieldsOf(at, name));
	};
	if (flags.has('-f') || flags.has('--file')) {
		const path = at.path(words[0] ?? '');
		if (!at.files.exists(path)) return failed(`error: file ${path}: No such file or directory\n`);
		const owner = Object.keys(packages).find(name => filesOf(at, name).includes(path));
		return owner === undefined ? said(`file ${path} is not owned by any package\n`, 1) : said(show(owner));
	}
	if (flags.has('-a') || flags.has('--all')) {
		const keys = (at.machine.rpmKeys ?? []).map(id => `gpg-pubkey-${id.slice(-8).toLowerCase()}-5f7d3a10`);
		const names = Object.keys(packages).filter(
			name => words.length === 0 || words.some(word => matchesPattern(name, word)),
		);
		const pubkeys = words.length === 0 || words.some(word => word.startsWith('gpg-pubkey')) ? keys : [];
		return said(quiet ? '' : names.map(show).join('') + pubkeys.map(key => `${key}\n`).join(''));
	}
	const named = (word: string): string | undefined =>
		packages[word]
			? word
			: Object.keys(packages).find(
					name => full(at, name) === word || full(at, name).replace(/\.\w+$/, '') === word,
				);
	const found = words.map(word => [word, named(word)] as const);
	// What is not installed is said on stdout.
	const text = found
		.map(([word, name]) => (name === undefined ? `package ${word} is not installed\n` : show(name)))
		.join('');
	const absent = found.filter(([, name]) => name === undefined).length;
	return said(quiet ? '' : text, absent);
};

export const rpm: LabCommand = {
	names: ['rpm', 'rpmkeys'],
	changes: args => args.some(arg => /^(-e|--erase|--import|-[iUF]v?h?)$/.test(arg)),
	run: (args, at) => {
		const {flags, values, words} = readOptions(args, ['--qf', '--queryformat', '--root']);
		if (flags.has('--version'))
			return said(`RPM version ${at.machine.packages['rpm']?.version.split('-')[0] ?? ''}\n`);
		if (flags.has('--import')) return importKeys(at, words);
		if (flags.has('-q') || flags.has('--query'))
			return query(at, words, flags, values.get('--qf') ?? values.get('--queryformat'));
		if (flags.has('--eval') || flags.has('-E')) return said(`${words[0] === '%{_arch}' ? 'x86_64' : words[0]}\n`);
		if (flags.has('-e') || flags.has('--erase')) {
			const absent = words.filter(name => !at.machine.packages[name]);
			if (absent.length > 0)
				return failed(absent.map(name => `error: package ${name} is not installed\n`).join(''), absent.length);
			const needing = rpmDependents(at.machine, words).filter(name => !words.includes(name));
			if (needing.length > 0 && !flags.has('--nodeps'))
				return failed(
					`error: Failed dependencies:\n${needing.map(name => `\t${words[0]} is needed by (installed) ${full(at, name)}\n`).join('')}`,
				);
			const says = words.flatMap(name =>
				eraseRpm(at, rpmPackageOf(at.machine, name) ?? {name, summary: '', size: 0, installed: 0}),
			);
			return {stderr: says.map(line => `${line}\n`).join('')};
		}
		if (['-i', '-U', '-F', '--install', '--upgrade'].some(flag => flags.has(flag)))
			return failed(`error: open of ${words[0] ?? ''} failed: No such file or directory\n`);
		return failed('RPM version 4.16.1.3\nUsage: rpm [OPTION...]\n', 1);
	},
};
