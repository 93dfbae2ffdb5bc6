// The ClusterConfiguration that kubeadm keeps in the cluster, in the API of its release.
import {pki} from '../cluster/pki.ts';
import {defaultRepository, release} from '../cluster/versions.ts';
import type {Plan} from './config.ts';

const args = (plan: Plan, list: readonly (readonly [string, string])[]): Record<string, unknown> =>
	list.length === 0
		? {}
		: {extraArgs: plan.minor >= 31 ? list.map(([name, value]) => ({name, value})) : Object.fromEntries(list)};

export const clusterConfiguration = (plan: Plan): Record<string, unknown> => {
	const {api} = release(plan.minor);
	const newer = plan.minor >= 31;
	const names = plan.names.length === 0 ? {} : {certSANs: plan.names};
	return {
		apiServer: newer
			? {...names, ...args(plan, plan.extraArgs.apiServer)}
			: {
					...names,
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
		dns: {
			...(plan.minor < 22 ? {type: 'CoreDNS'} : {}),
			...(plan.dns.repository === undefined ? {} : {imageRepository: plan.dns.repository}),
			...(plan.dns.tag === undefined ? {} : {imageTag: plan.dns.tag}),
		},
		etcd: {local: {dataDir: '/var/lib/etcd', ...args(plan, plan.extraArgs.etcd)}},
		imageRepository: plan.repository ?? defaultRepository(plan.version),
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
