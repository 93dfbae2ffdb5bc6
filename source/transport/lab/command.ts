// The contract of a command in the lab: it answers from the world and changes the world, nothing else.
import type {Files, FilesOf} from './files.ts';
import type {Machine, World} from './world.ts';

export type CommandResult = {readonly stdout?: string; readonly stderr?: string; readonly exit?: number};

/** `stdout` is bytes, one character each: what `openssl … -outform der` prints. */
export type BytesResult = CommandResult & {readonly bytes?: true};

/** Where a command runs, and all that it may touch. */
export type Shell = {
	readonly world: World;
	readonly machine: Machine;
	/** This machine's files. Paths must be absolute: see `path`. */
	readonly files: Files;
	readonly filesOf: FilesOf;
	/** Standard input as text. */
	readonly stdin: string;
	/** Standard input as it came, one character for each byte. */
	readonly stdinBytes: string;
	readonly env: ReadonlyMap<string, string>;
	readonly cwd: string;
	/** The name the command was called by: `ip6tables` and `iptables` may be one command. */
	readonly name: string;
	/** Makes a path absolute against the working directory. */
	readonly path: (path: string) => string;
	/** What this machine's clock says, in milliseconds since 1970 (the world's time and the clock's offset). */
	readonly now: () => number;
	/** A line in this machine's journal, under the unit and its program's name. */
	readonly log: (unit: string, text: string, identifier?: string) => void;
	/** Lets the consequences happen now, in the middle of a command. After a command it happens by itself. */
	readonly settle: () => void;
	/** Simulated time passes, consequences included. Rejects when the job is aborted or the machine loses power. */
	readonly pass: (milliseconds: number) => Promise<void>;
	/** Runs something that may spend no more simulated time than this; undefined when it wanted more. */
	readonly within: <Result>(
		milliseconds: number,
		work: (signal: AbortSignal) => Promise<Result>,
	) => Promise<Result | undefined>;
	/** Bash on this machine, as a child of this command. */
	readonly exec: (script: string, options?: ExecOptions) => Promise<Required<CommandResult>>;
	/** The bundled command of that name, when just-bash has one. */
	readonly bundled: (args: readonly string[], stdin?: string) => Promise<CommandResult>;
	/** Bash that runs when the script ends, whatever its end: the last one counts. */
	readonly atExit: (script: string) => void;
	/** Bash on another machine as root: what ssh and scp are made of. Undefined when there is no such machine. */
	readonly on: (machine: string) => Remote | undefined;
};

export type ExecOptions = {
	readonly stdin?: string;
	readonly cwd?: string;
	readonly env?: Readonly<Record<string, string>>;
	readonly args?: readonly string[];
	/** Ends it early, besides whatever ends its caller. */
	readonly signal?: AbortSignal;
};

export type Remote = {readonly machine: Machine; readonly files: Files; readonly exec: Shell['exec']};

export type LabCommand = {
	/**
	 * The first is its own name, others are aliases. A command is found only while a file of that name is in the PATH:
	 * packages bring the files (packages.ts), so a command whose package is missing is `command not found`.
	 */
	readonly names: readonly [string, ...string[]];
	/** False when it does not change the world (with these arguments): then nothing has to settle after it. Left out: true. */
	readonly changes?: false | ((args: readonly string[]) => boolean);
	/** The bundled command of that name does the work when this answers undefined. */
	readonly run: (args: readonly string[], at: Shell) => BytesResult | undefined | Promise<BytesResult | undefined>;
};

export const said = (stdout: string, exit = 0): CommandResult => ({stdout, exit});

export const failed = (stderr: string, exit = 1, stdout = ''): CommandResult => ({stdout, stderr, exit});
