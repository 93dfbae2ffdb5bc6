// An engine at hosts of a test that nobody resumes and that keeps no secrets, with the store it writes to.
import type {Book, Host} from '../../source/engine/declare.ts';
import type {EngineOptions} from '../../source/engine/context.ts';
import {createEngine} from '../../source/engine/engine.ts';
import {createStore} from '../../source/engine/store.ts';
import type {Lab} from '../../source/transport/lab/lab.ts';

export const engineAtLab = (
	{transport, clock}: Pick<Lab, 'transport' | 'clock'>,
	plan: {readonly hosts: readonly Host[]},
	book: Book,
	session = 's1',
	more: Partial<EngineOptions> = {},
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
		...more,
	});
	return {store, engine};
};
