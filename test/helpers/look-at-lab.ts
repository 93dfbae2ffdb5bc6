// A doctor at simulated hosts, as `kubewalk diagnose` has one, and what is found there.
import {createDoctor} from '../../source/commands/diagnose/doctor.ts';
import type {Lab} from '../../source/transport/lab/lab.ts';
import {diagnosisBook} from '../../steps/books.ts';
import type {Plan} from '../../steps/plan.ts';
import {engineAtLab} from './engine-at-lab.ts';

export const doctorAt = (lab: Lab, plan: Plan) => {
	const {store, engine} = engineAtLab(lab, plan, diagnosisBook, 's2');
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
