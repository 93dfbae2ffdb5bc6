import {expect, test} from 'vitest';
import {bundleOf, finding, idsOf, judged, knowing} from '../../helpers/declared.ts';

const says = (text: string) => [{says: new RegExp(text)}];

const power = finding('no-power', {confirms: says('no current'), explains: ['oven-cold']});
const cold = finding('oven-cold', {confirms: says('oven cold'), explains: ['dinner-late']});
const late = finding('dinner-late', {confirms: says('dinner is late')});

test('A cause stands alone, with what followed from it in a chain, however they were declared', () => {
	const bundle = bundleOf(['a# x', 'dinner is late', 'oven cold', 'no current']);
	for (const order of [
		[power, cold, late],
		[late, cold, power],
	]) {
		const {reports} = judged(knowing(...order), bundle);
		expect(reports.map(({finding: {id}, chain}) => [id, ...chain.map(link => link.finding.id)])).toEqual([
			['no-power', 'oven-cold', 'dinner-late'],
		]);
	}
});

test('A chain holds when the link in between was not seen', () => {
	expect(idsOf(judged(knowing(power, cold, late), bundleOf(['a# x', 'dinner is late', 'no current'])))).toEqual([
		'no-power',
	]);
});

test('On a host without the cause its consequence needs a cause of its own', () => {
	const bundle = bundleOf(['a# x', 'no current', 'oven cold'], ['b# x', 'oven cold']);

	expect(judged(knowing(power, cold), bundle).reports).toMatchObject([
		{finding: {id: 'no-power'}, hosts: ['a']},
		{finding: {id: 'oven-cold'}, hosts: ['b']},
	]);
});

test('What no host says follows from a cause on some of them', () => {
	const nobody = finding('nobody-cooks', {confirms: [{none: /cooking/, in: ['oven']}]});
	const away = finding('cook-away', {confirms: says('away'), explains: ['nobody-cooks']});
	const bundle = bundleOf(['a# look oven', 'empty'], ['b# look oven', 'empty'], ['a# x', 'away']);

	expect(idsOf(judged(knowing(nobody, away), bundle))).toEqual(['cook-away']);
});

test('A cause on one host explains what happens on others', () => {
	const bundle = bundleOf(['a# x', 'no current'], ['b# x', 'dinner is late']);

	expect(idsOf(judged(knowing(power, cold, late), bundle))).toEqual(['no-power']);
});

test('A mere possibility explains nothing that is surer', () => {
	const maybe = finding('strike', {hints: says('quiet street'), explains: ['dinner-late']});
	const bundle = bundleOf(['a# x', 'quiet street', 'dinner is late']);

	expect(idsOf(judged(knowing(maybe, late), bundle))).toEqual(['dinner-late', 'strike']);
});

test('Two findings that explain each other do not both vanish', () => {
	const one = finding('one', {confirms: says('first thing seen'), explains: ['other']});
	const other = finding('other', {suggests: says('second'), explains: ['one']});

	expect(idsOf(judged(knowing(other, one), bundleOf(['a# x', 'first thing seen', 'second'])))).toEqual(['one']);
});

test('What is surer comes first, then what stops the cluster, then what has more and longer signs', () => {
	const bundle = bundleOf(['a# x', 'alpha', 'beta gamma delta', 'epsilon']);
	const order = knowing(
		finding('note', {severity: 'notable', confirms: says('alpha')}),
		finding('short', {suggests: says('alpha')}),
		finding('long', {suggests: says('beta gamma delta')}),
		finding('risk', {severity: 'risky', suggests: says('beta gamma delta')}),
		finding('sure', {confirms: says('epsilon')}),
	);

	expect(idsOf(judged(order, bundle))).toEqual(['sure', 'long', 'short', 'risk', 'note']);
	expect(idsOf(judged({...order, findings: order.findings.toReversed()}, bundle))).toEqual([
		'sure',
		'long',
		'short',
		'risk',
		'note',
	]);
});
