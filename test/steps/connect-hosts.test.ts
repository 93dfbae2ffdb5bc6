import {expect, test} from 'vitest';
import {connectHosts} from '../../steps/connect-hosts.ts';
import {externalPlan, givenFor, labPlan, mirroredPlan} from '../helpers/plans.ts';
import {tasksFor} from '../helpers/scripts.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

keepsTheRules(connectHosts);

const ids = (plan: typeof labPlan, host: string): readonly string[] =>
	tasksFor(connectHosts, givenFor(plan, host)).map(task => task.id);

test('cgroup v2 is asked for only where the kubelet insists on it', () => {
	expect(ids(labPlan, 'w1')).toContain('cgroup-version');
	expect(ids(mirroredPlan, 'm1')).not.toContain('cgroup-version');
});

test('A package source of the plan is added before anything asks for packages', () => {
	expect(ids(labPlan, 'm1')).not.toContain('own-package-source');
	const tasks = ids(externalPlan, 'm1');
	expect(tasks.indexOf('own-package-source')).toBeGreaterThan(-1);
	expect(tasks.indexOf('own-package-source')).toBeLessThan(tasks.indexOf('fetching-tools'));
});
