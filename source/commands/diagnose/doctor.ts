// Looks for what is wrong in an open session, and runs remedies in it. The findings are loaded when somebody looks.
import type {Bundle} from '../../engine/diagnose/bundle.ts';
import type {Investigation} from '../../engine/diagnose/investigate.ts';
import {judge, type Knowledge} from '../../engine/diagnose/judge.ts';
import {MissingCapture, type Given} from '../../engine/given.ts';
import {planCure} from '../../engine/diagnose/plan-cure.ts';
import {linesOf} from '../../engine/printed.ts';
import type {State} from '../../engine/state.ts';
import type {Doctor} from '../../ui/doors.ts';
import {givenFor} from '../given-for.ts';
import type {OpenedSession} from '../open-session.ts';

const ownKnowledge = async (): Promise<Knowledge> => {
	const {findings, questions} = await import('../../../steps/findings/all.ts');
	return {findings, questions};
};

const missing = (name: string): never => {
	throw new MissingCapture(name);
};

/** What the tasks that failed printed, and how it was told. */
const failedOutput = ({rows, output}: State): Bundle =>
	Object.entries(rows).flatMap(([task, hosts]) =>
		Object.entries(hosts).flatMap(([host, {status, note}]) => {
			if (status !== 'failed' && status !== 'unreachable') return [];
			const lines = [...linesOf(output, task, host), ...(note === undefined ? [] : note.split('\n'))];
			return [{host, command: task, questions: [], lines}];
		}),
	);

export const createDoctor = (
	{engine, store, plan}: Pick<OpenedSession, 'engine' | 'store' | 'plan'>,
	load: () => Promise<Knowledge> = ownKnowledge,
): Doctor & {readonly found: () => Investigation | undefined} => {
	let last: Investigation | undefined;
	const version = plan.kubernetes.version;
	const givenTo = (name: string): Given => givenFor(plan, name, missing);
	return {
		found: () => last,
		look: async () => {
			const knowledge = await load();
			const known = failedOutput(store.getState());
			if (known.length > 0) last = await engine.diagnose(knowledge, {known, version, onlyKnown: true});
			last = await engine.diagnose(knowledge, {known, version});
		},
		suspect: async (task, host) => {
			const lines = linesOf(store.getState().output, task, host);
			if (lines.length === 0) return undefined;
			const knowledge = await load();
			const known: Bundle = [{host, command: task, questions: [], lines}];
			const [first] = judge(knowledge, known, {givenTo, version}).reports;
			if (!first || first.confidence === 'possible') return undefined;
			// Only what was found is worth an event: nothing would take the place of what was found before.
			last = await engine.diagnose(knowledge, {known, version, onlyKnown: true});
			return first.finding.title;
		},
		cure: async (id, remedyId) => {
			const knowledge = await load();
			// A session that goes on with what an earlier process found.
			last ??= await engine.diagnose(knowledge, {version});
			const report = last.judgement.reports.find(({finding}) => finding.id === id);
			const remedy = report?.finding.remedies.find(each => each.id === remedyId);
			if (!report || !remedy) return 'failed';
			const {finding, hosts} = report;
			const cure = planCure(finding, remedy, hosts, last.judgement, store.getState().hosts);
			const outcome = await engine.cure(cure);
			// What a task printed before the cure says nothing about now.
			if (outcome === 'done') last = await engine.diagnose(knowledge, {version});
			return outcome;
		},
	};
};
