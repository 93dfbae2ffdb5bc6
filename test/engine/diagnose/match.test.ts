import {expect, test} from 'vitest';
import type {Evidence} from '../../../source/engine/declare.ts';
import {bundleOf, finding, idsOf, judged, knowing, type Printed} from '../../helpers/declared.ts';

const holds = (evidence: Evidence, ...bundle: Printed): readonly string[] | undefined =>
	judged(knowing(finding('it', {confirms: [evidence]})), bundleOf(...bundle)).reports[0]?.hosts;

test('Words count anywhere, or only in the answer to a question', () => {
	expect(holds({says: /smoke/}, ['a# whatever', 'smoke'])).toEqual(['a']);
	expect(holds({says: /smoke/, in: ['oven']}, ['a# whatever', 'smoke'])).toBeUndefined();
	expect(holds({says: /smoke/, in: ['oven']}, ['a# look oven', 'smoke'])).toEqual(['a']);
});

test('What an answer lacks counts where the question was answered', () => {
	const lacks = {lacks: /milk/, in: ['fridge']};

	expect(holds(lacks, ['a# look fridge', 'butter'], ['b# look fridge', 'milk'], ['c# look oven'])).toEqual(['a']);
	expect(holds(lacks, ['a# look fridge', 'look: command not found'])).toBeUndefined();
});

test('Signs of one piece of evidence hold on the same host', () => {
	const evidence = [
		{says: /hot/, in: ['oven']},
		{lacks: /milk/, in: ['fridge']},
	] as const;

	expect(holds(evidence, ['a# look oven', 'hot'], ['b# look fridge', 'eggs'])).toBeUndefined();
	expect(holds(evidence, ['a# look oven', 'hot'], ['a# look fridge', 'eggs'])).toEqual(['a']);
});

test('The answer to a question that one host gives for all counts on every host', () => {
	const evidence = [
		{says: /hot/, in: ['oven']},
		{says: /roast/, in: ['menu']},
	] as const;

	expect(holds(evidence, ['b# look oven', 'hot'], ['a# read menu', 'roast'])).toEqual(['b']);
});

test('Signs across hosts: several say it, nobody says it, what they say differs or is alike', () => {
	const two: Printed = [
		['a# look oven', 'at 200'],
		['b# look oven', 'at 180'],
		['c# look oven', 'at 180'],
	];

	expect(holds({several: /at 180/, in: ['oven']}, ...two)).toEqual(['b', 'c']);
	expect(holds({several: /at 200/, in: ['oven']}, ...two)).toBeUndefined();
	expect(holds({none: /at 500/, in: ['oven']}, ...two)).toEqual(['a', 'b', 'c']);
	expect(holds({none: /at 500/, in: ['fridge']}, ...two)).toBeUndefined();
	expect(holds({differ: /at (\d+)/, in: ['oven']}, ...two)).toEqual(['a', 'b', 'c']);
	expect(holds({differ: /at (\d+)/, in: ['oven']}, ...two.slice(1))).toBeUndefined();
	expect(holds({alike: /at (\d+)/, in: ['oven']}, ...two)).toEqual(['b', 'c']);
});

test('A pattern may go by the host', () => {
	expect(
		holds(
			{says: given => new RegExp(`burnt by ${given.host.name}`)},
			['a# x', 'burnt by b'],
			['b# x', 'burnt by b'],
		),
	).toEqual(['b']);
});

test('A value is read from the host that has the finding', () => {
	const {matcher} = judged(knowing(), bundleOf(['a# look oven', 'at 200'], ['b# look oven', 'at 180']));

	expect(matcher.read(/at (\d+)/, ['oven'], 'b')).toBe('180');
	expect(matcher.answered('oven', 'a')).toBe(true);
	expect(matcher.answered('fridge')).toBe(false);
	expect(idsOf(judged(knowing(), []))).toEqual([]);
});
