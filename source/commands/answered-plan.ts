// From the answers of the new plan's form to a plan file: its text, what its own rules say against it, and the file.
import {checkPlan, type Read} from '../../steps/plan/check-plan.ts';
import type {Path} from '../../steps/plan/problem.ts';
import {textsOf, type Language} from '../texts/texts.ts';
import type {Draft, PlanAnswers, Problems} from '../ui/doors.ts';
import {newPlanText, type PlanRequest} from './new-plan.ts';
import {readYaml} from './read-yaml.ts';
import {writePlan} from './write-plan.ts';

/** `10.0.0.100:9443`, `[fd00::9]:9443`, or without a port. What is in no such shape is left to the plan's rules. */
const placeOf = (text: string): {readonly address?: string; readonly port?: number} => {
	const {bracketed, plain, port} =
		/^(?:\[(?<bracketed>[^\]]+)\]|(?<plain>[^:[\]]+))(?::(?<port>\d+))?$/.exec(text)?.groups ?? {};
	const address = bracketed ?? plain ?? text;
	return {...(address !== '' && {address}), ...(port !== undefined && {port: Number(port)})};
};

const requestOf = ({
	name,
	version,
	network,
	kind,
	controlPlanes,
	workers,
	address,
	user,
	jump,
}: PlanAnswers): PlanRequest => ({
	name,
	version,
	network,
	endpoint: kind === 'single' ? {kind} : {kind, ...placeOf(address ?? '')},
	hosts: [
		...controlPlanes.map(host => ({...host, role: 'control-plane'})),
		...workers.map(host => ({...host, role: 'worker'})),
	],
	ssh: {user, ...(jump !== undefined && {jump})},
});

/** Which question a complaint is about. */
const fieldOf = (
	[top, next]: Path,
	missing: string | undefined,
	{controlPlanes}: PlanAnswers,
): Draft['complaints'][number]['field'] => {
	if (top === 'name') return 'name';
	if (top === 'endpoint') return next === 'kind' && missing === undefined ? 'kind' : 'address';
	if (top === 'kubernetes') return next === 'network' ? 'network' : 'version';
	if (top === 'ssh') return next === 'jump' ? 'jump' : 'user';
	return top === 'hosts' && typeof next === 'number' && next >= controlPlanes.length ? 'workers' : 'controlPlanes';
};

const nothing: Read = () => undefined;

/** Left open: the plan's own rules would say what is missing in the file. */
const openOf = (answers: PlanAnswers) =>
	(['controlPlanes', 'user', 'address', 'version', 'name'] as const).filter(field => answers[field]?.length === 0);

export const draftAnsweredPlan = (answers: PlanAnswers, language: Language): Draft => {
	const words = textsOf(language);
	const text = newPlanText(requestOf(answers), words);
	const checked = checkPlan(readYaml(text).value, nothing);
	const problems = 'problems' in checked ? checked.problems : [];
	const open = openOf(answers);
	const complaints = [
		...open.map(field => ({field, text: words.form.unanswered(words.form[field], words.form[`${field}Hint`])})),
		...problems
			.map(({path, missing, text}) => ({field: fieldOf(path, missing, answers), text: text[language]}))
			.filter(({field}) => !open.some(asked => asked === field)),
	];
	const noPath = answers.path === '' ? [{field: 'path' as const, text: words.newPlan.noPath}] : [];
	return {text, complaints: [...complaints, ...noPath]};
};

export const writeAnsweredPlan = (answers: PlanAnswers, language: Language): {readonly path: string} | Problems => {
	const {text, complaints} = draftAnsweredPlan(answers, language);
	if (complaints.length > 0) return {problems: complaints.map(complaint => complaint.text)};
	const problem = writePlan(answers.path, text, false, textsOf(language));
	return problem === undefined ? {path: answers.path} : {problems: [problem]};
};
