import {expect, test} from 'vitest';
import {
	groupOf,
	kindNamed,
	kindOf,
	kinds,
	qualified,
	qualifiedPlural,
} from '../../../../source/transport/lab/kubectl/kinds.ts';

test.each([
	['po', 'Pod'],
	['pods', 'Pod'],
	['Deployment', 'Deployment'],
	['deploy', 'Deployment'],
	['deployments.apps', 'Deployment'],
	['deployments.v1.apps', 'Deployment'],
	['svc', 'Service'],
	['ep', 'Endpoints'],
	['no', 'Node'],
	['ds', 'DaemonSet'],
	['cm', 'ConfigMap'],
])('%s means %s', (word, kind) => {
	expect(kindNamed(word)?.kind).toBe(kind);
});

test('a type of another group is not found', () => {
	expect(kindNamed('pods.apps')).toBeUndefined();
	expect(kindNamed('virtualmachines')).toBeUndefined();
});

test('messages name a resource with its group', () => {
	expect(qualified(kindOf('Deployment'))).toBe('deployment.apps');
	expect(qualified(kindOf('Pod'))).toBe('pod');
	expect(qualifiedPlural(kindOf('ClusterRole'))).toBe('clusterroles.rbac.authorization.k8s.io');
	expect(groupOf(kindOf('Pod'))).toBe('');
});

test('no short name is given twice', () => {
	const short = kinds.flatMap(kind => kind.short);
	expect(new Set(short).size).toBe(short.length);
});
