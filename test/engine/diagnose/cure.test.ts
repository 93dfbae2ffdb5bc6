import {expect, test} from 'vitest';
import type {Remedy} from '../../../source/engine/declare.ts';
import {planCure} from '../../../source/engine/diagnose/plan-cure.ts';
import {sh} from '../../../source/engine/script.ts';
import {askedHosts, hosts} from '../../helpers/asked-hosts.ts';
import {finding, question} from '../../helpers/declared.ts';

const both = (text: string) => ({en: text, zh: text});

const heat: Remedy = {
	id: 'heat',
	title: both('Heat'),
	why: both('It is cold'),
	target: 'every-host',
	risk: 'changes',
	check: {ask: () => 'oven', expect: ({stdout}) => !stdout.includes('cold')},
	run: given => sh`heat ${given.captured('degrees')}`,
	undo: 'nothing-to-undo',
};
const cold = finding('oven-cold', {
	confirms: [{says: /cold at (\d+)/, in: ['oven']}],
	reads: {degrees: {says: /cold at (\d+)/, in: ['oven']}},
	remedies: [heat],
});
const knowledge = {findings: [cold], questions: [question('oven', /oven/, {first: true})]};

test('A remedy runs as a task with a row of its own, with what it reads from the evidence, where it is needed', async () => {
	const {engine, store, ran} = askedHosts({'b oven': 'cold at 20'});
	const {judgement} = await engine.diagnose(knowledge);
	const [report] = judgement.reports;
	const cure = planCure(report!.finding, heat, report!.hosts, judgement, hosts);

	expect(cure).toMatchObject({finding: 'oven-cold', hosts: ['b'], values: {degrees: '20'}});
	expect(await engine.cure(cure)).toBe('done');
	expect(ran).toEqual(['b: heat 20']);
	expect(store.getState().rows['oven-cold.heat']).toMatchObject({b: {status: 'done', attempt: 1}});
	await engine.diagnose(knowledge);
	expect(store.getState().diagnosis?.found).toEqual([]);
});

test('Where it is already so, nothing is run', async () => {
	const {engine, store, ran} = askedHosts({});
	expect(await engine.cure({finding: 'oven-cold', remedy: heat, hosts: ['a'], values: {}})).toBe('done');
	expect(ran).toEqual([]);
	expect(store.getState().rows['oven-cold.heat']).toMatchObject({a: {status: 'satisfied'}});
});
