import {expect, test} from 'vitest';
import {hostsFor} from '../../source/engine/target.ts';
import {threeHosts} from '../helpers/fake-world.ts';

const names = (target: Parameters<typeof hostsFor>[0]): readonly string[] =>
	hostsFor(target, threeHosts).map(({name}) => name);

test('Targets mean hosts by their role, in the order of the plan', () => {
	expect(names('every-host')).toEqual(['m1', 'm2', 'w1']);
	expect(names('control-planes')).toEqual(['m1', 'm2']);
	expect(names('first-control-plane')).toEqual(['m1']);
	expect(names('other-control-planes')).toEqual(['m2']);
	expect(names('workers')).toEqual(['w1']);
	expect(names('operator')).toEqual(['operator']);
});
