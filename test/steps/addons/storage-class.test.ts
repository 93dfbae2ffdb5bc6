import {expect, it} from 'vitest';
import type {AddonName} from '../../../steps/addons/addon.ts';
import {storageClass} from '../../../steps/addons/storage-class.ts';
import {labPlan} from '../../helpers/plans.ts';

const classOf = (name: 'local-path' | 'nfs', addons: readonly AddonName[]): string => {
	const plan = {...labPlan, kubernetes: {...labPlan.kubernetes, addons}};
	return JSON.stringify(storageClass(plan, {name, provisioner: 'p', binding: 'Immediate'}));
};

it('makes the class default that the plan names first, and only that one', () => {
	expect(classOf('local-path', ['headlamp', 'local-path', 'nfs'])).toContain('is-default-class":"true"');
	expect(classOf('nfs', ['headlamp', 'local-path', 'nfs'])).toContain('is-default-class":"false"');
	expect(classOf('nfs', ['nfs'])).toContain('is-default-class":"true"');
});
