// RBAC rules and accounts that kubeadm writes.
import {put} from '../cluster/objects.ts';
import type {Shell} from '../command.ts';

export const system = 'kube-system';

export const rbac = (
	at: Shell,
	kind: 'Role' | 'ClusterRole',
	name: string,
	rules: unknown[],
	namespace?: string,
): void =>
	void put(at.world, {
		apiVersion: 'rbac.authorization.k8s.io/v1',
		kind,
		metadata: {name, ...(namespace === undefined ? {} : {namespace})},
		rules,
	});

export const bind = (
	at: Shell,
	name: string,
	role: string,
	subject: {kind: 'Group' | 'User' | 'ServiceAccount'; name: string; namespace?: string},
	namespace?: string,
): void =>
	void put(at.world, {
		apiVersion: 'rbac.authorization.k8s.io/v1',
		kind: namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
		metadata: {name, ...(namespace === undefined ? {} : {namespace})},
		roleRef: {
			apiGroup: 'rbac.authorization.k8s.io',
			kind: namespace === undefined ? 'ClusterRole' : 'Role',
			name: role,
		},
		subjects: [{...(subject.kind === 'ServiceAccount' ? {} : {apiGroup: 'rbac.authorization.k8s.io'}), ...subject}],
	});

export const account = (at: Shell, name: string, role: string): void => {
	put(at.world, {apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name, namespace: system}});
	bind(at, role.startsWith('system:') ? role : name, role, {kind: 'ServiceAccount', name, namespace: system});
};

export const coreDnsRole = (at: Shell): void =>
	rbac(at, 'ClusterRole', 'system:coredns', [
		{apiGroups: [''], resources: ['endpoints', 'services', 'pods', 'namespaces'], verbs: ['list', 'watch']},
		{apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch']},
	]);
