import {expect, test} from 'vitest';
import {loadBalancerUnits} from '../../../../source/transport/lab/units/load-balancer-units.ts';

test('both services can be started, reloaded and stopped, and say what they listen on', () => {
	expect(loadBalancerUnits.map(unit => unit.name)).toEqual(['haproxy.service', 'keepalived.service']);
	for (const unit of loadBalancerUnits)
		expect([unit.start, unit.reload, unit.stopped, unit.listens]).not.toContain(undefined);
});
