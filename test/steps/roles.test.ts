import {expect, test} from 'vitest';
import {balancesLoad, controlPlanesOf, othersOf} from '../../steps/roles.ts';
import {externalPlan, givenFor, labPlan} from '../helpers/plans.ts';

test('Control planes come in the order of the plan', () => {
	expect(controlPlanesOf(givenFor(labPlan, 'w1')).map(host => host.name)).toEqual(['m1', 'm2', 'm3']);
});

test('A host is not one of its others', () => {
	expect(othersOf(givenFor(labPlan, 'm2')).map(host => host.name)).toEqual(['m1', 'm3', 'w1', 'w2']);
});

test('Only control planes balance load, and only when the plan wants that of them', () => {
	expect(balancesLoad(givenFor(labPlan, 'm1'))).toBe(true);
	expect(balancesLoad(givenFor(labPlan, 'w1'))).toBe(false);
	expect(balancesLoad(givenFor(externalPlan, 'm1'))).toBe(false);
});
