// This machine: questions and jobs as on any host, for the operator's own tasks and for a host of the plan that is here.
import type {Clock} from '../engine/clock.ts';
import type {Transport} from '../engine/transport.ts';
import {overShell} from './over-shell.ts';
import {type Command, type Shell, start} from './shell.ts';
import {isWrongPassword, passwordShells, type Reach, sudoShells, wantsPassword} from './sudo.ts';

export type LocalOptions = {
	/** Directory of the jobs; made when it is missing. Nobody but its owner can read it. */
	readonly jobs: string;
	readonly clock?: Clock;
	/** Everything runs as root, through sudo when kubewalk does not. Left out: as who runs kubewalk. */
	readonly root?: {/** What sudo asks for, on its stdin. */ readonly password?: string};
};

/** A command of a shell, here. */
export const localReach: Reach = command => ['sh', '-c', command];

export const isRoot = (): boolean => process.getuid?.() === 0;

const plain: Command = ['sh', '-s'];

export const createLocal = ({jobs, clock, root}: LocalOptions): Transport => {
	const {password} = root ?? {};
	const asRoot = password === undefined ? sudoShells(localReach) : passwordShells(localReach, password);
	const shell: Shell =
		root && !isRoot() ? asRoot.shell : (script, signal, onData) => start(plain, script, signal, onData);
	return overShell({
		jobs,
		...(clock && {clock}),
		open: async () => shell,
		explain: async (host, ended) => {
			const {exit, stderr} = ended;
			if (root && (wantsPassword(ended) || isWrongPassword(ended) || /sudo/.test(stderr))) {
				return `${host.name} is this machine, and sudo does not make you root here: give its password when kubewalk asks on a terminal, allow sudo without one (NOPASSWD in /etc/sudoers.d), or run kubewalk as root.`;
			}
			const last = stderr.trim().split('\n').at(-1);
			return `The shell of this machine (${host.name}) ended with ${exit ?? 'a signal'} before it answered${last ? `: ${last}` : '.'}`;
		},
		close: async () => asRoot.close(),
	});
};
