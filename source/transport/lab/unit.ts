// What a systemd unit is made of in the lab: its files, when its program can start, and what it listens on.
import type {Files, FilesOf} from './files.ts';
import type {Machine, World} from './world.ts';

export type UnitAt = {
	readonly world: World;
	readonly machine: Machine;
	readonly files: Files;
	readonly filesOf: FilesOf;
	/** A line in the machine's journal as this unit's program says it; `identifier` and `pid` for its children. */
	readonly say: (text: string, identifier?: string, pid?: number) => void;
	/** The main process. */
	readonly pid: number;
	/** Everything that listens on this machine now. */
	readonly listeners: () => readonly Listener[];
};

/** The program ended by itself: what it said first, and how it ended. */
export type Refusal = {readonly says: readonly string[]; readonly status: number};

export type Listener = {
	readonly protocol: 'tcp' | 'udp' | 'vrrp';
	/** `*` is every address of both families, `0.0.0.0` every IPv4 address. */
	readonly address: string;
	readonly port: number;
	/** Name of the process, and its id. */
	readonly program: string;
	readonly pid: number;
};

export type UnitDeclaration = {
	/** With its suffix: `haproxy.service`. */
	readonly name: string;
	readonly description: string;
	readonly documentation?: readonly string[];
	/** Name of the program in the journal and in `ss`; undefined for targets, slices and one-shot units of the system. */
	readonly program?: string;
	readonly execStart: string;
	/** Other main process lines of `systemctl status`, such as ExecStartPre. */
	readonly execStartPre?: string;
	readonly type: 'simple' | 'notify' | 'forking' | 'oneshot';
	/** Restart=always (or on-failure) with its RestartSec in seconds. Left out: it stays down. */
	readonly restartAfter?: number;
	/** Text of the unit's file; its package puts it at `path`. Left out: a plain one is made from the fields above. */
	readonly text?: string;
	/** Left out: /lib/systemd/system/NAME. */
	readonly path?: string;
	/** Drop-ins by path, with their text; the package brings them too. */
	readonly dropIns?: Readonly<Record<string, string>>;
	/** `ConditionFileNotEmpty=…`: while it is not met the unit is skipped in silence, and `systemctl start` says nothing. */
	readonly condition?: {readonly words: string; readonly met: (at: UnitAt) => boolean};
	/** Undefined: it starts. Otherwise why its program ends again. Runs at every start, restart and boot. */
	readonly start?: (at: UnitAt) => Refusal | undefined;
	/** As `start`, for a reload; a refusal leaves the old program running. Left out: the unit cannot be reloaded. */
	readonly reload?: (at: UnitAt) => Refusal | undefined;
	/** Before it stops on request: last words of its program. */
	readonly stopping?: (at: UnitAt) => void;
	/** After it has stopped: what its program takes with it (addresses, containers). */
	readonly stopped?: (at: UnitAt) => void;
	/** Asked while it is active: a reason for which the running program ends by itself. */
	readonly ends?: (at: UnitAt) => Refusal | undefined;
	/** Sockets while it is active. */
	readonly listens?: (at: UnitAt) => readonly Omit<Listener, 'pid' | 'program'>[];
};
