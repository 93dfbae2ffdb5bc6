import {expect, it} from 'vitest';
import {rehearsal} from '../../../steps/labs/rehearsal.ts';
import {labPlan} from '../../helpers/plans.ts';
import {planFrom} from '../../helpers/written-plans.ts';

it('is three control planes and two workers behind a virtual address, with kube-proxy’s mode alone left to the hosts', () => {
	expect(planFrom(rehearsal.plan)).toEqual({...labPlan, kubernetes: {...labPlan.kubernetes, proxyMode: 'auto'}});
});
