import {expect, test} from 'vitest';
import type {Surveyed} from '../../source/engine/engine.ts';
import {entriesOf} from '../../source/ui/progress.ts';
import {cellOf, countAnswers, initialSurvey, reduceSurvey, surveyRows} from '../../source/ui/survey-state.ts';
import {bookOf, createFakeWorld, making, openEngine} from '../helpers/fake-world.ts';

const {engine} = openEngine(bookOf(making('a'), making('b'), making('c')), createFakeWorld());
const entries = entriesOf(engine);
const cell = (task: string, host: string, answer: Surveyed['answer'], detail = ''): Surveyed => ({
	task,
	host,
	answer,
	detail,
});
const cells = [
	cell('a', 'm1', 'yes'),
	cell('a', 'm2', 'yes'),
	cell('b', 'm1', 'yes'),
	cell('b', 'm2', 'no', 'swap is on'),
];
const known = [{type: 'asked', at: 1000} as const, {type: 'answered', cells, at: 3500} as const].reduce(
	reduceSurvey,
	initialSurvey,
);

test('The answers stay until the hosts are asked again, with how long that took', () => {
	expect(known).toMatchObject({at: 3500, took: 2500});
	expect(known.asking).toBeUndefined();
	const again = reduceSurvey(known, {type: 'asked', at: 9000});
	expect(again).toMatchObject({asking: 9000, cells});
	expect(reduceSurvey(again, {type: 'gave-up'})).toEqual(known);
});

test('A row is a check with its answers; what was not asked has none', () => {
	expect(surveyRows(known, entries).map(({entry}) => entry.task.id)).toEqual(['a', 'b']);
	expect(
		surveyRows(reduceSurvey(known, {type: 'open-only', only: true}), entries).map(({entry}) => entry.task.id),
	).toEqual(['b']);
});

test('Without a choice the host is shown where the check is not so', () => {
	const [so, notSo] = surveyRows(known, entries);

	expect(cellOf(notSo!, undefined)).toMatchObject({host: 'm2', detail: 'swap is on'});
	expect(cellOf(notSo!, 'm1')?.host).toBe('m1');
	expect(cellOf(so!, 'w9')?.host).toBe('m1');
	expect(countAnswers(cells)).toEqual({yes: 3, no: 1, unknown: 0});
});
