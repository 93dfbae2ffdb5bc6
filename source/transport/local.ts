// This machine: questions and jobs as on any host, for the operator's own tasks and for a host of the plan that is here.
import type {Clock} from '../engine/clock.ts';
import type {Transport} from '../engine/transport.ts';
import {overShell} from './over-shell.ts';
import {start} from './shell.ts';

export type LocalOptions = {
	/** Directory of the jobs; made when it is missing. Nobody but its owner can read it. */
	readonly jobs: string;
	readonly clock?: Clock;
	/** Everything runs as root, through sudo when kubewalk does not. Left out: as who runs kubewalk. */
	readonly root?: true;
};

const plain = ['sh', '-s'] as const;
const asRoot = ['sudo', '-n', '-H', '--', 'sh', '-s'] as const;

const needsPassword =
	/sudo:.*(?:password is required|terminal is required|not found)|sudo: not found|not in the sudoers|not allowed to/;

export const createLocal = ({jobs, clock, root}: LocalOptions): Transport =>
	overShell({
		jobs,
		...(clock && {clock}),
		open: () => {
			const command = root && process.getuid?.() !== 0 ? asRoot : plain;
			return Promise.resolve((script, signal, onData) => start(command, script, signal, onData));
		},
		explain: async (host, {exit, stderr}) => {
			if (needsPassword.test(stderr)) {
				return `${host.name} is this machine, and sudo does not make you root here without a password: run kubewalk as root, or allow it (NOPASSWD in /etc/sudoers.d).`;
			}
			const last = stderr.trim().split('\n').at(-1);
			return `The shell of this machine (${host.name}) ended with ${exit ?? 'a signal'} before it answered${last ? `: ${last}` : '.'}`;
		},
		close: () => Promise.resolve(),
	});
