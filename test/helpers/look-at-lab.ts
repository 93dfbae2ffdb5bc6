// A doctor at simulated hosts, as `kubewalk diagnose` has one, and what is found there.
import {createDoctor} from '../../source/commands/diagnose/doctor.ts';
import {createEngine} from '../../source/engine/engine.ts';
import {createStore} from '../../source/engine/store.ts';
import type {Lab} from '../../source/transport/lab/lab.ts';
import {diagnosisBook} from '../../steps/books.ts';
import type {Plan} from '../../steps/plan.ts';

export const doctorAt = (lab: Lab, plan: Plan) => {
	const store = createStore(tell => tell());
	const engine = createEngine({
		session: 's2',
		book: diagnosisBook,
		hosts: plan.hosts,
		settings: {plan},
		transport: lab.transport,
		store,
		clock: lab.clock,
		secrets: {get: () => undefined, set: () => undefined},
		by: 'tester',
		resumed: false,
	});
	return {store, doctor: createDoctor({engine, store, plan})};
};

/** What is more than notable and more than possible, with the line that it goes by. */
export const alarmsIn = async (lab: Lab, plan: Plan): Promise<readonly string[]> => {
	const {store, doctor} = doctorAt(lab, plan);
	await doctor.look();
	return (store.getState().diagnosis?.found ?? [])
		.filter(({confidence, severity}) => confidence !== 'possible' && severity !== 'notable')
		.map(({id, hosts, evidence}) => `${id} on ${hosts.join(', ')}: ${evidence[0]?.lines[0] ?? ''}`);
};
