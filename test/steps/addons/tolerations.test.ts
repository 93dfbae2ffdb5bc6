import {expect, test} from 'vitest';
import {tolerationsIn} from '../../../steps/addons/tolerations.ts';
import type {Minor} from '../../../steps/plan.ts';
import {labPlan} from '../../helpers/plans.ts';

const keys = (version: Minor): readonly string[] => {
	const hosts = labPlan.hosts.filter(({role}) => role === 'control-plane');
	const found = tolerationsIn({...labPlan, hosts, kubernetes: {...labPlan.kubernetes, version}});
	return (found as readonly {key: string}[]).map(({key}) => key);
};

test('Add-ons keep off the control planes, unless there is nothing else; the taint is called as in that release', () => {
	expect(tolerationsIn(labPlan)).toBeUndefined();
	expect(keys('1.36')).toEqual(['node-role.kubernetes.io/control-plane']);
	expect(keys('1.24')).toEqual(['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master']);
	expect(keys('1.20')).toEqual(['node-role.kubernetes.io/master']);
});
