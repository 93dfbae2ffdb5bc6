// Where kubewalk keeps what it remembers: $KUBEWALK_HOME, else the XDG directories.
import {join, resolve} from 'node:path';

/** What of the environment decides; handed in, because only the front door reads the process. */
export type Environment = {
	readonly KUBEWALK_HOME?: string | undefined;
	readonly XDG_STATE_HOME?: string | undefined;
	readonly XDG_CONFIG_HOME?: string | undefined;
	readonly HOME?: string | undefined;
};

export type Home = {
	readonly sessions: string;
	readonly preferences: string;
	/** Jobs of this machine, for the local transport. */
	readonly jobs: string;
	/** Host keys that the operator accepted; kept over sessions, so that a changed key is noticed. */
	readonly knownHosts: string;
};

export type SessionFiles = {
	readonly directory: string;
	readonly about: string;
	readonly journal: string;
	/** How it stood when it was left. */
	readonly summary: string;
	readonly logs: string;
	readonly secrets: string;
	readonly lock: string;
	/** The state of simulated hosts. */
	readonly lab: string;
};

/** XDG says: a relative path in its variables is to be ignored. */
const absolute = (path: string | undefined): string | undefined => (path?.startsWith('/') ? path : undefined);

/** `fallback` is the user's home directory as the system has it, for an environment without HOME. */
export const homeOf = (environment: Environment, fallback: string): Home => {
	const {XDG_STATE_HOME: state, XDG_CONFIG_HOME: config} = environment;
	// Scripts begin in another directory than the operator's.
	const own = environment.KUBEWALK_HOME && resolve(environment.KUBEWALK_HOME);
	const home = environment.HOME || fallback;
	const kept = own || join(absolute(state) ?? join(home, '.local/state'), 'kubewalk');
	const preferences = own || join(absolute(config) ?? join(home, '.config'), 'kubewalk');
	return {
		sessions: join(kept, 'sessions'),
		preferences,
		jobs: join(kept, 'jobs'),
		knownHosts: join(kept, 'known_hosts'),
	};
};

export const filesOf = (home: Home, session: string): SessionFiles => {
	const directory = join(home.sessions, session);
	return {
		directory,
		about: join(directory, 'session.json'),
		journal: join(directory, 'journal.jsonl'),
		summary: join(directory, 'summary.json'),
		logs: join(directory, 'logs'),
		secrets: join(directory, 'secrets'),
		lock: join(directory, 'lock'),
		lab: join(directory, 'lab.json'),
	};
};
