import {expect, it} from 'vitest';
import {parseAllDocuments} from 'yaml';
import {askingPod, inTests, testFunctions, webPods} from '../../steps/test-pods.ts';
import {runWithPrograms} from '../helpers/fake-programs.ts';
import {labPlan, mirroredPlan} from '../helpers/plans.ts';

const kindsOf = (text: string): readonly string[] =>
	parseAllDocuments(text).map(document => (document.toJS() as {kind: string}).kind);

it('brings its own namespace, so that everything goes with one command', () => {
	expect(kindsOf(askingPod(labPlan))).toEqual(['Namespace', 'Pod']);
	expect(kindsOf(webPods(labPlan))).toEqual(['Namespace', 'DaemonSet', 'Service']);
	expect(inTests.bash).toContain('-n kubewalk-proof');
});

it('runs on tainted control planes too', () => {
	expect(webPods(labPlan)).toContain('tolerations:\n      - operator: Exists');
});

it('has a web server that says which node it is on', () => {
	const [, set] = parseAllDocuments(webPods(labPlan)).map(document => document.toJS() as Record<string, never>);
	expect(JSON.stringify(set)).toContain(String.raw`echo \"$(hostname) on $NODE\" > /tmp/index.html`);
});

it('says which image could not be pulled', () => {
	const kubectl = 'case "$*" in *jsonpath*) echo ImagePullBackOff ;; esac';
	const {output} = runWithPrograms({kubectl}, `${testFunctions(mirroredPlan).bash}\nwhy_not_running`);
	expect(output).toContain('The image registry.example/google_containers/busybox:latest could not be pulled');
});
