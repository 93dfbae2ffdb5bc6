import {expect, test} from 'vitest';
import {addonsOf, hostsOf} from '../../../steps/plan/draft.ts';

test('Hosts that are no mapping are left out, and the others keep their place in the list', () => {
	expect(hostsOf({hosts: [{name: 'm1'}, undefined, {name: 'm3'}]})).toEqual([
		{host: {name: 'm1'}, index: 0},
		{host: {name: 'm3'}, index: 2},
	]);
	expect(hostsOf({})).toEqual([]);
});

test('Add-ons are known by name, whether they stand there as a word or with what they need', () => {
	expect(addonsOf({kubernetes: {addons: ['headlamp', undefined, {nfs: {}}]}})).toEqual([
		'headlamp',
		undefined,
		'nfs',
	]);
	expect(addonsOf({})).toEqual([]);
});
