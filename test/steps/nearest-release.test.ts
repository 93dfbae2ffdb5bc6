import {expect, test} from 'vitest';
import {nearestRelease, readKernel} from '../../steps/nearest-release.ts';
import type {Minor} from '../../steps/plan.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';
import {runHere} from '../helpers/scripts.ts';

const nearest = (
	kernel: string,
	version: Minor,
	...rest: Parameters<typeof nearestRelease> extends [unknown, ...infer Rest] ? Rest : never
): string => {
	const given = givenFor({...labPlan, kubernetes: {...labPlan.kubernetes, version}}, 'm1');
	return runHere(
		`set -euo pipefail\nuname() { echo ${kernel}; }\n${readKernel.bash}\n${nearestRelease(given, ...rest).bash}\nprintf %s "$nearest"`,
	).output;
};

test.each([
	['3.10.0-1160.el7.x86_64', '1.36', '1.31'],
	['4.18.0-553.el8_10.x86_64', '1.36', '1.31'],
	['4.19.0-26-amd64', '1.36', '1.33'],
	['4.19.0-26-amd64', '1.33', '1.32'],
	['6.1.0-28-amd64', '1.36', '1.35'],
] as const)('A kernel %s that is too old for a plan of %s is told of %s', (kernel, version, told) => {
	expect(nearest(kernel, version)).toBe(`, or write version: "${told}" in the plan`);
});

test('What else a host cannot do counts as well, and where nothing is left nothing is said', () => {
	expect(nearest('6.1.0', '1.36', ({cgroupV1}) => cgroupV1)).toContain('"1.34"');
	expect(nearest('4.19.0', '1.36', ({cgroupV1}) => cgroupV1)).toContain('"1.33"');
	expect(nearest('2.6.32', '1.36')).toBe('');
});
