/**
 * A machine's file system as commands and causes see it: synchronous, absolute paths, text.
 * /proc and /sys are made from the machine's state when they are read; writing below /proc/sys changes that state.
 */
export type Files = {
	/** Undefined when there is no such file (or it is a directory). Symbolic links are followed. */
	readonly read: (path: string) => string | undefined;
	/** Missing directories are made. The mode of a file that is there stays when none is given. */
	readonly write: (path: string, text: string, mode?: number) => void;
	readonly append: (path: string, text: string) => void;
	/** A file, or a directory with all below it; nothing happens when it is not there. */
	readonly remove: (path: string) => void;
	/** File, directory or link that leads somewhere. */
	readonly exists: (path: string) => boolean;
	readonly isDirectory: (path: string) => boolean;
	/** Names in a directory, sorted; empty when there is no such directory. */
	readonly list: (path: string) => readonly string[];
	readonly makeDirectory: (path: string, mode?: number) => void;
	readonly link: (target: string, path: string) => void;
	/** Where a symbolic link points, unresolved. */
	readonly linkTarget: (path: string) => string | undefined;
	readonly mode: (path: string) => number | undefined;
	readonly setMode: (path: string, mode: number) => void;
	/** Simulated milliseconds since 1970. */
	readonly changedAt: (path: string) => number | undefined;
	/** Goes up with every change; compare to see whether anything was written. */
	readonly changes: () => number;
};

/** The files of a machine by its name; off machines keep theirs. */
export type FilesOf = (machine: string) => Files;
