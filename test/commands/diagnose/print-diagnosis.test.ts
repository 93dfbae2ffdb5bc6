import {expect, test} from 'vitest';
import {diagnosisLines} from '../../../source/commands/diagnose/print-diagnosis.ts';
import {tell} from '../../../source/engine/diagnose/tell.ts';
import {bundleOf, finding, givenTo, judged, kitchen, knowing, type Printed} from '../../helpers/declared.ts';

const printOf = (
	live: boolean,
	findings: readonly ReturnType<typeof finding>[],
	...bundle: Printed
): readonly string[] => {
	const judgement = judged(knowing(...findings), bundleOf(...bundle));
	const told = tell(judgement, (host, captured) => ({...givenTo(host), captured}));
	return diagnosisLines({judgement, told, further: kitchen, wayOut: 'Ask on.', live}, 'en', (_, text) => text);
};

const print = (findings: readonly ReturnType<typeof finding>[], ...bundle: Printed): readonly string[] =>
	printOf(false, findings, ...bundle);

test('What nobody knows is called unknown, with what was seen, what it is not, and what to ask next', () => {
	const out = finding('fire', {suggests: [{says: /warm/}], rulesOut: [{lacks: /hot/, in: ['oven']}]});

	expect(print([out], ['a# mix', 'error: spoon broke'], ['a# look oven', 'warm'])).toEqual([
		'Unknown: nothing in this text confirms or suggests a cause that is known here.',
		'  a# mix',
		'    error: spoon broke',
		'Ruled out: fire',
		'Ask on.',
		'  oven',
		'  fridge',
		'  menu',
		'  smell',
	]);
});

test('Where a question was answered and nothing reads like trouble, nothing is found to be wrong', () => {
	expect(print([], ['a# look oven', 'cold'])).toEqual(['Nothing is found to be wrong.']);
});

test('Text that answers no question is unknown, however harmless it reads', () => {
	expect(print([], ['a# mix', 'done'])[0]).toBe(
		'Unknown: nothing in this text confirms or suggests a cause that is known here.',
	);
});

test('Live hosts without a finding are well, whatever old lines say; what was ruled out is told', () => {
	const out = finding('fire', {suggests: [{says: /warm/}], rulesOut: [{lacks: /hot/, in: ['oven']}]});

	expect(printOf(true, [out], ['a# mix', 'error: spoon broke'], ['a# look oven', 'warm'])).toEqual([
		'Nothing is found to be wrong.',
		'Ruled out: fire',
	]);
});

test('Mere possibilities are said to be no more than that', () => {
	const lines = print([finding('fire', {hints: [{says: /warm/}]})], ['a# mix', 'warm']);

	expect(lines[0]).toBe('Unknown: no cause is confirmed. What was seen would fit these:');
	expect(lines).toContain('1. fire  possible · blocking · a');
	expect(lines).toContain('Ask on.');
});

test('Causes that are sure leave out mere possibilities, and say how many they were', () => {
	const lines = print(
		[finding('fire', {confirms: [{says: /flames/}]}), finding('sun', {hints: [{says: /warm/}]})],
		['a# mix', 'warm', 'flames'],
	);

	expect(lines.filter(line => /^\d\./.test(line))).toEqual(['1. fire  confirmed · blocking · a']);
	expect(lines.at(-1)).toBe('1 more that are less probable: --json lists all.');
});
