import {expect, test} from 'vitest';
import type {Doors, PlanAnswers} from '../../source/ui/doors.ts';
import {acceptField, offerFor, writePlan} from '../../source/ui/form-actions.ts';
import {createHolder} from '../../source/ui/holder.ts';
import type {FormField} from '../../source/ui/plan-form.ts';
import {reduceShell, shellOf} from '../../source/ui/shell.ts';
import {initialStart, reduceStart} from '../../source/ui/start-state.ts';
import {fieldOf} from '../../source/ui/text-field.ts';
import {uiWith} from '../helpers/walking.tsx';

const open = (doors: Partial<Doors>) => {
	const ui = uiWith(createHolder(reduceShell, shellOf('en')), doors);
	const start = createHolder(reduceStart, initialStart);
	const answer = async (text?: string): Promise<void> => {
		if (text !== undefined) start.send({type: 'form-typed', field: fieldOf(text)});
		await acceptField(ui, start);
	};
	const go = (to: FormField): void => start.send({type: 'form-moved', to});
	return {ui, start, answer, go};
};

test('An answer is checked with those before it; what later questions are about is not said yet', async () => {
	const {start, answer, go} = open({
		draftPlan: async () => ({
			text: '',
			complaints: [
				{field: 'workers', text: 'Two hosts have one address.'},
				{field: 'version', text: 'No such version.'},
			],
		}),
	});
	go('controlPlanes');
	await answer('10.0.0.1');
	expect(start.get()).toMatchObject({problems: [], form: {at: 'workers'}});

	await answer('10.0.0.1');
	expect(start.get()).toMatchObject({problems: ['Two hosts have one address.'], form: {at: 'workers'}});
});

test('Who went on past an answer that is not good is led back to it', async () => {
	const {start, answer, go} = open({
		draftPlan: async () => ({
			text: '',
			complaints: [
				{field: 'address', text: 'Not in the hosts’ subnet.'},
				{field: 'controlPlanes', text: 'Write 1 or 3.'},
			],
		}),
	});
	go('path');
	await answer();

	expect(start.get().form.at).toBe('controlPlanes');
	expect(start.get().problems).toEqual(['Not in the hosts’ subnet.', 'Write 1 or 3.']);
});

test('Hosts are looked at once their addresses are there, and a shared address of their subnet is offered', async () => {
	const looked: PlanAnswers[] = [];
	const {start, answer, go} = open({
		lookAt: async answers => {
			looked.push(answers);
			return [{address: '10.0.0.1', text: 'debian 12', subnet: '10.0.0.1/24'}];
		},
	});
	go('controlPlanes');
	await answer('10.0.0.1 10.0.0.100');
	go('jump');
	await answer();
	expect(looked).toHaveLength(1);
	expect(start.get().form.at).toBe('address');
	expect(offerFor(start.get())).toBe('10.0.0.101');

	await answer();
	expect(start.get().form).toMatchObject({at: 'network', address: {text: '10.0.0.101'}});
	go('jump');
	await answer();
	expect(looked).toHaveLength(1);
});

test('Hosts that cannot be looked at hold nothing up', async () => {
	const {start, answer, go} = open({lookAt: () => Promise.reject(new Error('no ssh'))});
	go('jump');
	await answer();

	expect(start.get()).toMatchObject({problems: [], form: {at: 'address'}, looked: []});
});

test('The last answer shows the plan, and that is what is written', async () => {
	const {ui, start, answer, go} = open({
		draftPlan: async () => ({text: 'name: demo\n', complaints: []}),
		newPlan: async ({path}) => ({path}),
	});
	go('path');
	await answer('c.yaml');
	expect(start.get()).toMatchObject({mode: 'review', draft: 'name: demo\n'});

	await writePlan(ui, start);
	expect(start.get()).toMatchObject({written: 'c.yaml', cursor: 'plan c.yaml', mode: 'list'});
});

test('A plan that cannot be written says why, and stays in sight', async () => {
	const {ui, start} = open({newPlan: async () => ({problems: ['c.yaml is there already.']})});
	start.send({type: 'drafted', text: 'name: demo\n'});
	await writePlan(ui, start);

	expect(start.get()).toMatchObject({mode: 'review', problems: ['c.yaml is there already.'], opening: false});
});
