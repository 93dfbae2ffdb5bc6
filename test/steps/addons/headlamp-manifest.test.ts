import {expect, test} from 'vitest';
import {parseAllDocuments} from 'yaml';
import {headlampImage, headlampManifest} from '../../../steps/addons/headlamp-manifest.ts';
import {criDockerdPlan, labPlan} from '../../helpers/plans.ts';

type Part = {
	readonly kind: string;
	readonly metadata: {readonly name: string};
	readonly roleRef?: {readonly name: string};
	readonly subjects?: readonly {readonly name: string}[];
};

const parts = parseAllDocuments(headlampManifest(labPlan)).map(document => document.toJS() as Part);

test('Its own account has no rights; the reader’s token reads, and no secrets', () => {
	const bindings = parts.filter(({kind}) => kind === 'ClusterRoleBinding');
	expect(bindings.map(({roleRef, subjects}) => [roleRef!.name, subjects!.map(({name}) => name)])).toEqual([
		['headlamp-reader', ['reader']],
		['view', ['reader']],
	]);
	const text = headlampManifest(labPlan);
	expect(text).not.toMatch(/cluster-admin|secrets|unsafe/);
	expect(text).not.toMatch(/- (create|update|patch|delete|'\*')/);
});

test('Nothing of it is open to the outside', () => {
	expect(headlampManifest(labPlan)).not.toMatch(/NodePort|LoadBalancer|hostNetwork|hostPort/);
});

test('Its image comes from its registry, the plan’s mirror, or lies flat in a registry of one’s own', () => {
	expect(headlampImage(labPlan)).toBe('ghcr.io/headlamp-k8s/headlamp:v0.45.0');
	expect(headlampImage({...labPlan, mirrors: {name: 'tuna'}})).toBe(
		'ghcr.m.daocloud.io/headlamp-k8s/headlamp:v0.45.0',
	);
	expect(headlampImage(criDockerdPlan)).toBe('registry.example:5000/kubernetes/headlamp:v0.45.0');
});
