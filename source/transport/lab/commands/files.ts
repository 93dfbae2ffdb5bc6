// Programs on files that just-bash lacks or has with other words.
import {failed, said, type CommandResult, type LabCommand, type Shell} from '../command.ts';
import {digest} from '../machine.ts';
import {readOptions} from '../options.ts';
import {modeFrom} from '../mode.ts';

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const install: LabCommand = {
	names: ['install'],
	run: (args, at) => {
		const {flags, values, words} = readOptions(args, [
			'-m',
			'--mode',
			'-o',
			'--owner',
			'-g',
			'--group',
			'-t',
			'--target-directory',
			'-S',
		]);
		const text = values.get('-m') ?? values.get('--mode');
		const mode = text === undefined ? 0o755 : modeFrom(text, 0o755);
		if (mode === undefined) return failed(`install: invalid mode ‘${text}’\n`);
		if (flags.has('-d') || flags.has('--directory')) {
			for (const word of words) {
				at.files.makeDirectory(at.path(word), mode);
				at.files.setMode(at.path(word), mode);
			}
			return said('');
		}
		const directory = values.get('-t') ?? values.get('--target-directory');
		const sources = directory === undefined ? words.slice(0, -1) : words;
		const last = directory ?? words.at(-1);
		if (last === undefined || sources.length === 0)
			return failed(
				words.length === 0
					? 'install: missing file operand\n'
					: `install: missing destination file operand after '${words[0]}'\n`,
			);
		for (const source of sources) {
			const content =
				source === '/dev/null' ? '' : source === '/dev/stdin' ? at.stdin : at.files.read(at.path(source));
			if (content === undefined) return failed(`install: cannot stat '${source}': No such file or directory\n`);
			const into = directory !== undefined || at.files.isDirectory(at.path(last));
			const target = into ? `${at.path(last)}/${nameOf(source)}` : at.path(last);
			const parent = target.slice(0, target.lastIndexOf('/')) || '/';
			if (flags.has('-D')) at.files.makeDirectory(parent);
			if (!at.files.isDirectory(parent))
				return failed(`install: cannot create regular file '${last}': No such file or directory\n`);
			at.files.write(target, content, mode);
		}
		return said('');
	},
};

const mktemp: LabCommand = {
	names: ['mktemp'],
	changes: false,
	run: (args, at) => {
		const {flags, values, words} = readOptions(args, ['-p', '--suffix']);
		const pattern = words[0] ?? 'tmp.XXXXXXXXXX';
		const base =
			values.get('-p') ??
			values.get('--tmpdir') ??
			(words[0] === undefined || flags.has('-t') || flags.has('--tmpdir') ? '/tmp' : undefined);
		const crosses = /X{3,}(?=[^X]*$)/.exec(pattern)?.[0];
		if (crosses === undefined) return failed(`mktemp: too few X's in template ‘${pattern}’\n`);
		for (let attempt = 0; attempt < 1000; attempt++) {
			const letters = Buffer.from(
				digest('mktemp', at.world.seed, at.machine.name, at.files.changes(), attempt),
				'hex',
			)
				.toString('base64url')
				.replaceAll(/[-_]/g, 'x');
			const name =
				pattern.replace(/X{3,}(?=[^X]*$)/, letters.slice(0, crosses.length)) + (values.get('--suffix') ?? '');
			const path = at.path(base === undefined ? name : `${base}/${name}`);
			if (at.files.exists(path)) continue;
			const parent = path.slice(0, path.lastIndexOf('/')) || '/';
			if (!at.files.isDirectory(parent))
				return failed(`mktemp: failed to create file via template ‘${pattern}’: No such file or directory\n`);
			if (!flags.has('-u')) {
				if (flags.has('-d')) at.files.makeDirectory(path, 0o700);
				else at.files.write(path, '', 0o600);
			}
			return said(`${path}\n`);
		}
		return failed('mktemp: failed to create file\n');
	},
};

/** Everything is root's here: a change of owner is right and changes nothing that anybody could see. */
const chown: LabCommand = {
	names: ['chown', 'chgrp'],
	run: (args, at) => {
		const {words, flags} = readOptions(args, ['--reference', '--from']);
		const [owner, ...paths] = words;
		if (owner === undefined || paths.length === 0) return failed(`${at.name}: missing operand\n`);
		const names = (at.name === 'chgrp' ? ['', owner] : owner.split(/[:.]/, 2)).map(
			(name, index) => [name, index === 0 ? 'user' : 'group'] as const,
		);
		for (const [name, kind] of names) {
			const known =
				name === '' ||
				/^\d+$/.test(name) ||
				(at.files.read(kind === 'user' ? '/etc/passwd' : '/etc/group') ?? '')
					.split('\n')
					.some(line => line.startsWith(`${name}:`));
			if (!known) return failed(`${at.name}: invalid ${kind}: ‘${owner}’\n`);
		}
		const missing = paths.find(path => !at.files.exists(at.path(path)));
		if (missing !== undefined && !flags.has('-f'))
			return failed(`${at.name}: cannot access '${missing}': No such file or directory\n`);
		return said('');
	},
};

const cmp: LabCommand = {
	names: ['cmp'],
	changes: false,
	run: (args, at) => {
		const {flags, words} = readOptions(args, ['-n', '-i']);
		const silent = flags.has('-s') || flags.has('--quiet') || flags.has('--silent');
		const texts = words
			.slice(0, 2)
			.map(word => (word === '-' ? at.stdin : word === '/dev/null' ? '' : at.files.read(at.path(word))));
		const missing = words.find((_, index) => index < 2 && texts[index] === undefined);
		if (words.length === 0)
			return failed("cmp: missing operand after 'cmp'\ncmp: Try 'cmp --help' for more information.\n", 2);
		if (missing !== undefined) return failed(silent ? '' : `cmp: ${missing}: No such file or directory\n`, 2);
		const [one, other] = [texts[0] ?? '', texts[1] ?? at.stdin];
		if (one === other) return said('');
		if (silent) return {exit: 1};
		let byte = 0;
		while (byte < one.length && one[byte] === other[byte]) byte++;
		const line = one.slice(0, byte).split('\n').length;
		if (byte === one.length || byte === other.length) {
			const shorter = one.length < other.length ? words[0] : (words[1] ?? '-');
			return failed(`cmp: EOF on ${shorter} after byte ${byte}, line ${line}\n`);
		}
		return said(`${words[0]} ${words[1] ?? '-'} differ: byte ${byte + 1}, line ${line}\n`, 1);
	},
};

const shuf: LabCommand = {
	names: ['shuf'],
	changes: false,
	run: (args, at) => {
		const {flags, values, words} = readOptions(args, ['-n', '-i']);
		const range = /^(\d+)-(\d+)$/.exec(values.get('-i') ?? '');
		const lines = range
			? Array.from({length: Number(range[2]) - Number(range[1]) + 1}, (_, index) =>
					String(Number(range[1]) + index),
				)
			: flags.has('-e')
				? [...words]
				: (words[0] === undefined ? at.stdin : (at.files.read(at.path(words[0])) ?? ''))
						.replace(/\n$/, '')
						.split('\n');
		const mixed = lines
			.map((line, index) => [digest(at.world.seed, at.world.now, index, line), line] as const)
			.toSorted(([a], [b]) => (a < b ? -1 : 1));
		return said(
			mixed
				.slice(0, Number(values.get('-n') ?? mixed.length))
				.map(([, line]) => `${line}\n`)
				.join(''),
		);
	},
};

const sync: LabCommand = {names: ['sync', 'ldconfig', 'udevadm'], changes: false, run: () => said('')};

const logger: LabCommand = {
	names: ['logger', 'systemd-cat'],
	run: (args, at): CommandResult => {
		const {values, words} = readOptions(args, ['-t', '--tag', '-p', '--priority', '--id']);
		const text = words.length > 0 ? words.join(' ') : at.stdin.trimEnd();
		const tag = values.get('-t') ?? values.get('--tag') ?? 'root';
		at.log('user.slice', text, tag);
		return said('');
	},
};

const path = (at: Shell, word: string): string => (at.files.exists(at.path(word)) ? at.path(word) : '');

const realpath: LabCommand = {
	names: ['realpath'],
	changes: false,
	run: async (args, at) => {
		const {flags, words} = readOptions(args, ['--relative-to', '--relative-base']);
		if (!flags.has('-m') && words.some(word => path(at, word) === ''))
			return failed(`realpath: ${words.find(word => path(at, word) === '')}: No such file or directory\n`);
		const done = await at.exec(`readlink -f ${words.map(word => `'${word}'`).join(' ')}`);
		return said(done.stdout || words.map(word => `${at.path(word)}\n`).join(''));
	},
};

export const fileCommands: readonly LabCommand[] = [install, mktemp, chown, cmp, shuf, sync, logger, realpath];
