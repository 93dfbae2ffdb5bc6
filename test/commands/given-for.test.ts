import {expect, test} from 'vitest';
import {givenFor} from '../../source/commands/given-for.ts';
import {labPlan} from '../helpers/plans.ts';

test('A script sees its host, all hosts, the plan, and what stands for captured values', () => {
	const given = givenFor(labPlan, 'm2', name => `<${name}>`);
	expect(given.host).toEqual({name: 'm2', address: '10.77.0.12', role: 'control-plane'});
	expect(given.hosts.map(({name}) => name)).toEqual(['m1', 'm2', 'm3', 'w1', 'w2']);
	expect(given.setting('plan')).toBe(labPlan);
	expect(given.setting('else')).toBeUndefined();
	expect(given.captured('join-token')).toBe('<join-token>');
});

test('A host that the plan does not have is the operator’s own machine', () => {
	expect(givenFor(labPlan, 'operator', () => '').host.role).toBe('operator');
});
