// What an API server puts into an empty etcd when it starts for the first time.
import type {World} from '../world.ts';
import {put} from './objects.ts';

const namespaces = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

const roles = [
	'cluster-admin',
	'admin',
	'edit',
	'view',
	'system:node',
	'system:node-bootstrapper',
	'system:node-proxier',
	'system:kube-scheduler',
	'system:kube-controller-manager',
	'system:coredns-default',
];

export const founding = (world: World): void => {
	for (const name of namespaces)
		put(world, {
			apiVersion: 'v1',
			kind: 'Namespace',
			metadata: {name, labels: {'kubernetes.io/metadata.name': name}},
			spec: {finalizers: ['kubernetes']},
			status: {phase: 'Active'},
		});
	for (const name of roles)
		put(world, {
			apiVersion: 'rbac.authorization.k8s.io/v1',
			kind: 'ClusterRole',
			metadata: {name, labels: {'kubernetes.io/bootstrapping': 'rbac-defaults'}},
			rules: [],
		});
	for (const [name, value] of [
		['system-cluster-critical', 2_000_000_000],
		['system-node-critical', 2_000_001_000],
	] as const)
		put(world, {
			apiVersion: 'scheduling.k8s.io/v1',
			kind: 'PriorityClass',
			metadata: {name},
			value,
			description: '',
			globalDefault: false,
		});
};
