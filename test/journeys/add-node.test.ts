// A worker is written into the plan of a cluster that runs, and added; what each host is asked and told is counted.
import {beforeAll, expect, test} from 'vitest';
import {books} from '../../steps/books.ts';
import {labs} from '../../steps/labs/labs.ts';
import type {Plan} from '../../steps/plan.ts';
import {findNewcomers} from '../../source/commands/newcomers.ts';
import {planOfLab} from '../../source/commands/lab-plan.ts';
import type {Answer} from '../../source/engine/declare.ts';
import {createEngine} from '../../source/engine/engine.ts';
import type {Outcome} from '../../source/engine/event.ts';
import {initialState, rowOf} from '../../source/engine/state.ts';
import {createStore} from '../../source/engine/store.ts';
import type {Transport} from '../../source/engine/transport.ts';
import {createLab, type Lab} from '../../source/transport/lab/lab.ts';

const install = books.find(({id}) => id === 'install')!;
const addNode = books.find(({id}) => id === 'add-node')!;

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
const letIn = async (): Promise<undefined> => undefined;

const walk = async (
	book: typeof install,
	plan: Plan,
	transport: Transport,
	clock: Lab['clock'],
): Promise<{readonly outcome: Outcome; readonly statusOf: (task: string, host: string) => string}> => {
	const settings = {plan};
	const newcomers = await findNewcomers(book, plan.hosts, settings, {transport, letIn}, initialState, 'en');
	if ('problems' in newcomers) throw new Error(newcomers.problems.join('\n'));
	const store = createStore(tell => tell());
	const engine = createEngine({
		session: book.id,
		book,
		hosts: plan.hosts,
		settings,
		...newcomers,
		transport,
		store,
		clock,
		secrets: {get: () => undefined, set: () => undefined},
		by: 'tester',
		resumed: false,
	});
	const outcome = await engine.start();
	return {outcome, statusOf: (task, host) => rowOf(store.getState(), task, host).status};
};

const countsOf = (records: readonly Record[]) =>
	Object.fromEntries(
		[...Map.groupBy(records, ({host}) => host)].map(([host, all]) => [
			host,
			{
				questions: all.filter(({kind}) => kind === 'questions').length,
				jobs: all.filter(({kind}) => kind === 'job').length,
			},
		]),
	);

const plan = planOfLab(labs[0]);
const records: Record[] = [];
let lab: Lab;
let added: Awaited<ReturnType<typeof walk>>;

beforeAll(async () => {
	lab = createLab({hosts: plan.hosts});
	const before = {...plan, hosts: plan.hosts.filter(({name}) => name !== 'w2')};
	const installed = await walk(install, before, lab.transport, lab.clock);
	if (installed.outcome !== 'done') throw new Error(`The installation ended with ${installed.outcome}.`);
	added = await walk(addNode, plan, recording(lab.transport, records), lab.clock);
}, 120_000);

test('A worker that is no node yet becomes one, and is ready', async () => {
	expect(added.outcome).toBe('done');
	expect(added.statusOf('join-worker', 'w2')).toBe('done');
	expect((await lab.open('m1').run('kubectl get nodes --no-headers')).stdout).toMatch(/^w2 +Ready +worker /m);
});

test('Only the new worker and the first control plane are asked and changed', () => {
	const counts = countsOf(records);

	expect(Object.keys(counts).toSorted()).toEqual(['m1', 'w2']);
	// Which nodes there are, whether it answers, and the label before and after; a token, the hash, and the label.
	expect(counts['m1']).toEqual({questions: 4, jobs: 3});
});

test.each([50, 200])('In a cluster of %i the same commands go to the same two hosts', async size => {
	const others = Array.from({length: size - plan.hosts.length}, (_, index) => ({
		name: `n${index + 1}`,
		address: `10.78.${Math.floor(index / 250)}.${(index % 250) + 1}`,
		role: 'worker' as const,
	}));
	const large = {...plan, hosts: [...plan.hosts, ...others]};
	const [nodes, ...rest] = records;
	const named = others.map(({name}) => `${name}\n`).join('');
	const first = {...nodes!, answers: [{...nodes!.answers[0]!, stdout: `${nodes!.answers[0]!.stdout}${named}`}]};
	const again: Record[] = [];

	const {outcome} = await walk(addNode, large, recording(replaying([first, ...rest]), again), lab.clock);

	expect(outcome).toBe('done');
	expect(countsOf(again)).toEqual(countsOf(records));
});

test('When every worker is a node already, nothing is begun and the sentence says what to do', async () => {
	const asked = await findNewcomers(addNode, plan.hosts, {plan}, {...lab, letIn}, initialState, 'en');

	expect(asked).toEqual({
		problems: ['Every worker of the plan is a node already: write the new one into the plan first.'],
		code: 2,
	});
});
