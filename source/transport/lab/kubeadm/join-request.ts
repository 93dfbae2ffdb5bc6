// What a join was asked for, by flags or by a file, and the plan that the cluster makes of it.
import {loose, type Loose, plainText} from '../cluster/loose.ts';
import {get} from '../cluster/objects.ts';
import type {Shell} from '../command.ts';
import type {World} from '../world.ts';
import {defaultAddress} from '../uplink.ts';
import {readYaml} from '../yaml.ts';
import {isOn, readArguments} from './arguments.ts';
import {type ExtraArgs, type Plan, detectSocket, extra} from './config.ts';
import type {Discovery} from './discovery.ts';
import {type Output, Stop} from './output.ts';
import {readConfig} from './read-config.ts';

const switches = ['control-plane', 'discovery-token-unsafe-skip-ca-verification', 'dry-run', 'help'];

const valued = [
	'token',
	'discovery-token',
	'tls-bootstrap-token',
	'discovery-token-ca-cert-hash',
	'discovery-file',
	'certificate-key',
	'config',
	'ignore-preflight-errors',
	'skip-phases',
	'cri-socket',
	'node-name',
	'apiserver-advertise-address',
	'apiserver-bind-port',
	'patches',
	'experimental-patches',
	'v',
];

export type Request = {
	readonly discovery: Discovery;
	readonly controlPlane: boolean;
	readonly key: string | undefined;
	readonly ignore: readonly string[];
	readonly criSocket: string;
	readonly node: string;
	readonly address: string;
	readonly port: number;
	readonly taints: readonly Loose[] | undefined;
	readonly skip: readonly string[];
	readonly patches: string | undefined;
	readonly kubeletExtraArgs: ExtraArgs;
	readonly minor: number;
};

export const requestOf = (args: readonly string[], at: Shell, out: Output): Request => {
	const {flags, words, unknown} = readArguments(args, switches, valued);
	if (unknown !== undefined) throw new Stop(`unknown flag: ${unknown}`);
	const path = flags.get('config');
	const file = path === undefined ? {} : loose(readConfig(at, out, path)['JoinConfiguration']);
	if (path !== undefined && Object.keys(file).length === 0)
		throw new Stop('no JoinConfiguration found in config file "' + path + '"');
	const tokens = loose(loose(file['discovery'])['bootstrapToken']);
	const control = loose(file['controlPlane']);
	const local = loose(control['localAPIEndpoint']);
	const registration = loose(file['nodeRegistration']);
	const token = flags.get('discovery-token') ?? flags.get('token') ?? plainText(tokens['token']);
	const {minor} = out;
	return {
		discovery: {
			endpoint: words[0] ?? plainText(tokens['apiServerEndpoint']),
			token,
			tlsToken:
				flags.get('tls-bootstrap-token') ??
				flags.get('token') ??
				plainText(loose(file['discovery'])['tlsBootstrapToken'], token),
			hashes:
				flags.get('discovery-token-ca-cert-hash')?.split(',') ??
				(tokens['caCertHashes'] as string[] | undefined) ??
				[],
			unsafe:
				isOn(flags, 'discovery-token-unsafe-skip-ca-verification') ||
				tokens['unsafeSkipCAVerification'] === true,
		},
		controlPlane: isOn(flags, 'control-plane') || file['controlPlane'] !== undefined,
		key: flags.get('certificate-key') ?? (control['certificateKey'] as string | undefined),
		ignore: [
			...(flags.get('ignore-preflight-errors') ?? '').split(','),
			...((registration['ignorePreflightErrors'] as string[] | undefined) ?? []),
		]
			.filter(name => name !== '')
			.map(name => name.toLowerCase()),
		criSocket:
			flags.get('cri-socket') ?? (registration['criSocket'] as string | undefined) ?? detectSocket(at, minor),
		node: (
			flags.get('node-name') ??
			(registration['name'] as string | undefined) ??
			at.machine.hostname
		).toLowerCase(),
		address:
			flags.get('apiserver-advertise-address') ??
			(local['advertiseAddress'] as string | undefined) ??
			defaultAddress(at.machine),
		port: Number(flags.get('apiserver-bind-port') ?? local['bindPort'] ?? 6443),
		taints: registration['taints'] as Loose[] | undefined,
		skip: (flags.get('skip-phases') ?? '').split(','),
		patches: flags.get('experimental-patches'),
		kubeletExtraArgs: extra(registration['kubeletExtraArgs']),
		minor,
	};
};

/** The cluster's own configuration, with what is special about this node. */
export const clusterPlan = (world: World, request: Request): Plan => {
	const text = get(world, 'ConfigMap', 'kubeadm-config', 'kube-system')?.data?.['ClusterConfiguration'];
	if (text === undefined)
		throw new Stop(
			'unable to fetch the kubeadm-config ConfigMap: failed to get config map: configmaps "kubeadm-config" not found',
			'preflight',
		);
	const cluster = loose(readYaml(text)[0]);
	const networking = loose(cluster['networking']);
	const dns = loose(cluster['dns']);
	return {
		...request,
		skipPhases: [],
		version: plainText(cluster['kubernetesVersion']),
		repository: plainText(cluster['imageRepository'], 'registry.k8s.io'),
		endpoint: cluster['controlPlaneEndpoint'] as string | undefined,
		podSubnet: plainText(networking['podSubnet']),
		serviceSubnet: plainText(networking['serviceSubnet'], '10.96.0.0/12'),
		dnsDomain: plainText(networking['dnsDomain'], 'cluster.local'),
		clusterName: plainText(cluster['clusterName'], 'kubernetes'),
		names: (loose(cluster['apiServer'])['certSANs'] as string[] | undefined) ?? [],
		token: undefined,
		tokenTtl: 0,
		taints: request.taints,
		certificateKey: request.key,
		kubelet: {},
		proxy: {},
		dns: {
			...(dns['imageRepository'] === undefined ? {} : {repository: plainText(dns['imageRepository'])}),
			...(dns['imageTag'] === undefined ? {} : {tag: plainText(dns['imageTag'])}),
		},
		extraArgs: {
			apiServer: extra(loose(cluster['apiServer'])['extraArgs']),
			controllerManager: extra(loose(cluster['controllerManager'])['extraArgs']),
			scheduler: extra(loose(cluster['scheduler'])['extraArgs']),
			etcd: extra(loose(loose(cluster['etcd'])['local'])['extraArgs']),
		},
		patience: 240_000,
	};
};
