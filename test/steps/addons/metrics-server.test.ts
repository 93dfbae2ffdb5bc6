import {expect, test} from 'vitest';
import {metricsServer} from '../../../steps/addons/metrics-server.ts';
import {prints, runWithPrograms} from '../../helpers/fake-programs.ts';
import {givenFor, labPlan} from '../../helpers/plans.ts';

const use = metricsServer.tasks.at(-1)!;
const all = 'm1  98m  4%  1031Mi  53%\nw1   40m  2%  700Mi  31%';

test.each([
	[all, 0, 'w1 +40m'],
	['m1  98m  4%  1031Mi  53%\nw1  <unknown>  <unknown>  <unknown>  <unknown>', 1, 'w1 has no figures'],
	['m1  98m  4%  1031Mi  53%', 1, 'w1 has no figures'],
	['w11  40m  2%  700Mi  31%\nm1  98m  4%  1031Mi  53%', 1, 'w1 has no figures'],
])('Every node that is ready must have numbers: %j is exit %i', (top, exit, words) => {
	const kubectl = `case "$*" in *'top nodes'*) ${prints(top)}\n;;\n*) ${prints('m1 True\nw1 True\nw2 False\n')}\n;;\nesac`;
	const asked = runWithPrograms({kubectl}, use.check.ask(givenFor(labPlan, 'm1')));
	expect(asked.exit).toBe(exit);
	expect(asked.output).toMatch(new RegExp(words));
});

test('When the API is not there, what kubectl says of it is shown', () => {
	const kubectl = "echo 'error: Metrics API not available' >&2; return 1";
	const asked = runWithPrograms({kubectl}, use.check.ask(givenFor(labPlan, 'm1')));
	expect(asked.exit).toBe(1);
	expect(asked.output).toContain('Metrics API not available');
});
