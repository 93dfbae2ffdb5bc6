import {expect, test} from 'vitest';
import {initialState, type State} from '../../source/engine/state.ts';
import {findingRows, keyOfFinding} from '../../source/ui/findings.ts';
import {toldFinding} from '../helpers/told.ts';

const state = (...found: ReturnType<typeof toldFinding>[]): State => ({
	...initialState,
	diagnosis: {at: 1, found, asked: 1, rounds: 1, milliseconds: 1, away: {}},
	rows: {
		'swap.gentle': {
			m1: {status: 'done', since: 1, attempt: 1},
			m2: {status: 'failed', since: 1, attempt: 1},
		},
	},
});

test('Each finding stands above its remedies, with how they went on the host where they went worst', () => {
	expect(findingRows(state(toldFinding('swap'))).map(row => [keyOfFinding(row), row.status])).toEqual([
		['swap', undefined],
		['swap.gentle', 'failed'],
		['swap.harsh', undefined],
	]);
	expect(findingRows(initialState)).toEqual([]);
});

test('Mere possibilities are shown only when there is nothing better', () => {
	const guess = toldFinding('guess', {confidence: 'possible', remedies: []});

	expect(findingRows(state(toldFinding('swap', {remedies: []}), guess)).map(keyOfFinding)).toEqual(['swap']);
	expect(findingRows(state(guess)).map(keyOfFinding)).toEqual(['guess']);
});
