// Asks checks before and after their host is broken.
import type {Given, Task} from '../../../source/engine/declare.ts';
import {givenFor} from '../../../source/commands/given-for.ts';
import type {Lab} from '../../../source/transport/lab/lab.ts';
import {settle} from '../../../source/transport/lab/settle.ts';
import {books} from '../../../steps/books.ts';
import {kernelFact} from '../../../steps/kernel.ts';
import type {Plan} from '../../../steps/plan.ts';
import {systemFact} from '../../../steps/system.ts';
import {joinValues} from '../harmless.ts';
import {tasksFor} from '../scripts.ts';
import {manifestUrl} from '../variants.ts';
import type {Breaks, Broken, Where} from './broken.ts';
import {labAt, planAt} from './labs.ts';

/** Every task of every book once, by its id, as the first book that has it knows it. */
export const allTasks: ReadonlyMap<string, Task> = new Map(
	books
		.flatMap(({stages}) => stages.flatMap(({tasks}) => tasks))
		.toReversed()
		.map(task => [task.id, task]),
);

/** The plan of a lab, and what it would be with a network of one's own: the cluster is the same. */
const variantsOf = (plan: Plan): readonly Plan[] => {
	const networks: readonly Plan['kubernetes']['network'][] = [
		{kind: 'none'},
		{kind: 'manifest', source: manifestUrl},
		{kind: 'script', source: 'network.sh', text: `kubectl apply -f ${manifestUrl}\n`},
	];
	return [plan, ...networks.map(network => ({...plan, kubernetes: {...plan.kubernetes, network}}))];
};

const captured = (name: string): string => (joinValues as Readonly<Record<string, string>>)[name] ?? '';

const isFor = (task: Task, given: Given): boolean =>
	tasksFor({id: 'one', title: task.title, why: task.why, tasks: [task]}, given).length > 0;

type Place = {readonly plan: Plan; readonly host: string};

/** The plan and the host that a task is asked on; throws where the lab has none. */
const placeOf = (task: Task, where: Where, on?: string): Place => {
	for (const plan of variantsOf(planAt(where)))
		for (const {name} of plan.hosts)
			if ((on ?? name) === name && isFor(task, givenFor(plan, name, captured))) return {plan, host: name};
	throw new Error(`No host of ${where} is asked ${task.id}.`);
};

/** With what the host says of itself, as the engine learns it before the first script. */
const learn = async (lab: Lab, {plan, host}: Place): Promise<Given> => {
	const facts = new Map<string, string | undefined>();
	for (const [name, fact] of Object.entries({system: systemFact, kernel: kernelFact}))
		facts.set(name, fact.parse((await lab.open(host).run(fact.ask(givenFor(plan, host, captured)))).stdout));
	return givenFor(plan, host, captured, name => facts.get(name));
};

const run = async (lab: Lab, host: string, line: string): Promise<void> => {
	const [, where = host, script = line] = /^([mw]\d): ([\s\S]*)$/.exec(line) ?? [];
	const {exit, stdout, stderr} = await lab.open(where).run(script);
	if (exit !== 0) throw new Error(`${where}# ${script}\n${stdout}${stderr}`);
};

/** Tasks that are broken in the same way, and so on the same lab. */
export type Group = {
	readonly where: Where;
	readonly how: string;
	readonly broken: Broken;
	readonly tasks: readonly (readonly [Task, Place])[];
};

const howOf = (broken: Broken): string => {
	if ('by' in broken) return broken.by;
	if ('shown' in broken) return `shown ${broken.shown}`;
	if ('untilRun' in broken) return `as it is${broken.untilRun === ':' ? '' : `, after ${broken.untilRun}`}`;
	return String(broken.machine);
};

export const groupsOf = (breaks: Breaks): readonly Group[] => {
	const groups = new Map<string, Group>();
	for (const [id, broken] of Object.entries(breaks)) {
		const task = allTasks.get(id);
		if (!task) throw new Error(`There is no task ${id}.`);
		const where = broken.lab ?? 'rehearsal';
		const place = placeOf(task, where, broken.on);
		// A line without a host in front is for the host that is asked.
		const shares = 'by' in broken && !('untilRun' in broken);
		const key = shares ? `${where} ${place.host} ${broken.by}` : id;
		const before = groups.get(key);
		groups.set(key, {
			where,
			how: howOf(broken),
			broken,
			tasks: [...(before?.tasks ?? []), [task, place]],
		});
	}
	return [...groups.values()];
};

export type Asked = {readonly id: string; readonly answer: 'yes' | 'no'; readonly said: string};

const wholeLabs = new Map<Where, Promise<Lab>>();
/** A lab that nobody breaks: checks change nothing, so all may be asked of one. */
const wholeLab = (where: Where): Promise<Lab> => {
	const lab = wholeLabs.get(where) ?? labAt(where);
	wholeLabs.set(where, lab);
	return lab;
};

const ask = async (lab: Lab, task: Task, place: Place, before = ''): Promise<Asked> => {
	const given = await learn(lab, place);
	const answer = await lab.open(place.host).run(`${before}\n${task.check.ask(given)}`);
	const isYes = task.check.expect ? task.check.expect(answer, given) : answer.exit === 0;
	return {id: task.id, answer: isYes ? 'yes' : 'no', said: `${answer.stdout}${answer.stderr}`.trim()};
};

type Both = {readonly whole: readonly Asked[]; readonly broken: readonly Asked[]};

/** What the checks of a group say on a host as it should be, and on the broken one. */
export const askBoth = async ({where, broken, tasks}: Group): Promise<Both> => {
	const askAll = async (lab: Lab, before?: string): Promise<readonly Asked[]> => {
		const all: Asked[] = [];
		for (const [task, place] of tasks) all.push(await ask(lab, task, place, before));
		return all;
	};
	const [[first, {host}]] = tasks as readonly [readonly [Task, Place]];
	if ('shown' in broken) {
		const lab = await wholeLab(where);
		return {whole: await askAll(lab), broken: await askAll(lab, broken.shown)};
	}
	const lab = await labAt(where);
	if ('untilRun' in broken) {
		await run(lab, host, broken.untilRun);
		const before = await askAll(lab);
		await run(lab, host, first.run(await learn(lab, tasks[0]![1])));
		return {whole: await askAll(lab), broken: before};
	}
	const whole = await askAll(await wholeLab(where));
	if ('by' in broken) await run(lab, host, broken.by);
	else {
		broken.machine(lab.world.machines[host]!, lab.world);
		settle(lab.world, lab.filesOf);
	}
	return {whole, broken: await askAll(lab)};
};
