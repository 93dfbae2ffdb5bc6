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

const chosenOf = (causes: ReturnType<typeof knowing>) =>
	choose(causes, judged(causes, bundleOf(['a# x', 'dinner is late'])), () => false).map(({id}) => id);

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

test('A question that can change nothing any more is not asked: what else it takes is not so', () => {
	const both = finding('both', {
		confirms: [
			[
				{says: /warm/, in: ['oven']},
				{says: /empty/, in: ['fridge']},
			],
		],
	});
	const causes = knowing({...late, explains: []}, {...both, explains: ['dinner-late']});
	const of = (said: string) =>
		choose(
			causes,
			judged(causes, bundleOf(['a# look oven', said], ['a# x', 'dinner is late'])),
			id => id === 'oven',
		);

	expect(of('warm').map(({id}) => id)).toEqual(['fridge']);
	expect(of('cold')).toEqual([]);
});

test('What speaks against a finding is asked for only once something speaks for it', () => {
	const doubtful = finding('doubtful', {
		suggests: [{says: /maybe/, in: ['oven']}],
		rulesOut: [{says: /no/, in: ['menu']}],
		explains: ['dinner-late'],
	});
	const causes = knowing(late, doubtful);
	const of = (...said: readonly string[]) =>
		choose(
			causes,
			judged(causes, bundleOf(['a# x', 'dinner is late'], ['a# look oven', ...said])),
			id => id === 'oven',
		);

	expect(of('nothing')).toEqual([]);
	expect(of('maybe').map(({id}) => id)).toEqual(['menu']);
});

test('Mere possibilities get no question beside a cause that is sure', () => {
	const possible = finding('possible', {hints: [{says: /late/}], confirms: [{says: /x/, in: ['smell']}]});
	const cause = finding('cause', {confirms: [{says: /late/}]});

	expect(chosenOf(knowing(possible, cause))).toEqual([]);
	expect(chosenOf(knowing(possible))).toEqual(['smell']);
});
