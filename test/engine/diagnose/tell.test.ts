import {expect, test} from 'vitest';
import type {Given, Remedy} from '../../../source/engine/declare.ts';
import {tell} from '../../../source/engine/diagnose/tell.ts';
import {sh} from '../../../source/engine/script.ts';
import {bundleOf, finding, givenTo, judged, knowing} from '../../helpers/declared.ts';

const both = (text: string) => ({en: text, zh: text});

const cool: Remedy = {
	id: 'cool',
	title: both('Cool'),
	why: both('It burns'),
	target: 'every-host',
	risk: 'changes',
	check: {ask: given => sh`cold ${given.host.name}`},
	run: given => sh`cool ${given.host.name} ${given.captured('degrees')} ${given.captured('unread')}`,
	undo: 'nothing-to-undo',
};
const byPlan: Remedy = {...cool, id: 'by-plan', run: given => (given.setting('plan') as {name: string}).name};
const other: Remedy = {...cool, id: 'other', when: () => false};

const fire = finding('fire', {
	confirms: [{says: /at (\d+)/, in: ['oven']}],
	reads: {degrees: {says: /at (\d+)/, in: ['oven']}},
	remedies: [cool, byPlan, other],
});
const flood = finding('flood', {suggests: [{says: /wet/}], rulesOut: [{says: /dry/, in: ['fridge']}]});

test('A finding is told with exact commands for its host, values from the evidence, and what it is not', () => {
	const judgement = judged(
		knowing(fire, flood),
		bundleOf(['b# look oven', 'at 300'], ['b# x', 'wet'], ['b# look fridge', 'dry']),
	);
	const [told] = tell(judgement, (host, captured): Given => ({...givenTo(host), captured}));

	expect(told).toMatchObject({
		id: 'fire',
		rank: 1,
		confidence: 'confirmed',
		hosts: ['b'],
		evidence: [{host: 'b', command: 'look oven', lines: ['at 300']}],
		ruledOut: [{id: 'flood', evidence: [{command: 'look fridge', lines: ['dry']}]}],
	});
	expect(told!.remedies.map(({id, host, commands, verify}) => ({id, host, commands, verify}))).toEqual([
		{id: 'cool', host: 'b', commands: 'cool b 300 <unread>', verify: 'cold b'},
		{id: 'by-plan', host: 'b', commands: undefined, verify: 'cold b'},
	]);
});
