import {expect, test} from 'vitest';
import {initialState, reduce} from '../../source/engine/state.ts';
import {toldFinding} from '../helpers/told.ts';

const diagnosis = (at: number, ...found: ReturnType<typeof toldFinding>[]) =>
	({type: 'diagnosis', at, found, asked: 1, rounds: 1, milliseconds: 1, away: {}}) as const;

test('What was found stays known when it is gone, with when it was first seen; possibilities are no causes', () => {
	const events = [
		diagnosis(10, toldFinding('swap'), toldFinding('guess', {confidence: 'possible', remedies: []})),
		diagnosis(20, toldFinding('swap', {hosts: ['m1']}), toldFinding('late')),
		diagnosis(30),
	];
	const {causes, diagnosis: last} = events.reduce(reduce, initialState);

	expect(last?.found).toEqual([]);
	expect(Object.entries(causes.found).map(([id, {at, hosts}]) => [id, at, hosts])).toEqual([
		['swap', 10, ['m1']],
		['late', 20, ['m2']],
	]);
	expect(causes.offered['swap.gentle']).toMatchObject({finding: 'swap', title: {en: 'Do gentle'}});
});
