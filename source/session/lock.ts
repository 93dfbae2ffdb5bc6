// One process per session. Who holds it is written in the lock, so that an error can say it.
import {linkSync, readFileSync, renameSync, rmSync} from 'node:fs';
import {dirname} from 'node:path';
import {cannotKeep, makeDirectory, writeFile} from './write-file.ts';

export type Holder = {
	readonly pid: number;
	readonly host: string;
	readonly user: string;
	/** Milliseconds since 1970. */
	readonly since: number;
	/** The process's start time as Linux counts it: a later process with the same number has another. */
	readonly started?: string;
};

/** Another process has the session; what a person is told of it stands in the texts. */
export class SessionHeld extends Error {
	readonly session: string;
	readonly holder: Holder;
	constructor(session: string, holder: Holder) {
		const {pid, host, user} = holder;
		super(`Session ${session} is open in another process (${pid} of ${user} on ${host}).`);
		this.session = session;
		this.holder = holder;
	}
}

export type Lock = {readonly release: () => void};

export type Self = Omit<Holder, 'since' | 'started'> & {
	/** Whether a process of this machine is there: the front door knows. */
	readonly isRunning: (pid: number) => boolean;
};

/** Undefined where there is no /proc. */
const startOf = (pid: number): string | undefined => {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		return stat
			.slice(stat.lastIndexOf(')') + 2)
			.split(' ')
			.at(19);
	} catch {
		return undefined;
	}
};

const read = (path: string): Holder | undefined => {
	try {
		return JSON.parse(readFileSync(path, 'utf8')) as Holder;
	} catch {
		return undefined;
	}
};

/** A lock from another machine (a shared home directory) is believed: its process cannot be asked from here. */
const isLive = (holder: Holder, self: Self): boolean => {
	if (holder.host !== self.host) return true;
	if (!self.isRunning(holder.pid)) return false;
	return holder.started === undefined || startOf(holder.pid) === holder.started;
};

const isSame = (one: Holder | undefined, other: Holder | undefined): boolean =>
	JSON.stringify(one) === JSON.stringify(other);

const tries = 20;

/** Throws SessionHeld when a living process has it, CannotKeep when the lock cannot be written. */
export const takeLock = (session: string, path: string, self: Self, now: number): Lock => {
	const {pid, host, user} = self;
	const started = startOf(pid);
	const mine: Holder = {pid, host, user, since: now, ...(started !== undefined && {started})};
	const draft = `${path}.${pid}`;
	const aside = `${draft}.stale`;
	makeDirectory(dirname(path));
	writeFile('lock', draft, JSON.stringify(mine));
	try {
		for (let round = 0; round < tries; round++) {
			try {
				// A link appears with all of its content, and for one process only.
				linkSync(draft, path);
				return {
					release: () => {
						if (isSame(read(path), mine)) rmSync(path, {force: true});
					},
				};
			} catch (error) {
				if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
					throw cannotKeep('lock', path, error);
				}
			}
			const holder = read(path);
			if (holder && isLive(holder, self)) throw new SessionHeld(session, holder);
			// Nobody is behind it: set it aside. What we set aside may be another's fresh lock by now; then it goes back.
			try {
				renameSync(path, aside);
			} catch {
				continue;
			}
			if (!isSame(read(aside), holder)) {
				try {
					linkSync(aside, path);
				} catch {
					// Somebody else was faster; the next round sees who.
				}
			}
			rmSync(aside, {force: true});
		}
		throw cannotKeep('lock', path, 'other processes keep taking it');
	} finally {
		rmSync(draft, {force: true});
	}
};

/** Who has the session now, if anybody has. */
export const holderOf = (path: string, self: Self): Holder | undefined => {
	const holder = read(path);
	return holder && isLive(holder, self) ? holder : undefined;
};
