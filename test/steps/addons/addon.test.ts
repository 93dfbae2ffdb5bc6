import {expect, test} from 'vitest';
import {releaseFor, versionIn} from '../../../steps/addons/addon.ts';
import {labPlan} from '../../helpers/plans.ts';

const addon = {
	id: 'headlamp',
	releases: [
		{version: '2.0', from: 34, to: 37},
		{version: '1.5', from: 30, to: 33},
	],
} as const;

test('The release is the one for the minor', () => {
	expect(releaseFor(addon, '1.37')?.version).toBe('2.0');
	expect(releaseFor(addon, '1.30')?.version).toBe('1.5');
	expect(releaseFor(addon, '1.29')).toBeUndefined();
	expect(versionIn(addon, labPlan)).toBe('2.0');
});

test('Asking for a minor that none is for is a mistake of the program: the plan was to refuse it', () => {
	const old = {...labPlan, kubernetes: {...labPlan.kubernetes, version: '1.20'}} as const;
	expect(() => versionIn(addon, old)).toThrow('No headlamp of the table is for Kubernetes 1.20');
});
