import {expect, test} from 'vitest';
import {neededPorts} from '../../steps/needed-ports.ts';
import {externalPlan, givenFor, labPlan} from '../helpers/plans.ts';

const ports = (host: string, plan = labPlan): readonly number[] =>
	neededPorts(givenFor(plan, host)).map(({port}) => port);

test('A control plane that balances load needs the port of the endpoint too', () => {
	expect(ports('m1')).toEqual([6443, 2379, 2380, 10257, 10259, 10250, 9443]);
	expect(ports('m1', externalPlan)).not.toContain(9443);
});

test("A worker needs the kubelet's port", () => {
	expect(ports('w1')).toEqual([10250]);
});
