import {expect, test} from 'vitest';
import {givenOf, givenToCure} from '../../../source/commands/diagnose/given-offline.ts';
import {fragment} from '../../../source/engine/script.ts';
import {planOf} from '../../../steps/plan.ts';
import {planOfLab} from '../../../source/commands/lab-plan.ts';
import {labs} from '../../../steps/labs/labs.ts';

test('Without a plan patterns know of no settings, and cures have names in the place of what nobody said', () => {
	expect(givenOf(undefined, ['m1', 'm2'])('m2')).toMatchObject({
		host: {name: 'm2'},
		hosts: [{name: 'm1'}, {name: 'm2'}],
	});
	expect(givenOf(undefined, [])('m1').setting('plan')).toBeUndefined();
	const given = givenToCure(undefined, ['', 'm1', 'm2'])('m2', () => fragment('x'));
	expect(planOf(given).endpoint.address).toBe('<endpoint>');
	expect(given.hosts.map(({address}) => address)).toEqual(['<address of m1>', '<address of m2>']);
});

test('A plan is what both go by', () => {
	const plan = planOfLab(labs[0]);
	expect(planOf(givenOf(plan, [])('m1'))).toBe(plan);
	expect(givenToCure(plan, [])('m1', () => 'x').host.name).toBe('m1');
});
