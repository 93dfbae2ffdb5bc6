// What init leaves in the cluster: its configuration, the kubelets' and kube-proxy's, tokens, rules, cluster-info.
import {bootstrapToken, hex} from '../cluster/ids.ts';
import {get, owned, put, remove, touch} from '../cluster/objects.ts';
import type {Shell} from '../command.ts';
import {writeYaml} from '../yaml.ts';
import {clusterConfiguration} from './cluster-configuration.ts';
import type {Plan} from './config.ts';
import {kubeletConfiguration} from './kubelet-files.ts';
import type {Output} from './output.ts';
import {bind, rbac, system} from './rules.ts';
import {encryptCertificates, putToken} from './tokens.ts';

export const uploadConfig = (at: Shell, plan: Plan, out: Output): void => {
	const {world} = at;
	if (plan.minor >= 29)
		bind(at, 'kubeadm:cluster-admins', 'cluster-admin', {kind: 'Group', name: 'kubeadm:cluster-admins'});
	out.print(
		'[upload-config] Storing the configuration used in ConfigMap "kubeadm-config" in the "kube-system" Namespace',
	);
	const old =
		plan.minor < 22
			? {
					ClusterStatus: writeYaml({
						apiEndpoints: {[plan.node]: {advertiseAddress: plan.address, bindPort: plan.port}},
						apiVersion: 'kubeadm.k8s.io/v1beta2',
						kind: 'ClusterStatus',
					}),
				}
			: {};
	put(world, {
		apiVersion: 'v1',
		kind: 'ConfigMap',
		metadata: {name: 'kubeadm-config', namespace: system},
		data: {ClusterConfiguration: writeYaml(clusterConfiguration(plan)), ...old},
	});
	const name = plan.minor < 24 ? `kubelet-config-1.${plan.minor}` : 'kubelet-config';
	out.print(
		`[kubelet] Creating a ConfigMap "${name}" in namespace kube-system with the configuration for the kubelets in the cluster`,
	);
	put(world, {
		apiVersion: 'v1',
		kind: 'ConfigMap',
		metadata: {name, namespace: system},
		data: {kubelet: writeYaml(kubeletConfiguration(plan))},
	});
	rbac(
		at,
		'Role',
		'kubeadm:nodes-kubeadm-config',
		[{apiGroups: [''], resourceNames: ['kubeadm-config'], resources: ['configmaps'], verbs: ['get']}],
		system,
	);
	bind(
		at,
		'kubeadm:nodes-kubeadm-config',
		'kubeadm:nodes-kubeadm-config',
		{kind: 'Group', name: 'system:bootstrappers:kubeadm:default-node-token'},
		system,
	);
};

/** Two hours: the Secret belongs to a token that runs out then, and goes with it. */
export const uploadCertificates = (at: Shell, out: Output, given?: string, silent = false): string => {
	const {world, files} = at;
	const key = given ?? hex(world, 64);
	out.print('[upload-certs] Storing the certificates in Secret "kubeadm-certs" in the "kube-system" Namespace');
	const token = putToken(world, bootstrapToken(world), {
		ttl: 7_200_000,
		description: 'Proxy for managing TTL for the kubeadm-certs secret',
		usages: [],
		groups: [],
	});
	remove(world, 'Secret', 'kubeadm-certs', system);
	put(world, {
		apiVersion: 'v1',
		kind: 'Secret',
		type: 'Opaque',
		metadata: {name: 'kubeadm-certs', namespace: system, ownerReferences: owned(token)},
		data: encryptCertificates(world, files, key),
	});
	rbac(
		at,
		'Role',
		'kubeadm:kubeadm-certs',
		[{apiGroups: [''], resourceNames: ['kubeadm-certs'], resources: ['secrets'], verbs: ['get']}],
		system,
	);
	if (!silent) {
		out.print('[upload-certs] Using certificate key:');
		out.print(key);
	}
	return key;
};

export const markControlPlane = (at: Shell, plan: Plan, out: Output): void => {
	const {world} = at;
	const control = 'node-role.kubernetes.io/control-plane';
	const node = get(world, 'Node', plan.node);
	const master = 'node-role.kubernetes.io/master';
	const excluded = 'node.kubernetes.io/exclude-from-external-load-balancers';
	const {minor} = plan;
	// KEP-2067: the label went in 1.24, the taint in 1.25, and 1.24 sets both taints.
	const keys = minor < 24 ? [master] : minor < 25 ? [master, control] : [control];
	const taints = plan.taints ?? keys.map(key => ({effect: 'NoSchedule', key}));
	const labels = [...(minor < 24 ? [master] : []), control, ...(minor < 21 ? [] : [excluded])];
	const marking = `[mark-control-plane] Marking the node ${plan.node} as control-plane by adding the labels`;
	out.print(
		minor < 21
			? `${marking} "${master}=''" and "${control}='' (deprecated)"`
			: `${marking}: [${labels.join(' ').replace(master, `${master}(deprecated)`)}]`,
	);
	if (taints.length > 0)
		out.print(
			`[mark-control-plane] Marking the node ${plan.node} as control-plane by adding the taints [${taints.map(taint => `${String(taint['key'])}:${String(taint['effect'])}`).join(' ')}]`,
		);
	if (node === undefined) return;
	node.metadata.labels = {
		...node.metadata.labels,
		...Object.fromEntries(labels.toSorted().map(label => [label, ''])),
	};
	const present = (node.spec?.['taints'] as {key: string}[] | undefined) ?? [];
	node.spec = {...node.spec, taints: [...taints, ...present.filter(({key}) => !keys.includes(key))]};
	touch(world, node);
};
