// What init leaves in the cluster: its configuration, the kubelets' and kube-proxy's, tokens, rules, cluster-info.
import type {Shell} from '../command.ts';
import {bootstrapToken, hex} from '../cluster/ids.ts';
import {get, owned, put, remove, touch} from '../cluster/objects.ts';
import {pki} from '../cluster/pki.ts';
import {release} from '../cluster/versions.ts';
import {writeYaml} from '../yaml.ts';
import type {Plan} from './config.ts';
import {endpointOf, kubeletConfiguration} from './files.ts';
import type {Output} from './output.ts';
import {encryptCertificates, putToken} from './tokens.ts';

const system = 'kube-system';

const rbac = (at: Shell, kind: 'Role' | 'ClusterRole', name: string, rules: unknown[], namespace?: string): void =>
	void put(at.world, {
		apiVersion: 'rbac.authorization.k8s.io/v1',
		kind,
		metadata: {name, ...(namespace === undefined ? {} : {namespace})},
		rules,
	});

const bind = (
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

const args = (plan: Plan, list: readonly (readonly [string, string])[]): Record<string, unknown> =>
	list.length === 0
		? {}
		: {extraArgs: plan.minor >= 31 ? list.map(([name, value]) => ({name, value})) : Object.fromEntries(list)};

export const clusterConfiguration = (plan: Plan): Record<string, unknown> => {
	const {api} = release(plan.minor);
	const newer = plan.minor >= 31;
	return {
		apiServer: newer
			? args(plan, plan.extraArgs.apiServer)
			: {
					extraArgs: {'authorization-mode': 'Node,RBAC', ...Object.fromEntries(plan.extraArgs.apiServer)},
					timeoutForControlPlane: '4m0s',
				},
		apiVersion: `kubeadm.k8s.io/${api}`,
		...(newer
			? {
					caCertificateValidityPeriod: '87600h0m0s',
					certificateValidityPeriod: '8760h0m0s',
					encryptionAlgorithm: 'RSA-2048',
					proxy: {},
				}
			: {}),
		certificatesDir: pki,
		clusterName: plan.clusterName,
		...(plan.endpoint === undefined ? {} : {controlPlaneEndpoint: plan.endpoint}),
		controllerManager: args(plan, plan.extraArgs.controllerManager),
		dns: newer
			? {
					...(plan.dns.repository === undefined ? {} : {imageRepository: plan.dns.repository}),
					...(plan.dns.tag === undefined ? {} : {imageTag: plan.dns.tag}),
				}
			: {type: 'CoreDNS'},
		etcd: {local: {dataDir: '/var/lib/etcd', ...args(plan, plan.extraArgs.etcd)}},
		imageRepository: plan.repository ?? (plan.minor < 25 ? 'k8s.gcr.io' : 'registry.k8s.io'),
		kind: 'ClusterConfiguration',
		kubernetesVersion: plan.version,
		networking: {
			dnsDomain: plan.dnsDomain,
			...(plan.podSubnet === '' ? {} : {podSubnet: plan.podSubnet}),
			serviceSubnet: plan.serviceSubnet,
		},
		scheduler: args(plan, plan.extraArgs.scheduler),
	};
};

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
	const old = plan.minor < 24;
	const key = old ? 'node-role.kubernetes.io/master' : control;
	const taints = plan.taints ?? [{effect: 'NoSchedule', key}];
	out.print(
		old
			? `[mark-control-plane] Marking the node ${plan.node} as control-plane by adding the labels "${key}=''" and "${control}='' (deprecated)"`
			: `[mark-control-plane] Marking the node ${plan.node} as control-plane by adding the labels: [${control} node.kubernetes.io/exclude-from-external-load-balancers]`,
	);
	if (taints.length > 0)
		out.print(
			`[mark-control-plane] Marking the node ${plan.node} as control-plane by adding the taints [${taints.map(taint => `${String(taint['key'])}:${String(taint['effect'])}`).join(' ')}]`,
		);
	if (node === undefined) return;
	node.metadata.labels = {
		...node.metadata.labels,
		[control]: '',
		...(old ? {[key]: ''} : {'node.kubernetes.io/exclude-from-external-load-balancers': ''}),
	};
	const present = (node.spec?.['taints'] as {key: string}[] | undefined) ?? [];
	node.spec = {...node.spec, taints: [...taints, ...present.filter(taint => taint.key !== key)]};
	touch(world, node);
};

export const clusterInfo = (at: Shell, plan: Plan): void => {
	const server = `https://${endpointOf(plan)}`;
	put(at.world, {
		apiVersion: 'v1',
		kind: 'ConfigMap',
		metadata: {name: 'cluster-info', namespace: 'kube-public'},
		data: {
			kubeconfig: writeYaml({
				apiVersion: 'v1',
				clusters: [
					{
						cluster: {
							'certificate-authority-data': Buffer.from(at.files.read(`${pki}/ca.crt`) ?? '').toString(
								'base64',
							),
							server,
						},
						name: '',
					},
				],
				contexts: null,
				'current-context': '',
				kind: 'Config',
				preferences: {},
				users: null,
			}),
		},
	});
};

const nodesGroup = {kind: 'Group', name: 'system:bootstrappers:kubeadm:default-node-token'} as const;

export const bootstrapTokens = (at: Shell, plan: Plan, out: Output, token: string): void => {
	const configured = plan.minor >= 31 ? 'Configured' : 'configured';
	out.print(`[bootstrap-token] Using token: ${token}`);
	out.print('[bootstrap-token] Configuring bootstrap tokens, cluster-info ConfigMap, RBAC Roles');
	putToken(at.world, token, {ttl: plan.tokenTtl});
	rbac(at, 'ClusterRole', 'kubeadm:get-nodes', [{apiGroups: [''], resources: ['nodes'], verbs: ['get']}]);
	bind(at, 'kubeadm:get-nodes', 'kubeadm:get-nodes', nodesGroup);
	bind(at, 'kubeadm:kubelet-bootstrap', 'system:node-bootstrapper', nodesGroup);
	bind(
		at,
		'kubeadm:node-autoapprove-bootstrap',
		'system:certificates.k8s.io:certificatesigningrequests:nodeclient',
		nodesGroup,
	);
	bind(
		at,
		'kubeadm:node-autoapprove-certificate-rotation',
		'system:certificates.k8s.io:certificatesigningrequests:selfnodeclient',
		{kind: 'Group', name: 'system:nodes'},
	);
	out.print(`[bootstrap-token] ${configured} RBAC rules to allow Node Bootstrap tokens to get nodes`);
	out.print(
		`[bootstrap-token] ${configured} RBAC rules to allow Node Bootstrap tokens to post CSRs in order for nodes to get long term certificate credentials`,
	);
	out.print(
		`[bootstrap-token] ${configured} RBAC rules to allow the csrapprover controller automatically approve CSRs from a Node Bootstrap Token`,
	);
	out.print(
		`[bootstrap-token] ${configured} RBAC rules to allow certificate rotation for all node client certificates in the cluster`,
	);
	if (plan.minor >= 36)
		out.print(
			'[bootstrap-token] Configured RBAC rules to allow the API server kubelet client certificate to access the kubelet API',
		);
	out.print('[bootstrap-token] Creating the "cluster-info" ConfigMap in the "kube-public" namespace');
	clusterInfo(at, plan);
	rbac(
		at,
		'Role',
		'kubeadm:bootstrap-signer-clusterinfo',
		[{apiGroups: [''], resourceNames: ['cluster-info'], resources: ['configmaps'], verbs: ['get']}],
		'kube-public',
	);
	bind(
		at,
		'kubeadm:bootstrap-signer-clusterinfo',
		'kubeadm:bootstrap-signer-clusterinfo',
		{kind: 'User', name: 'system:anonymous'},
		'kube-public',
	);
};

export const account = (at: Shell, name: string, role: string): void => {
	put(at.world, {apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name, namespace: system}});
	bind(at, role.startsWith('system:') ? role : name, role, {kind: 'ServiceAccount', name, namespace: system});
};

export const coreDnsRole = (at: Shell): void =>
	rbac(at, 'ClusterRole', 'system:coredns', [
		{apiGroups: [''], resources: ['endpoints', 'services', 'pods', 'namespaces'], verbs: ['list', 'watch']},
		{apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch']},
	]);
