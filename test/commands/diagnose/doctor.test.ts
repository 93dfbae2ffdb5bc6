import {expect, test} from 'vitest';
import {createDoctor} from '../../../source/commands/diagnose/doctor.ts';
import {planOfLab} from '../../../source/commands/lab-plan.ts';
import {labs} from '../../../steps/labs/labs.ts';
import type {Remedy} from '../../../source/engine/declare.ts';
import {askedHosts} from '../../helpers/asked-hosts.ts';
import {finding, question} from '../../helpers/declared.ts';

const both = (text: string) => ({en: text, zh: text});
const heat: Remedy = {
	id: 'heat',
	title: both('Heat'),
	why: both('It is cold'),
	target: 'every-host',
	risk: 'changes',
	check: {ask: () => 'oven', expect: ({stdout}) => !stdout.includes('cold')},
	run: () => 'heat',
	undo: 'nothing-to-undo',
};
const knowledge = {
	findings: [
		finding('oven-cold', {confirms: [{says: /oven is cold/}, {says: /^cold/, in: ['oven']}], remedies: [heat]}),
	],
	questions: [question('oven', /oven/, {first: true})],
};
const plan = planOfLab(labs[0]);

test('What a failed task printed is told at once, then the hosts are asked, and a cure is proven', async () => {
	const {engine, store, ran} = askedHosts({'b oven': 'cold'});
	const counts: number[] = [];
	store.listen(event => void (event.type === 'diagnosis' && counts.push(event.asked)));
	store.emit({type: 'output', at: 1, task: 'bake', host: 'b', stream: 'stderr', text: 'error: oven is cold\n'});
	store.emit({type: 'task', at: 2, task: 'bake', host: 'b', status: 'failed', note: 'no cake'});
	const doctor = createDoctor({engine, store, plan}, async () => knowledge);
	await doctor.look();

	expect(counts).toEqual([0, 1]);
	expect(store.getState().diagnosis?.found).toMatchObject([
		{id: 'oven-cold', hosts: ['b'], evidence: [{command: 'bake'}, {command: 'oven'}]},
	]);
	expect(await doctor.cure('oven-cold', 'heat')).toBe('done');
	expect(ran).toEqual(['b: heat']);
	expect(store.getState().diagnosis?.found).toEqual([]);
});

test('What was not found is not cured', async () => {
	const {engine, store, ran} = askedHosts({});
	const doctor = createDoctor({engine, store, plan}, async () => knowledge);
	expect(await doctor.cure('oven-cold', 'heat')).toBe('failed');
	expect(ran).toEqual([]);
});

test('What a command that still runs prints is judged without asking anybody, and only a finding is told', async () => {
	const {engine, store, ran} = askedHosts({});
	const counts: number[] = [];
	store.listen(event => void (event.type === 'diagnosis' && counts.push(event.asked)));
	const doctor = createDoctor({engine, store, plan}, async () => knowledge);
	const print = (text: string): void =>
		store.emit({type: 'output', at: 1, task: 'bake', host: 'b', stream: 'stderr', text});
	print('still baking\n');
	expect(await doctor.suspect!('bake', 'b')).toBeUndefined();
	print('warning: oven is cold\n');

	expect(await doctor.suspect!('bake', 'b')).toEqual(knowledge.findings[0]!.title);
	expect(counts).toEqual([0]);
	expect(ran).toEqual([]);
	expect(store.getState().diagnosis?.found).toMatchObject([{id: 'oven-cold', hosts: ['b']}]);
});
