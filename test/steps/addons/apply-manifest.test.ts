import {expect, test} from 'vitest';
import {applyManifest, type Installation} from '../../../steps/addons/apply-manifest.ts';
import {runWithPrograms} from '../../helpers/fake-programs.ts';
import {givenFor, labPlan} from '../../helpers/plans.ts';

const installation: Installation = {
	id: 'headlamp',
	title: {en: 'A page', zh: '页面'},
	why: {en: 'To see it', zh: '用于查看'},
	namespace: 'page',
	workloads: ['deployment/page', 'daemonset/agent'],
	images: () => ['registry.example/page:v1', 'registry.example/agent:v1'],
	manifest: () => 'kind: Namespace\n',
};
const task = applyManifest(installation);
const given = givenFor(labPlan, 'm1');

const out = (workload: string, said: string): string =>
	`case "$*" in *${workload}*) echo '${said}' ;; *) echo 'it is successfully rolled out' ;; esac`;

test.each([
	['it is successfully rolled out', 0],
	['Waiting for daemon set "agent" rollout to finish: 1 of 2 updated pods are available...', 1],
	['Error from server (NotFound): daemonsets.apps "agent" not found', 1],
])('Every workload has to be out: %j is exit %i', (said, exit) => {
	const programs = {cat: 'echo "kind: Namespace"', kubectl: out('agent', said)};
	expect(runWithPrograms(programs, task.check.ask(given)).exit).toBe(exit);
});

test('Another manifest than the plan’s is not what is asked for', () => {
	const programs = {cat: 'echo "kind: Other"', kubectl: out('none', '')};
	expect(runWithPrograms(programs, task.check.ask(given)).exit).toBe(1);
});

test('A workload that does not start is told with its events and the images that it needs', () => {
	const kubectl = `case "$*" in *'rollout status deployment/page'*) return 1 ;; *events*) echo 'Failed to pull image' ;; esac`;
	const {exit, output} = runWithPrograms(
		{mkdir: 'true', cat: 'true', kubectl},
		task.run(given).replace('/etc/kubernetes/kubewalk/', '/tmp/'),
	);
	expect(exit).toBe(1);
	expect(output).toContain('Failed to pull image');
	expect(output).toContain('deployment/page did not start within 5 minutes');
	expect(output).toContain('registry.example/page:v1, registry.example/agent:v1');
});
