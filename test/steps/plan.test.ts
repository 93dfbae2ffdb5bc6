import {expect, test} from 'vitest';
import {planOf} from '../../steps/plan.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';

test('Scripts find the plan that the session was opened with among its settings', () => {
	expect(planOf(givenFor(labPlan, 'w1'))).toBe(labPlan);
});
