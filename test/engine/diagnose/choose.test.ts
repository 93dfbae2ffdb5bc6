import {expect, test} from 'vitest';
import {candidatesOf, choose} from '../../../source/engine/diagnose/choose.ts';
import {bundleOf, finding, judged, knowing} from '../../helpers/declared.ts';

const late = finding('dinner-late', {confirms: [{says: /dinner is late/}]});
const cold = finding('oven-cold', {confirms: [{says: /cold/, in: ['oven']}], explains: ['dinner-late']});
const strike = finding('strike', {
	confirms: [
		{says: /closed/, in: ['smell']},
		{says: /closed/, in: ['oven']},
	],
	explains: ['oven-cold'],
});
const empty = finding('no-food', {
	confirms: [
		{says: /nothing/, in: ['fridge']},
		{says: /x/, in: ['smell']},
	],
	explains: ['dinner-late'],
});
const unrelated = finding('unrelated', {confirms: [{says: /x/, in: ['menu']}]});
const knowledge = knowing(late, cold, strike, empty, unrelated);

const chosen = (judgement: ReturnType<typeof judged>, asked: readonly string[] = []) =>
	choose(knowledge, judgement, id => asked.includes(id)).map(({id}) => id);

test('A symptom without a cause leads to the questions of its causes: the fewest, the cheap ones first', () => {
	const judgement = judged(knowledge, bundleOf(['a# x', 'dinner is late']));

	expect(candidatesOf(knowledge, judgement).map(({id}) => id)).toEqual(['oven-cold', 'strike', 'no-food']);
	expect(chosen(judgement)).toEqual(['oven', 'fridge']);
	expect(chosen(judgement, ['oven', 'fridge'])).toEqual(['smell']);
	expect(chosen(judgement, ['oven', 'fridge', 'smell'])).toEqual([]);
});

test('A confirmed cause that nothing else could explain needs no more questions', () => {
	expect(chosen(judged(knowing(empty), bundleOf(['a# look fridge', 'nothing'])), ['fridge'])).toEqual([]);
});

test('What was ruled out is not asked about again', () => {
	const out = {...cold, suggests: [{says: /dinner/}], rulesOut: [{says: /hot/, in: ['oven']}]};
	const judgement = judged(knowing(late, out), bundleOf(['a# x', 'dinner is late'], ['a# look oven', 'hot']));

	expect(candidatesOf(knowing(late, out), judgement)).toEqual([]);
});
