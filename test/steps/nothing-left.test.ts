import {expect, test} from 'vitest';
import {fragment} from '../../source/engine/script.ts';
import {nothingOf} from '../../steps/nothing-left.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';
import {runHere} from '../helpers/scripts.ts';

const ask = (list: string) => runHere(nothingOf(() => fragment(list))(givenFor(labPlan, 'm1')));

test('An empty list is well, and what stands on one is said', () => {
	expect(ask('true').exit).toBe(0);
	expect(ask('echo /etc/x; echo "2 rules"')).toEqual({exit: 1, output: '/etc/x\n2 rules\n'});
});
