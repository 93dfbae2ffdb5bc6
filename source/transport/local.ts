// This machine: questions and jobs as on any host, for the tasks of the operator's own machine.
import type {Clock} from '../engine/clock.ts';
import type {Transport} from '../engine/transport.ts';
import {overShell} from './over-shell.ts';
import {start} from './shell.ts';

export type LocalOptions = {
	/** Directory of the jobs; made when it is missing. Nobody but its owner can read it. */
	readonly jobs: string;
	readonly clock?: Clock;
};

export const createLocal = ({jobs, clock}: LocalOptions): Transport =>
	overShell({
		jobs,
		...(clock && {clock}),
		open: () => Promise.resolve((script, signal, onData) => start(['sh', '-s'], script, signal, onData)),
		explain: async (host, {exit, stderr}) => {
			const last = stderr.trim().split('\n').at(-1);
			return `The shell of this machine (${host.name}) ended with ${exit ?? 'a signal'} before it answered${last ? `: ${last}` : '.'}`;
		},
		close: () => Promise.resolve(),
	});
