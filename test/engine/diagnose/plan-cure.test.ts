import {expect, test} from 'vitest';
import {planCure} from '../../../source/engine/diagnose/plan-cure.ts';
import {hosts} from '../../helpers/asked-hosts.ts';
import {bundleOf, finding, judged, knowing} from '../../helpers/declared.ts';
import type {Remedy} from '../../../source/engine/declare.ts';

const both = (text: string) => ({en: text, zh: text});
const remedy = (target: Remedy['target']): Remedy => ({
	id: 'r',
	title: both('r'),
	why: both('r'),
	target,
	risk: 'safe',
	check: {ask: () => 'x'},
	run: () => 'x',
	undo: 'nothing-to-undo',
});
const late = finding('late', {
	confirms: [{says: /late/}],
	reads: {by: {says: /late by (\d+)/}, of: {says: /never said (x)/}},
});
const judgement = judged(knowing(late), bundleOf(['c# x', 'late by 3'], ['b# x', 'late by 5']));
const on = (target: Remedy['target'], found: readonly string[]) =>
	planCure(late, remedy(target), found, judgement, hosts);

test('A cure runs on the hosts of the finding that it is for, else on those it is for', () => {
	expect(on('every-host', ['b', 'c']).hosts).toEqual(['b', 'c']);
	expect(on('workers', ['b', 'c']).hosts).toEqual(['c']);
	expect(on('first-control-plane', ['c']).hosts).toEqual(['a']);
});

test('Its values are those of the first host; what nobody said is left out', () => {
	expect(on('every-host', ['b', 'c']).values).toEqual({by: '5'});
});

test('One whose cause may be on any host runs on all it is for, wherever the evidence is', () => {
	const {hosts: on} = planCure(late, {...remedy('every-host'), everywhere: true}, ['b'], judgement, hosts);

	expect(on).toEqual(['a', 'b', 'c']);
});
