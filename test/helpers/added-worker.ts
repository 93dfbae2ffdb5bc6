// A worker is added to a cluster, and what each host is asked and told is counted at the transport. The lab is walked once;
// for larger clusters its answers are played back, with the other nodes in the plan and among the nodes that there are, so
// that every further question or job is noticed.
import {labs} from '../../steps/labs/labs.ts';
import type {Plan} from '../../steps/plan.ts';
import {books} from '../../steps/books.ts';
import {findNewcomers} from '../../source/commands/newcomers.ts';
import {planOfLab} from '../../source/commands/lab-plan.ts';
import type {Answer} from '../../source/engine/declare.ts';
import type {Outcome} from '../../source/engine/event.ts';
import {initialState, rowOf} from '../../source/engine/state.ts';
import type {Transport} from '../../source/engine/transport.ts';
import {createLab, type Lab} from '../../source/transport/lab/lab.ts';
import {engineAtLab} from './engine-at-lab.ts';

const install = books.find(({id}) => id === 'install')!;
export const addNode = books.find(({id}) => id === 'add-node')!;

/** What hosts were asked and told, and what they answered, in order. */
type Record = {readonly host: string; readonly kind: 'questions' | 'job'; readonly answers: readonly Answer[]};

const recording = (transport: Transport, records: Record[]): Transport => ({
	ask: async (host, questions, ...rest) => {
		const answers = await transport.ask(host, questions, ...rest);
		records.push({host: host.name, kind: 'questions', answers});
		return answers;
	},
	run: async (host, ...rest) => {
		const answer = await transport.run(host, ...rest);
		records.push({host: host.name, kind: 'job', answers: [answer]});
		return answer;
	},
	close: async () => undefined,
});

/** Hosts that answer as they did in the records. */
const replaying = (records: readonly Record[]): Transport => {
	const left = Map.groupBy(records, ({host, kind}) => `${host} ${kind}`);
	const next = (host: string, kind: Record['kind']): readonly Answer[] => {
		const found = left.get(`${host} ${kind}`)?.shift();
		if (!found) throw new Error(`${host} was not asked for ${kind} then.`);
		return found.answers;
	};
	return {
		ask: async ({name}) => next(name, 'questions'),
		run: async ({name}) => next(name, 'job')[0]!,
		close: async () => undefined,
	};
};

/** Simulated hosts ask nothing of a person. */
export const letIn = async (): Promise<undefined> => undefined;

const walk = async (
	book: typeof install,
	plan: Plan,
	transport: Transport,
	clock: Lab['clock'],
): Promise<{readonly outcome: Outcome; readonly statusOf: (task: string, host: string) => string}> => {
	const newcomers = await findNewcomers(book, plan.hosts, {plan}, {transport, letIn}, initialState, 'en');
	if ('problems' in newcomers) throw new Error(newcomers.problems.join('\n'));
	const {store, engine} = engineAtLab({transport, clock}, plan, book, book.id, newcomers);
	const outcome = await engine.start();
	return {outcome, statusOf: (task, host) => rowOf(store.getState(), task, host).status};
};

export type Counts = Readonly<{[host: string]: {readonly questions: number; readonly jobs: number}}>;

const countsOf = (records: readonly Record[]): Counts =>
	Object.fromEntries(
		[...Map.groupBy(records, ({host}) => host)].map(([host, all]) => [
			host,
			{
				questions: all.filter(({kind}) => kind === 'questions').length,
				jobs: all.filter(({kind}) => kind === 'job').length,
			},
		]),
	);

type Added = Awaited<ReturnType<typeof walk>> & {readonly counts: Counts};

/** The worker w2 is written into the plan of a cluster of three (m1, m2, w1) and added. */
export const addWorker = async (): Promise<
	Added & {
		readonly lab: Lab;
		readonly plan: Plan;
		/** The same for a cluster of so many nodes. */
		readonly amongst: (nodes: number) => Promise<Added>;
	}
> => {
	const whole = planOfLab(labs[0]);
	const plan = {...whole, hosts: whole.hosts.filter(({name}) => name !== 'm3')};
	const before = {...plan, hosts: plan.hosts.filter(({name}) => name !== 'w2')};
	const lab = createLab({hosts: plan.hosts});
	const installed = await walk(install, before, lab.transport, lab.clock);
	if (installed.outcome !== 'done') throw new Error(`The installation ended with ${installed.outcome}.`);
	const records: Record[] = [];
	const added = await walk(addNode, plan, recording(lab.transport, records), lab.clock);
	const amongst = async (nodes: number): Promise<Added> => {
		const others = Array.from({length: nodes - before.hosts.length}, (_, index) => ({
			name: `n${index + 1}`,
			address: `10.78.${Math.floor(index / 250)}.${(index % 250) + 1}`,
			role: 'worker' as const,
		}));
		const large = {...plan, hosts: [...plan.hosts, ...others]};
		const [known, ...rest] = records;
		const [answer] = known!.answers;
		const named = others.map(({name}) => `${name}\n`).join('');
		const first = {...known!, answers: [{...answer!, stdout: `${answer!.stdout}${named}`}]};
		const again: Record[] = [];
		const walked = await walk(addNode, large, recording(replaying([first, ...rest]), again), lab.clock);
		return {...walked, counts: countsOf(again)};
	};
	return {...added, counts: countsOf(records), lab, plan, amongst};
};
