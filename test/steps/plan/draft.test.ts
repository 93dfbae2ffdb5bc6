import {expect, test} from 'vitest';
import {hostsOf} from '../../../steps/plan/draft.ts';

test('Hosts that are no mapping are left out, and the others keep their place in the list', () => {
	expect(hostsOf({hosts: [{name: 'm1'}, undefined, {name: 'm3'}]})).toEqual([
		{host: {name: 'm1'}, index: 0},
		{host: {name: 'm3'}, index: 2},
	]);
	expect(hostsOf({})).toEqual([]);
});
