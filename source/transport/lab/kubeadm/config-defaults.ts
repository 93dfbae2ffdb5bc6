// kubeadm config print init-defaults | join-defaults.
import {defaultRepository, release} from '../cluster/versions.ts';
import type {CommandResult, Shell} from '../command.ts';
import {writeYaml} from '../yaml.ts';
import {readArguments} from './arguments.ts';
import {type Plan, defaultSocketOf} from './config.ts';
import {kubeletConfiguration} from './kubelet-files.ts';
import {type Output, Stop, klog} from './output.ts';
import {kubeadmVersion} from './own-version.ts';

const taintsOf = (minor: number): unknown =>
	minor < 22 ? [{effect: 'NoSchedule', key: 'node-role.kubernetes.io/master'}] : null;

/** v1beta3 has the policy, v1beta4 also whether one image is pulled after the other. */
const pulling = (minor: number): Readonly<Record<string, unknown>> => ({
	...(minor >= 22 ? {imagePullPolicy: 'IfNotPresent'} : {}),
	...(minor >= 31 ? {imagePullSerial: true} : {}),
});

export const timeouts = {
	controlPlaneComponentHealthCheck: '4m0s',
	discovery: '5m0s',
	etcdAPICall: '2m0s',
	kubeletHealthCheck: '4m0s',
	kubernetesAPICall: '1m0s',
	tlsBootstrap: '5m0s',
	upgradeManifests: '5m0s',
};

const initDefaults = (minor: number, node: string, version: string): unknown[] => {
	const {api} = release(minor);
	const newer = minor >= 31;
	return [
		{
			apiVersion: `kubeadm.k8s.io/${api}`,
			bootstrapTokens: [
				{
					groups: ['system:bootstrappers:kubeadm:default-node-token'],
					token: 'abcdef.0123456789abcdef',
					ttl: '24h0m0s',
					usages: ['signing', 'authentication'],
				},
			],
			kind: 'InitConfiguration',
			localAPIEndpoint: {advertiseAddress: '1.2.3.4', bindPort: 6443},
			nodeRegistration: {
				criSocket: defaultSocketOf(minor),
				...pulling(minor),
				name: minor >= 22 ? 'node' : node,
				taints: taintsOf(minor),
			},
			...(newer ? {timeouts} : {}),
		},
		{
			apiServer: newer ? {} : {timeoutForControlPlane: '4m0s'},
			apiVersion: `kubeadm.k8s.io/${api}`,
			...(newer
				? {
						caCertificateValidityPeriod: '87600h0m0s',
						certificateValidityPeriod: '8760h0m0s',
						encryptionAlgorithm: 'RSA-2048',
						proxy: {},
					}
				: {}),
			certificatesDir: '/etc/kubernetes/pki',
			clusterName: 'kubernetes',
			controllerManager: {},
			dns: minor < 22 ? {type: 'CoreDNS'} : {},
			etcd: {local: {dataDir: '/var/lib/etcd'}},
			imageRepository: defaultRepository(version),
			kind: 'ClusterConfiguration',
			kubernetesVersion: `${minor < 21 ? 'v' : ''}1.${minor}.0`,
			networking: {dnsDomain: 'cluster.local', serviceSubnet: '10.96.0.0/12'},
			scheduler: {},
		},
	];
};

const joinDefaults = (minor: number, node: string): unknown => {
	const {api} = release(minor);
	return {
		apiVersion: `kubeadm.k8s.io/${api}`,
		caCertPath: '/etc/kubernetes/pki/ca.crt',
		discovery: {
			bootstrapToken: {
				apiServerEndpoint: 'kube-apiserver:6443',
				token: 'abcdef.0123456789abcdef',
				unsafeSkipCAVerification: true,
			},
			...(minor < 31 ? {timeout: '5m0s'} : {}),
			tlsBootstrapToken: 'abcdef.0123456789abcdef',
		},
		kind: 'JoinConfiguration',
		nodeRegistration: {
			criSocket: defaultSocketOf(minor),
			...pulling(minor),
			name: node,
			taints: null,
		},
		...(minor >= 31 ? {timeouts} : {}),
	};
};

const proxyDefaults = {
	apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
	bindAddress: '0.0.0.0',
	clusterCIDR: '',
	kind: 'KubeProxyConfiguration',
	mode: '',
};

export const print = (args: readonly string[], at: Shell, out: Output): CommandResult => {
	const {flags, words} = readArguments(args, [], ['component-configs', 'kubeconfig', 'v']);
	const node = at.machine.hostname;
	const {minor} = out;
	if (minor < 22 && !at.files.exists('/usr/bin/docker'))
		out.warn(
			klog(
				at.now(),
				'W',
				'kubelet.go:200',
				"cannot automatically set CgroupDriver when starting the Kubelet: cannot execute 'docker info -f {{.CgroupDriver}}': executable file not found in $PATH",
			),
		);
	const components = (flags.get('component-configs') ?? '').split(',');
	const plan = {minor, serviceSubnet: '10.96.0.0/12', dnsDomain: 'cluster.local', kubelet: {}} as unknown as Plan;
	const documents =
		words[0] === 'init-defaults'
			? initDefaults(minor, node, kubeadmVersion(at))
			: words[0] === 'join-defaults'
				? [joinDefaults(minor, node)]
				: words[0] === 'reset-defaults' && minor >= 30
					? [
							{
								apiVersion: 'kubeadm.k8s.io/v1beta4',
								certificatesDir: '/etc/kubernetes/pki',
								criSocket: defaultSocketOf(minor),
								kind: 'ResetConfiguration',
								timeouts,
							},
						]
					: undefined;
	if (documents === undefined)
		throw new Stop('missing subcommand; "kubeadm config print" is not meant to be run on its own');
	if (components.includes('KubeletConfiguration')) documents.push(kubeletConfiguration(plan));
	if (components.includes('KubeProxyConfiguration')) documents.push(proxyDefaults);
	out.print(documents.map(writeYaml).join('---\n').trimEnd());
	return out.result(0);
};
