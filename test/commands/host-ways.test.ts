import {expect, test} from 'vitest';
import {endpointText, wayOf} from '../../source/commands/host-ways.ts';
import type {Plan} from '../../steps/plan.ts';

const plan = {
	ssh: {user: 'ops', port: 22, sudo: 'auto', jump: 'bastion'},
	endpoint: {kind: 'external', address: 'fd00::9', port: 6443},
	hosts: [
		{name: 'm1', address: '10.0.0.1', role: 'control-plane', ssh: {port: 2222}},
		{name: 'm2', address: 'fd00::2', role: 'control-plane'},
		{name: 'w1', address: '10.0.0.3', role: 'worker', way: {kind: 'by-hand'}},
	],
} as unknown as Plan;

test('A host’s own settings go before the plan’s, and IPv6 addresses stand in brackets', () => {
	const way = wayOf(plan, false);

	expect(way('m1')).toEqual({kind: 'ssh', login: 'ops@10.0.0.1:2222', jump: 'bastion'});
	expect(way('m2')).toMatchObject({login: 'ops@[fd00::2]'});
	expect(way('w1')).toEqual({kind: 'by-hand'});
	expect(way('nobody')).toBeUndefined();
	expect(wayOf(plan, true)('m1')).toEqual({kind: 'lab'});
	expect(endpointText(plan)).toEqual({kind: 'external', address: '[fd00::9]:6443'});
});
