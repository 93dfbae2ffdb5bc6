import {expect, test} from 'vitest';
import {applyDraft, called, merge, readManifests, refuse} from '../../../../source/transport/lab/kubectl/write.ts';
import type {Draft} from '../../../../source/transport/lab/cluster/objects.ts';
import {cluster} from '../../../helpers/lab-hosts.ts';

const config = (data: Record<string, string>): Draft => ({
	apiVersion: 'v1',
	kind: 'ConfigMap',
	metadata: {name: 'a', namespace: 'default'},
	data,
});

test('applying creates, changes, and leaves alone; what the file no longer says goes', async () => {
	const {lab} = await cluster();
	expect(applyDraft(lab.world, config({one: '1', two: '2'})).verb).toBe('created');
	expect(applyDraft(lab.world, config({one: '1', two: '2'})).verb).toBe('unchanged');
	const changed = applyDraft(lab.world, config({one: '3'}));
	expect([changed.verb, changed.object.data]).toEqual(['configured', {one: '3'}]);
});

test('what somebody else has added stays', async () => {
	const {lab, must} = await cluster();
	applyDraft(lab.world, config({one: '1'}));
	await must('m1', 'kubectl label configmap a team=blue');
	expect(applyDraft(lab.world, config({one: '2'})).object.metadata.labels).toEqual({team: 'blue'});
});

test('a merge replaces values, removes with null, and joins lists of named things', () => {
	expect(merge({a: 1, b: {c: 2}}, {b: {c: null, d: 3}}, false)).toEqual({a: 1, b: {d: 3}});
	expect(merge([{name: 'web', image: 'a'}], [{name: 'web', image: 'b'}, {name: 'log'}], true)).toEqual([
		{name: 'web', image: 'b'},
		{name: 'log'},
	]);
	expect(merge([1, 2], [3], true)).toEqual([3]);
});

test('names and kinds the API server does not take are refused in its words', async () => {
	const {lab} = await cluster();
	expect(refuse(lab.world, {...config({}), metadata: {name: 'Bad_Name'}})).toContain(
		'a lowercase RFC 1123 subdomain must consist of',
	);
	expect(refuse(lab.world, {...config({}), kind: 'Wizard', apiVersion: 'magic/v1'}, 'f.yaml')).toContain(
		'no matches for kind "Wizard" in version "magic/v1"',
	);
	expect(refuse(lab.world, {...config({}), metadata: {name: 'a', namespace: 'nowhere'}}, 'f.yaml')).toContain(
		'namespaces "nowhere" not found',
	);
	expect(called({kind: 'Deployment', metadata: {name: 'web'}})).toBe('deployment.apps/web');
});

test('manifests are read from files, from standard input and from the network', async () => {
	const {run} = await cluster();
	expect((await run('m1', 'kubectl apply -f /nowhere.yaml')).stderr).toBe(
		'error: the path "/nowhere.yaml" does not exist\n',
	);
	expect((await run('m1', 'kubectl apply -f https://github.com/nothing.yaml')).stderr).toContain(
		'server reported 404 Not Found',
	);
	expect((await run('m1', 'kubectl apply -f https://nobody.example/a.yaml')).stderr).toContain('no such host');
	expect(
		(await run('m1', "printf 'kind: Namespace\\napiVersion: v1\\nmetadata: {name: extra}\\n' | kubectl apply -f -"))
			.stdout,
	).toBe('namespace/extra created\n');
	expect((await run('m1', "printf 'a: [1\\n' > /tmp/a.yaml; kubectl apply -f /tmp/a.yaml")).stderr).toContain(
		'error converting YAML to JSON',
	);
	expect(readManifests).toBeTypeOf('function');
});
