// The shared connections of one session: a socket for each host, in a directory that nobody else can enter.
import {existsSync} from 'node:fs';
import {mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {start} from './shell.ts';
import {sharing} from './ssh-options.ts';

export type Sockets = {
	readonly of: (host: string) => Promise<string>;
	/** Whether there is a connection behind the host's socket. */
	readonly isOpen: (host: string) => boolean;
	/** The next connection has a socket of its own; what goes on over the old one is not cut. */
	readonly forget: (host: string) => void;
	/** Ends the host's connection. */
	readonly end: (host: string) => Promise<void>;
	/** Ends every connection there is. */
	readonly close: () => Promise<void>;
};

/** A socket's path has 104 bytes on some systems, and ssh adds 17 of its own while it makes it. */
const longestSocket = 80;

const makeDirectory = async (wish: string | undefined): Promise<string> => {
	const places = [wish, process.env['XDG_RUNTIME_DIR'], tmpdir(), '/tmp'];
	for (const place of places) {
		if (!place || Buffer.byteLength(place) > longestSocket) continue;
		const made = await mkdtemp(join(place, 'kw-')).catch(() => undefined);
		if (made !== undefined) return made;
	}
	throw new Error('No directory for the ssh connections can be made in $XDG_RUNTIME_DIR or /tmp: make room there.');
};

const never = new AbortController().signal;

/** The name of the host does not matter: the socket leads to it. */
const endShared = async (socket: string): Promise<void> => {
	const command = ['ssh', '-F', 'none', '-O', 'exit', ...sharing(socket), '--', 'shared'] as const;
	await start(command, '', never, () => undefined);
};

export const createSockets = (wish: string | undefined): Sockets => {
	const paths = new Map<string, string>();
	let directory: Promise<string> | undefined;
	let count = 0;
	const isOpen = (host: string): boolean => existsSync(paths.get(host) ?? '');
	return {
		of: async host => {
			directory ??= makeDirectory(wish);
			const place = await directory;
			const path = paths.get(host) ?? join(place, `${count++}`);
			paths.set(host, path);
			return path;
		},
		isOpen,
		forget: host => void paths.delete(host),
		end: async host => {
			if (isOpen(host)) await endShared(paths.get(host)!);
			paths.delete(host);
		},
		close: async () => {
			if (!directory) return;
			const place = await directory;
			directory = undefined;
			paths.clear();
			await Promise.all((await readdir(place)).map(socket => endShared(join(place, socket))));
			await rm(place, {recursive: true, force: true});
		},
	};
};
