// One machine's bash: just-bash with this machine's disk, and the lab's commands in front of the bundled ones.
import type {Bash, Command} from 'just-bash';
import type {CommandResult, ExecOptions, LabCommand, Remote, Shell} from './command.ts';
import {labCommands} from './commands/index.ts';
import {diskFs} from './disk-fs.ts';
import {normal, type Disk} from './disk.ts';
import {quote} from '../../engine/script.ts';
import {errorLines} from './error-lines.ts';
import {setExitTrap, withExitTrap} from './exit-trap.ts';
import type {FilesOf} from './files.ts';
import {log as writeLog, machineTime} from './journal.ts';
import {kindOf} from './machines/kinds.ts';
import {missingDirectories} from './missing-directories.ts';
import {connect} from './network.ts';
import {withPatience} from './patience.ts';
import {shellWords} from './programs.ts';
import {resolve} from './resolve.ts';
import {systemPrograms} from './system-programs.ts';
import type {Machine, World} from './world.ts';

type JustBash = typeof import('just-bash');

/** What a host needs of the lab around it. */
export type Surroundings = {
	readonly world: World;
	readonly filesOf: FilesOf;
	/** Undefined when there is no such machine. */
	readonly hostOf: (machine: string) => Promise<Host> | undefined;
	readonly settle: () => void;
	/** Simulated time passes for whoever waits under this signal. */
	readonly pass: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
};

export type HostResult = Required<CommandResult> & {readonly env: Readonly<Record<string, string>>};

export type HostOptions = {
	readonly signal?: AbortSignal;
	readonly env?: Readonly<Record<string, string>>;
	readonly cwd?: string;
	readonly stdin?: string;
	readonly args?: readonly string[];
};

export type Host = {readonly exec: (script: string, options?: HostOptions) => Promise<HostResult>};

const loginEnvironment = (machine: Machine): Record<string, string> => ({
	HOME: '/root',
	USER: 'root',
	LOGNAME: 'root',
	SHELL: '/bin/bash',
	LANG: 'C.UTF-8',
	TZ: 'UTC',
	PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
	HOSTNAME: machine.hostname,
	BASH_VERSION: kindOf(machine).bash,
});

/** `command -v` and `type` of just-bash find every registered command; here a command is there while its file is. */
const forget = (bash: Bash, present: (name: string) => boolean): void => {
	const {commands} = bash as unknown as {commands: Map<string, unknown>};
	const [has, get] = [commands.has.bind(commands), commands.get.bind(commands)];
	commands.has = name => has(name) && present(name);
	commands.get = name => (present(name) ? get(name) : undefined);
};

/** Either of two reasons to end. */
const signalOf = (one: AbortSignal | undefined, other: AbortSignal | undefined): {signal?: AbortSignal} => {
	const both = [one, other].filter(signal => signal !== undefined);
	return both.length === 0 ? {} : {signal: both.length === 1 ? both[0]! : AbortSignal.any(both)};
};

const dialWith =
	(around: Surroundings, machine: Machine) =>
	(host: string, port: number): string | undefined => {
		const address = resolve(around.world, around.filesOf(machine.name), host);
		if (address === undefined) return 'Name or service not known';
		const {outcome} = connect(around.world, around.filesOf, machine, address, port);
		const words = {
			open: undefined,
			refused: 'Connection refused',
			timeout: 'Connection timed out',
			unreachable: 'No route to host',
		};
		return words[outcome];
	};

export const createHost = (library: JustBash, machine: Machine, disk: Disk, around: Surroundings): Host => {
	const {world} = around;
	const clock = (): number => machineTime(world, machine);
	const hidden = new Set(shellWords);
	const known = new Set(labCommands.flatMap(({names}) => names));
	const fs = diskFs(disk, dialWith(around, machine), hidden, clock);

	const shellOf = (name: string, context: Parameters<Command['execute']>[1]): Shell => {
		const exec = async (script: string, options: ExecOptions = {}): Promise<Required<CommandResult>> => {
			if (!context.exec) throw new Error('no shell');
			const done = await context.exec(script, {
				cwd: options.cwd ?? context.cwd,
				...(options.env && {env: {...options.env}}),
				...(options.stdin !== undefined && {stdin: options.stdin}),
				...(options.args && {args: [...options.args]}),
				...signalOf(context.signal, options.signal),
			});
			return {stdout: done.stdout, stderr: done.stderr, exit: done.exitCode};
		};
		const shell: Shell = {
			world,
			machine,
			files: disk,
			filesOf: around.filesOf,
			get stdin() {
				return library.decodeBytesToUtf8(context.stdin);
			},
			get stdinBytes() {
				return context.stdin as unknown as string;
			},
			env: context.env,
			cwd: context.cwd,
			name,
			path: path => normal(path.startsWith('/') ? path : `${context.cwd}/${path}`),
			now: clock,
			log: (unit, text, identifier = unit.replace(/\.service$/, '')) =>
				writeLog(world, machine, unit, identifier, machine.units[unit]?.pid ?? 1, text),
			settle: around.settle,
			pass: milliseconds => around.pass(milliseconds, context.signal),
			within: async (milliseconds, work) => {
				let late = false;
				const done = await withPatience(milliseconds, signal => {
					signal.addEventListener('abort', () => (late = true));
					return work(signal);
				});
				return late ? undefined : done;
			},
			exec,
			bundled: async (args, stdin) => {
				if (!context.origCommand) return {stderr: `bash: ${name}: command not found\n`, exit: 127};
				if (stdin === undefined || stdin === shell.stdin) {
					const done = await context.origCommand([...args]);
					return {stdout: done.stdout, stderr: done.stderr, exit: done.exitCode};
				}
				// The bundled command reads what its caller reads: another input needs another caller.
				return exec(`${name} ${args.map(quote).join(' ')}`, {stdin});
			},
			atExit: setExitTrap,
			on: (other): Remote | undefined => {
				const there = world.machines[other];
				const host = around.hostOf(other);
				if (!there || !host) return undefined;
				return {
					machine: there,
					files: around.filesOf(other),
					exec: async (script, options = {}) =>
						(await host).exec(script, {...options, ...signalOf(context.signal, options.signal)}),
				};
			},
		};
		return shell;
	};

	const bundle = ({names, run, changes}: LabCommand): Command[] =>
		names.map(name => ({
			name,
			execute: async (args, context) => {
				const answer = await run(args, shellOf(name, context));
				if (typeof changes === 'function' ? changes(args) : changes !== false) around.settle();
				if (answer)
					return {
						stdout: answer.stdout ?? '',
						stderr: answer.stderr ?? '',
						exitCode: answer.exit ?? 0,
						...(answer.bytes
							? ({stdoutKind: 'bytes', stdoutEncoding: 'binary'} as const)
							: ({stdoutKind: 'text'} as const)),
					};
				if (context.origCommand) return context.origCommand(args);
				return {stdout: '', stderr: `bash: ${name}: command not found\n`, exitCode: 127};
			},
		}));

	const bash: Bash = new library.Bash({
		fs,
		cwd: '/root',
		env: loginEnvironment(machine),
		defenseInDepth: false,
		processInfo: {pid: 1201, ppid: 1200, uid: 0, gid: 0},
		sleep: async () => undefined,
		executionLimits: {maxCommandCount: 1_000_000, maxLoopIterations: 1_000_000, maxWorkUnits: 50_000_000},
		customCommands: labCommands.flatMap(bundle),
	});

	const present = (name: string): boolean =>
		hidden.has(name) || ['/usr/bin', '/usr/sbin', '/usr/local/bin'].some(path => disk.exists(`${path}/${name}`));
	forget(bash, present);
	bash.registerTransformPlugin(missingDirectories);
	bash.registerTransformPlugin(
		systemPrograms({
			isSystem: name => known.has(name) && !disk.exists(`/usr/bin/${name}`) && disk.exists(`/usr/sbin/${name}`),
			// The script that is read now may be about to write it.
			isScript: path =>
				path.startsWith('/usr/local/') && (!disk.exists(path) || ((disk.mode(path) ?? 0) & 0o111) !== 0),
		}),
	);

	const once = async (script: string, options: HostOptions): Promise<HostResult> => {
		try {
			const done = await bash.exec(script, {
				rawScript: true,
				env: {...loginEnvironment(machine), ...options.env},
				cwd: options.cwd ?? '/root',
				...(options.stdin !== undefined && {stdin: options.stdin}),
				...(options.args && {args: [...options.args]}),
				...(options.signal && {signal: options.signal}),
			});
			return {stdout: done.stdout, stderr: errorLines(script, done.stderr), exit: done.exitCode, env: done.env};
		} catch (error) {
			// A redirection that cannot be written ends a script of just-bash; bash would go on with the next line.
			const {code, path} = error as {code?: string; path?: string};
			if (code === undefined) throw error;
			const words = (error as Error).message.replace(/^\w+: ([a-z])/, (_, letter: string) =>
				letter.toUpperCase(),
			);
			return {stdout: '', stderr: `bash: line 1: ${path ?? ''}: ${words.split(',', 1)[0]}\n`, exit: 1, env: {}};
		}
	};

	return {
		exec: async (script, options = {}) => {
			const before = disk.changes();
			const result = await withExitTrap(
				() => once(script, options),
				async (last, done) => {
					const {signal: _, ...rest} = options;
					const more = await once(last, {...rest, env: done.env, cwd: done.env['PWD'] ?? '/root'});
					return {...done, stdout: done.stdout + more.stdout, stderr: done.stderr + more.stderr};
				},
			);
			if (disk.changes() !== before) around.settle();
			return result;
		},
	};
};
