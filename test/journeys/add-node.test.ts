// A worker is written into the plan of a cluster that runs, and added; what each host is asked and told is counted.
import {beforeAll, expect, test} from 'vitest';
import {findNewcomers} from '../../source/commands/newcomers.ts';
import {initialState} from '../../source/engine/state.ts';
import {addNode, addWorker, letIn} from '../helpers/added-worker.ts';

let added: Awaited<ReturnType<typeof addWorker>>;

beforeAll(async () => {
	added = await addWorker();
}, 120_000);

test('A worker that is no node yet becomes one, and is ready', async () => {
	expect(added.outcome).toBe('done');
	expect(added.statusOf('join-worker', 'w2')).toBe('done');
	expect((await added.lab.open('m1').run('kubectl get nodes --no-headers')).stdout).toMatch(/^w2 +Ready +worker /m);
});

test('Only the new worker and the first control plane are asked and changed', () => {
	expect(Object.keys(added.counts).toSorted()).toEqual(['m1', 'w2']);
	// Which nodes there are, which system it has, whether it answers, and the label before and after; a token, the hash, and the label.
	expect(added.counts['m1']).toEqual({questions: 5, jobs: 3});
});

test.each([50, 200])('In a cluster of %i the same commands go to the same two hosts', async nodes => {
	const {outcome, counts} = await added.amongst(nodes);

	expect(outcome).toBe('done');
	expect(counts).toEqual(added.counts);
});

test('When every worker is a node already, nothing is begun and the sentence says what to do', async () => {
	const {plan, lab} = added;
	const {transport} = lab;
	expect(await findNewcomers(addNode, plan.hosts, {plan}, {transport, letIn}, initialState, 'en')).toEqual({
		problems: ['Every worker of the plan is a node already: write the new one into the plan first.'],
		code: 2,
	});
});
