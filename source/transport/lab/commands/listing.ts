// ls -l and stat with root as the owner, as GNU prints them.
import {type LabCommand, type Shell} from '../command.ts';
import {formatDate} from '../date-format.ts';
import {readOptions} from '../options.ts';

type Item = {readonly name: string; readonly path: string};

const bytes = new TextEncoder();

const kindOf = (at: Shell, path: string): 'd' | 'l' | '-' =>
	at.files.linkTarget(path) !== undefined ? 'l' : at.files.isDirectory(path) ? 'd' : '-';

const modeOf = (at: Shell, path: string): number =>
	kindOf(at, path) === 'l' ? 0o777 : (at.files.mode(path) ?? (at.files.isDirectory(path) ? 0o755 : 0o644));

const sizeOf = (at: Shell, path: string): number => {
	const target = at.files.linkTarget(path);
	if (target !== undefined) return target.length;
	if (at.files.isDirectory(path)) return 4096;
	return path.startsWith('/proc/') || path.startsWith('/sys/') ? 0 : bytes.encode(at.files.read(path) ?? '').length;
};

export const letters = (mode: number): string =>
	[6, 3, 0]
		.map(shift => {
			const part = (mode >> shift) & 7;
			const sticky = shift === 0 && (mode & 0o1000) !== 0;
			return `${part & 4 ? 'r' : '-'}${part & 2 ? 'w' : '-'}${sticky ? (part & 1 ? 't' : 'T') : part & 1 ? 'x' : '-'}`;
		})
		.join('');

const human = (size: number): string => {
	if (size < 1024) return String(size);
	const [value, unit] = size < 1_048_576 ? [size / 1024, 'K'] : [size / 1_048_576, 'M'];
	return `${value < 10 ? (Math.ceil(value * 10) / 10).toFixed(1) : Math.ceil(value)}${unit}`;
};

const changedAt = (at: Shell, path: string): number => at.files.changedAt(path) ?? at.machine.booted;

const long = (at: Shell, items: readonly Item[], numeric: boolean, readable: boolean): string[] => {
	const sizes = items.map(({path}) => (readable ? human(sizeOf(at, path)) : String(sizeOf(at, path))));
	const width = Math.max(0, ...sizes.map(size => size.length));
	const half = 182 * 86_400_000;
	return items.map(({name, path}, index) => {
		const moment = changedAt(at, path);
		const when = at.now() - moment > half ? formatDate('%b %e  %Y', moment) : formatDate('%b %e %H:%M', moment);
		const target = at.files.linkTarget(path);
		const owner = numeric ? '0 0' : 'root root';
		const links =
			at.files.isDirectory(path) && target === undefined
				? 2 + at.files.list(path).filter(child => at.files.isDirectory(`${path}/${child}`)).length
				: 1;
		return `${kindOf(at, path)}${letters(modeOf(at, path))} ${links} ${owner} ${sizes[index]!.padStart(width)} ${when} ${name}${target === undefined ? '' : ` -> ${target}`}`;
	});
};

const ls: LabCommand = {
	names: ['ls'],
	changes: false,
	run: (args, at) => {
		const {flags, words} = readOptions(args, ['--color', '--time-style', '-I']);
		const has = (flag: string): boolean => flags.has(flag);
		// Whatever the lab does not print as GNU does is left to the bundled one.
		if (['-R', '-i', '-F', '-p', '-Z'].some(has)) return undefined;
		const detailed = has('-l') || has('-n') || has('-g') || has('-o');
		const paths = words.length === 0 ? ['.'] : words;
		const there = (word: string): boolean =>
			at.files.exists(at.path(word)) ||
			at.files.linkTarget(at.path(word)) !== undefined ||
			word.startsWith('/dev/');
		const missing = paths.filter(word => !there(word));
		const order = (items: readonly Item[]): readonly Item[] => {
			const sorted = items.toSorted(({name: a}, {name: b}) => (a < b ? -1 : 1));
			if (has('-t')) sorted.sort((a, b) => changedAt(at, b.path) - changedAt(at, a.path));
			if (has('-S')) sorted.sort((a, b) => sizeOf(at, b.path) - sizeOf(at, a.path));
			return has('-r') ? sorted.toReversed() : sorted;
		};
		const print = (items: readonly Item[]): string[] =>
			detailed ? long(at, items, has('-n'), has('-h')) : items.map(({name}) => name);
		const asDirectory = (word: string): boolean =>
			at.files.isDirectory(at.path(word)) &&
			!has('-d') &&
			!(detailed && at.files.linkTarget(at.path(word)) !== undefined && !word.endsWith('/'));
		const found = paths.filter(there);
		const lines = print(
			order(found.filter(word => !asDirectory(word)).map(word => ({name: word, path: at.path(word)}))),
		);
		const directories = found.filter(asDirectory);
		for (const word of directories) {
			const base = at.path(word);
			const names = at.files.list(base).filter(name => has('-a') || has('-A') || !name.startsWith('.'));
			const items = order(names.map(name => ({name, path: base === '/' ? `/${name}` : `${base}/${name}`})));
			const all = has('-a')
				? [{name: '.', path: base}, {name: '..', path: base.slice(0, base.lastIndexOf('/')) || '/'}, ...items]
				: items;
			if (paths.length > 1) lines.push(...(lines.length > 0 ? [''] : []), `${word}:`);
			if (detailed)
				lines.push(`total ${all.reduce((sum, {path}) => sum + Math.ceil(sizeOf(at, path) / 4096) * 4, 0)}`);
			lines.push(...print(all));
		}
		return {
			stdout: lines.map(line => `${line}\n`).join(''),
			stderr: missing.map(word => `ls: cannot access '${word}': No such file or directory\n`).join(''),
			exit: missing.length > 0 ? 2 : 0,
		};
	},
};

const stat: LabCommand = {
	names: ['stat'],
	changes: false,
	run: (args, at) => {
		const {flags, values, words} = readOptions(args, ['-c', '--format', '--printf']);
		const printf = values.get('--printf');
		const format = values.get('-c') ?? values.get('--format') ?? printf;
		let [stdout, stderr] = ['', ''];
		for (const word of words) {
			const path = at.path(word);
			if (flags.has('-f') || flags.has('--file-system')) {
				const type = path.startsWith('/sys/fs/cgroup')
					? at.machine.cgroup === 2
						? 'cgroup2fs'
						: path === '/sys/fs/cgroup'
							? 'tmpfs'
							: 'cgroupfs'
					: path.startsWith('/proc')
						? 'proc'
						: path.startsWith('/run')
							? 'tmpfs'
							: 'ext2/ext3';
				stdout +=
					format === undefined
						? `  File: "${word}"\n    ID: 0        Namelen: 255     Type: ${type}\n`
						: `${format.replaceAll('%T', type).replaceAll('%n', word)}\n`;
				continue;
			}
			if (!at.files.exists(path) && at.files.linkTarget(path) === undefined) {
				stderr += `stat: cannot statx '${word}': No such file or directory\n`;
				continue;
			}
			const mode = modeOf(at, path);
			const kind = kindOf(at, path);
			const moment = changedAt(at, path);
			const names = {
				d: 'directory',
				l: 'symbolic link',
				'-': sizeOf(at, path) === 0 ? 'regular empty file' : 'regular file',
			};
			const long = formatDate('%Y-%m-%d %H:%M:%S.%N +0000', moment);
			const fields: Readonly<Record<string, string>> = {
				a: mode.toString(8),
				A: `${kind}${letters(mode)}`,
				n: word,
				N: `'${word}'`,
				s: String(sizeOf(at, path)),
				U: 'root',
				G: 'root',
				u: '0',
				g: '0',
				F: names[kind],
				Y: String(Math.floor(moment / 1000)),
				Z: String(Math.floor(moment / 1000)),
				X: String(Math.floor(moment / 1000)),
				y: long,
				z: long,
				i: String(1000 + path.length),
				h: '1',
				b: '8',
				B: '512',
				d: '65025',
				m: '/',
				'%': '%',
			};
			stdout +=
				format === undefined
					? `  File: ${word}\n  Size: ${sizeOf(at, path)}\t\tBlocks: 8          IO Block: 4096   ${names[kind]}\nDevice: 254,1\tInode: ${1000 + path.length}       Links: 1\nAccess: (${mode.toString(8).padStart(4, '0')}/${kind}${letters(mode)})  Uid: (    0/    root)   Gid: (    0/    root)\nAccess: ${long}\nModify: ${long}\nChange: ${long}\n Birth: ${long}\n`
					: `${format
							.replaceAll(/%([a-zA-Z%])/g, (whole, letter: string) => fields[letter] ?? whole)
							.replaceAll(String.raw`\n`, printf === undefined ? String.raw`\n` : '\n')
							.replaceAll(
								String.raw`\t`,
								printf === undefined ? String.raw`\t` : '\t',
							)}${printf === undefined ? '\n' : ''}`;
		}
		return {stdout, stderr, exit: stderr === '' ? 0 : 1};
	},
};

export const listingCommands: readonly LabCommand[] = [ls, stat];
