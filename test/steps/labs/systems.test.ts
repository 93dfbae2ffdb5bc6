import {expect, it} from 'vitest';
import {labsOfSystems} from '../../../steps/labs/systems.ts';
import {kinds} from '../../../source/transport/lab/machines/kinds.ts';
import {planFrom} from '../../helpers/written-plans.ts';

it('has a lab for every system but the usual one, and one that mixes them', () => {
	const ids = labsOfSystems.map(({id}) => id);
	expect(ids).toEqual([...Object.keys(kinds).filter(kind => kind !== 'debian-12'), 'mixed', 'two-networks']);
});

it('names a system for each host of the mixed plan', () => {
	const mixed = labsOfSystems.find(({id}) => id === 'mixed')!;
	expect(Object.keys(mixed.machine as object)).toEqual(planFrom(mixed.plan).hosts.map(({name}) => name));
});

it('writes plans that can be read', () => {
	for (const {plan} of labsOfSystems) expect(planFrom(plan).hosts).toHaveLength(4);
});
