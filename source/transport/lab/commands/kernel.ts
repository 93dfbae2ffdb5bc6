// Modules and parameters of the running kernel.
import {failed, said, type CommandResult, type LabCommand, type Shell} from '../command.ts';
import {isBuiltin, kernelModules, loadModule, moduleName, moduleOn, unloadModule, usersOf} from '../kernel-modules.ts';
import {readOptions} from '../options.ts';
import {readOnlyParameters, setParameter} from '../kernel-parameters.ts';
import {assignments, sysctlFiles} from '../sysctl-files.ts';

const directory = (at: Shell): string => `/lib/modules/${at.machine.kernel}`;

const remove = (at: Shell, given: string): CommandResult => {
	const name = moduleName(given);
	if (isBuiltin(name)) return failed(`modprobe: FATAL: Module ${name} is builtin.\n`);
	if (!kernelModules[name]) return failed(`modprobe: FATAL: Module ${given} not found.\n`);
	if (!at.machine.modules.includes(name)) return said('');
	if (usersOf(at.machine, name).length > 0 || inUse(at, name))
		return failed(`modprobe: FATAL: Module ${name} is in use.\n`);
	unloadModule(at.machine, name);
	// What it needed goes too when nobody else needs it.
	for (const needed of kernelModules[name].needs ?? [])
		if (at.machine.modules.includes(needed) && usersOf(at.machine, needed).length === 0) remove(at, needed);
	return said('');
};

/** overlay holds the file systems of running containers; the bridge of the pod network holds the other. */
const inUse = (at: Shell, name: string): boolean =>
	(name === 'overlay' || name === 'veth') && at.machine.containers.some(container => container.state === 'running');

const modprobe: LabCommand = {
	names: ['modprobe'],
	run: (args, at) => {
		const options = readOptions(args, ['-C', '-d', '-S']);
		const {flags, words} = options;
		if (words.length === 0) return failed('modprobe: ERROR: missing parameters. See -h.\n');
		if (flags.has('-r') || flags.has('--remove')) {
			for (const name of words) {
				const result = remove(at, name);
				if (result.exit) return flags.has('-q') ? {exit: 1} : result;
			}
			return said('');
		}
		// Without -a, everything after the name is a parameter of the module.
		for (const name of flags.has('-a') ? words : words.slice(0, 1)) {
			if (
				flags.has('-n') || flags.has('--dry-run')
					? moduleOn(at.machine, name) || isBuiltin(name)
					: loadModule(at.machine, name)
			)
				continue;
			return flags.has('-q')
				? {exit: 1}
				: failed(`modprobe: FATAL: Module ${name} not found in directory ${directory(at)}\n`);
		}
		return said('');
	},
};

const rmmod: LabCommand = {
	names: ['rmmod'],
	run: (args, at) => {
		const name = moduleName(args.find(arg => !arg.startsWith('-')) ?? '');
		if (!at.machine.modules.includes(name)) return failed(`rmmod: ERROR: Module ${name} is not currently loaded\n`);
		const users = usersOf(at.machine, name);
		if (users.length > 0) return failed(`rmmod: ERROR: Module ${name} is in use by: ${users.join(' ')}\n`);
		unloadModule(at.machine, name);
		return said('');
	},
};

const lsmod: LabCommand = {
	names: ['lsmod'],
	changes: false,
	run: (_, at) => {
		const rows = at.machine.modules.toReversed().map(name => {
			const users = usersOf(at.machine, name);
			return `${name.padEnd(20)} ${String(kernelModules[name]?.size ?? 16_384).padStart(7)}  ${users.length}${users.length > 0 ? ` ${users.join(',')}` : ''}`;
		});
		return said(`Module                  Size  Used by\n${rows.map(row => `${row}\n`).join('')}`);
	},
};

const modinfo: LabCommand = {
	names: ['modinfo'],
	changes: false,
	run: (args, at) => {
		const {words} = readOptions(args, ['-F']);
		const name = moduleName(words[0] ?? '');
		const module = moduleOn(at.machine, name);
		if (isBuiltin(name)) return said(`name:           ${name}\nfilename:       (builtin)\n`);
		if (!module) return failed(`modinfo: ERROR: Module ${words[0]} not found.\n`);
		return said(
			`filename:       ${directory(at)}/kernel/${name}.ko\nlicense:        GPL\ndepends:        ${(module.needs ?? []).join(',')}\nretpoline:      Y\nintree:         Y\nname:           ${name}\nvermagic:       ${at.machine.kernel} SMP preempt mod_unload modversions\n`,
		);
	},
};

const depmod: LabCommand = {names: ['depmod', 'insmod'], changes: false, run: () => said('')};

const missing = (name: string): string =>
	`sysctl: cannot stat /proc/sys/${name.replaceAll('.', '/')}: No such file or directory\n`;

/** Writes one parameter and says what sysctl says; `lenient` is the `-` in front of a key. */
const assign = (
	at: Shell,
	name: string,
	value: string,
	quiet: boolean,
	bare: boolean,
	lenient = false,
): CommandResult => {
	if (at.machine.sysctl[name] === undefined) return failed(missing(name), lenient ? 0 : 1);
	if (readOnlyParameters.has(name)) return failed(`sysctl: permission denied on key "${name}"\n`, lenient ? 0 : 1);
	setParameter(at.machine.sysctl, name, value);
	if (name === 'kernel.hostname') at.machine.hostname = value;
	return said(quiet ? '' : bare ? `${value}\n` : `${name} = ${value}\n`);
};

const apply = (at: Shell, text: string, quiet: boolean, ignore: boolean): CommandResult => {
	const results = assignments(text).map(({key, value, lenient}) =>
		assign(at, key, value, quiet, false, lenient || ignore),
	);
	return {
		stdout: results.map(result => result.stdout ?? '').join(''),
		stderr: results.map(result => result.stderr ?? '').join(''),
		exit: results.some(result => result.exit) ? 1 : 0,
	};
};

const sysctl: LabCommand = {
	names: ['sysctl'],
	changes: args => args.some(arg => arg.includes('=') || ['-p', '--load', '--system', '-w'].includes(arg)),
	run: (args, at) => {
		const normalised = args.flatMap((arg, index) => {
			// -p may stand alone: then it means /etc/sysctl.conf.
			if (arg === '-p' || arg === '--load')
				return args[index + 1] === undefined || args[index + 1]!.startsWith('-')
					? ['--load=/etc/sysctl.conf']
					: ['--load'];
			return [arg];
		});
		const {flags, values, words} = readOptions(normalised, ['-r', '--pattern']);
		const quiet = flags.has('-q') || flags.has('--quiet');
		const bare = flags.has('-n') || flags.has('--values');
		const ignore = flags.has('-e') || flags.has('--ignore');
		const load = values.get('--load');
		if (flags.has('--system')) {
			const files = sysctlFiles(at.files);
			const heads = quiet ? '' : files.map(path => `* Applying ${path} ...\n`).join('');
			const results = files.map(path => apply(at, at.files.read(path) ?? '', quiet, ignore));
			return {
				stdout: heads + results.map(result => result.stdout ?? '').join(''),
				stderr: results.map(result => result.stderr ?? '').join(''),
				exit: results.some(result => result.exit) ? 1 : 0,
			};
		}
		if (load !== undefined || flags.has('--load')) {
			const paths = load === undefined ? words : [load];
			const results = paths.map(path => {
				const text = path === '-' ? at.stdin : at.files.read(at.path(path));
				if (text === undefined) return failed(`sysctl: cannot open "${path}": No such file or directory\n`);
				return apply(at, text, quiet, ignore);
			});
			return {
				stdout: results.map(result => result.stdout ?? '').join(''),
				stderr: results.map(result => result.stderr ?? '').join(''),
				exit: results.some(result => result.exit) ? 1 : 0,
			};
		}
		const all = flags.has('-a') || flags.has('--all') || flags.has('-A');
		const names = all ? Object.keys(at.machine.sysctl).toSorted() : words;
		let stdout = '';
		let stderr = '';
		for (const word of names) {
			const equals = word.indexOf('=');
			const name = (equals === -1 ? word : word.slice(0, equals)).trim().replaceAll('/', '.');
			if (equals !== -1) {
				const result = assign(at, name, word.slice(equals + 1).trim(), quiet, bare);
				stdout += result.stdout ?? '';
				stderr += result.stderr ?? '';
				continue;
			}
			const value = at.machine.sysctl[name];
			const below = Object.keys(at.machine.sysctl)
				.filter(key => key.startsWith(`${name}.`))
				.toSorted();
			if (value === undefined && below.length === 0) stderr += ignore ? '' : missing(name);
			for (const key of value === undefined ? below : [name])
				stdout += bare
					? `${at.machine.sysctl[key]}\n`
					: flags.has('-N')
						? `${key}\n`
						: `${key} = ${at.machine.sysctl[key]}\n`;
		}
		return {stdout, stderr, exit: stderr === '' ? 0 : 255};
	},
};

export const kernelCommands: readonly LabCommand[] = [modprobe, rmmod, lsmod, modinfo, depmod, sysctl];
