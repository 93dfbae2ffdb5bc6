import {expect, test} from 'vitest';
import {checkBackends} from '../../../../source/transport/lab/causes/haproxy.ts';
import {electHolder} from '../../../../source/transport/lab/causes/keepalived.ts';
import {loadBalancerCauses} from '../../../../source/transport/lab/causes/load-balancer.ts';

test('the address is settled before haproxy asks its servers', () => {
	expect(loadBalancerCauses).toEqual([electHolder, checkBackends]);
});
