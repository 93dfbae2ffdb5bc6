// What lets further nodes in: the first token, rules for it, and cluster-info.
import {put} from '../cluster/objects.ts';
import {pki} from '../cluster/pki.ts';
import type {Shell} from '../command.ts';
import {writeYaml} from '../yaml.ts';
import type {Plan} from './config.ts';
import {endpointOf} from './files.ts';
import type {Output} from './output.ts';
import {bind, rbac} from './rules.ts';
import {putToken} from './tokens.ts';

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
