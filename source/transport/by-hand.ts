// Hosts that kubewalk cannot reach: the operator runs there what is shown, and pastes what it printed.
import type {Host} from '../engine/given.ts';
import {HostUnreachable, type Transport} from '../engine/transport.ts';

const refuse = async ({name}: Host): Promise<never> => {
	throw new HostUnreachable(
		name,
		`${name} is reached by hand, and nobody can be asked here: use kubewalk walk or run on a terminal.`,
	);
};

/** For a front door where nobody can be asked: a survey, or a run without a terminal. */
export const nobody: Transport = {ask: refuse, run: refuse, reattach: refuse, close: async () => undefined};
