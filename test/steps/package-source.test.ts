import {expect, test} from 'vitest';
import {addressIn, fetchingTools, hasOwnSource, ownPackageSource} from '../../steps/package-source.ts';
import {externalPlan, givenFor, labPlan, mirroredPlan} from '../helpers/plans.ts';

const run = (plan: typeof labPlan): string => ownPackageSource.run(givenFor(plan, 'm1'));

test('A plan without a source of its own adds none', () => {
	expect(hasOwnSource(givenFor(labPlan, 'm1'))).toBe(false);
	expect(ownPackageSource.when!(givenFor(mirroredPlan, 'm1'))).toBe(true);
});

test('A line with options of its own stands as the plan has it', () => {
	expect(run(mirroredPlan)).toContain('\ndeb [trusted=yes] http://apt.example:8080 ./\n');
	expect(run(mirroredPlan)).not.toContain('curl');
});

test('A key of the plan is fetched and signs that source alone', () => {
	expect(run(externalPlan)).toContain('https://packages.example/key.asc');
	expect(run(externalPlan)).toContain(
		'\ndeb [signed-by=/etc/apt/keyrings/kubewalk.asc] https://packages.example/debian ./\n',
	);
});

test('The address in a line of sources.list is found, if there is one to ask', () => {
	expect(addressIn('deb [signed-by=/a/b] https://x.example/debian bookworm main')).toBe('https://x.example/debian');
	expect(addressIn('deb [trusted=yes] file:/srv/repo ./')).toBeUndefined();
});

test('curl is installed where it is missing', () => {
	expect(fetchingTools.run(givenFor(labPlan, 'w1'))).toContain('ca-certificates curl');
});
