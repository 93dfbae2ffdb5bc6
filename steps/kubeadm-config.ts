// The configuration that kubeadm init gets, for the plan and the config API of its version.
import type {Given} from '../source/engine/declare.ts';
import {parseAddress} from './addresses.ts';
import {dnsRepositoryOf, imagePrefixOf} from './mirrors.ts';
import {ownConfig} from './paths.ts';
import {planOf, type Plan} from './plan.ts';
import {hasProxy, proxyModeOf} from './proxy-mode.ts';
import {criSocketOf} from './runtime.ts';
import {versionOf} from './versions.ts';
import {yaml, type Yaml} from './yaml.ts';

export const configPath = `${ownConfig}/kubeadm.yaml`;
export const defaultsPath = `${ownConfig}/defaults.yaml`;

/** What only the host knows; `placeholders` says how the host fills it in. */
export const versionPlaceholder = '@VERSION@';
export const addressPlaceholder = '@ADDRESS@';

export const endpointOf = ({endpoint}: Plan): string => {
	const {address, port} = endpoint;
	return parseAddress(address)?.family === 6 ? `[${address}]:${port}` : `${address}:${port}`;
};

/** A host may have several interfaces, and the kubelet has its own way to choose one: it is told the plan's address. */
export const nodeIpArgs = (plan: Plan, address: string): {readonly [key: string]: string} | readonly Yaml[] =>
	versionOf(plan.kubernetes.version).listsExtraArgs ? [{name: 'node-ip', value: address}] : {'node-ip': address};

const initConfiguration = (given: Given, plan: Plan): Yaml => {
	const {configApi, timeouts} = versionOf(plan.kubernetes.version);
	const address = parseAddress(given.host.address) === undefined ? addressPlaceholder : given.host.address;
	return {
		apiVersion: `kubeadm.k8s.io/${configApi}`,
		kind: 'InitConfiguration',
		localAPIEndpoint: {
			advertiseAddress: address,
			bindPort: 6443,
		},
		nodeRegistration: {
			criSocket: criSocketOf(plan),
			kubeletExtraArgs: nodeIpArgs(plan, address),
			name: given.host.name,
		},
		// There since v1beta3; `proxy.disabled` of the other document came with 1.31 only.
		skipPhases: hasProxy(given) ? undefined : ['addon/kube-proxy'],
		// The first calls go through a load balancer that has just noticed the API server (kubernetes/kubeadm#3294).
		timeouts: timeouts ? {kubernetesAPICall: '3m0s'} : undefined,
	};
};

const clusterConfiguration = (plan: Plan): Yaml => {
	const {version, patch, podSubnet, serviceSubnet} = plan.kubernetes;
	const dns = dnsRepositoryOf(plan);
	return {
		apiServer: {certSANs: [...new Set([plan.endpoint.address, 'localhost', '127.0.0.1'])]},
		apiVersion: `kubeadm.k8s.io/${versionOf(version).configApi}`,
		controlPlaneEndpoint: endpointOf(plan),
		dns: dns === undefined ? undefined : {imageRepository: dns},
		imageRepository: imagePrefixOf(plan),
		kind: 'ClusterConfiguration',
		kubernetesVersion: patch === undefined ? versionPlaceholder : `v${patch}`,
		networking: {podSubnet, serviceSubnet},
	};
};

/** Keys and documents in the order of `kubeadm config print init-defaults`, so that a diff against it is short. */
export const kubeadmConfig = (given: Given): string => {
	const plan = planOf(given);
	return yaml(
		initConfiguration(given, plan),
		clusterConfiguration(plan),
		{apiVersion: 'kubelet.config.k8s.io/v1beta1', cgroupDriver: 'systemd', kind: 'KubeletConfiguration'},
		...(hasProxy(given)
			? [
					{
						apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
						kind: 'KubeProxyConfiguration',
						mode: proxyModeOf(given),
					},
				]
			: []),
	);
};
