// An engine at simulated hosts that nobody resumes and that keeps no secrets, with the store it writes to.
import type {Book} from '../../source/engine/declare.ts';
import {createEngine} from '../../source/engine/engine.ts';
import {createStore} from '../../source/engine/store.ts';
import type {Lab} from '../../source/transport/lab/lab.ts';
import type {Plan} from '../../steps/plan.ts';

export const engineAtLab = (
	{transport, clock}: Pick<Lab, 'transport' | 'clock'>,
	plan: Plan,
	book: Book,
	session = 's1',
) => {
	const store = createStore(tell => tell());
	const engine = createEngine({
		session,
		book,
		hosts: plan.hosts,
		settings: {plan},
		transport,
		store,
		clock,
		secrets: {get: () => undefined, set: () => undefined},
		by: 'tester',
		resumed: false,
	});
	return {store, engine};
};
