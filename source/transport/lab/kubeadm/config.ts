// kubeadm's configuration: files and flags become one plan, or kubeadm's own complaint about them.
import {loose, plainText} from '../cluster/loose.ts';
import {minorOf} from '../cluster/versions.ts';
import type {Shell} from '../command.ts';
import {defaultAddress} from '../uplink.ts';
import {duration} from './arguments.ts';
import {type Output, Stop} from './output.ts';
import {kubeadmVersion, wantedVersion} from './own-version.ts';
import {readConfig} from './read-config.ts';

export type ExtraArgs = readonly (readonly [string, string])[];

export type Plan = {
	/** With its v: v1.36.4. */
	readonly version: string;
	readonly minor: number;
	readonly repository: string | undefined;
	readonly endpoint: string | undefined;
	readonly address: string;
	readonly port: number;
	readonly node: string;
	readonly criSocket: string;
	readonly podSubnet: string;
	readonly serviceSubnet: string;
	readonly dnsDomain: string;
	readonly clusterName: string;
	readonly names: readonly string[];
	readonly token: string | undefined;
	readonly tokenTtl: number;
	readonly taints: readonly Record<string, unknown>[] | undefined;
	readonly certificateKey: string | undefined;
	/** Milliseconds; since 1.31 the configuration can say how long. */
	readonly certificateLasts?: number;
	readonly patches: string | undefined;
	readonly kubelet: Record<string, unknown>;
	readonly proxy: Record<string, unknown>;
	readonly dns: {readonly repository?: string; readonly tag?: string};
	readonly extraArgs: Readonly<Record<'apiServer' | 'controllerManager' | 'scheduler' | 'etcd', ExtraArgs>>;
	readonly kubeletExtraArgs: ExtraArgs;
	readonly ignore: readonly string[];
	readonly skipPhases: readonly string[];
	/** How long it waits for the control plane, in milliseconds. */
	readonly patience: number;
};

const text = (value: unknown): string | undefined => (plainText(value) === '' ? undefined : plainText(value));

/** A map until v1beta3, a list of name and value since. */
export const extra = (value: unknown): ExtraArgs =>
	Array.isArray(value)
		? value.map(entry => [plainText(loose(entry)['name']), plainText(loose(entry)['value'])] as const)
		: Object.entries(loose(value)).map(([name, entry]) => [name, plainText(entry)] as const);

const ownAddress = (at: Shell): string => defaultAddress(at.machine);

export const defaultSocketOf = (minor: number): string =>
	minor < 24 ? '/var/run/dockershim.sock' : 'unix:///var/run/containerd/containerd.sock';

const known = ['containerd/containerd.sock', 'crio/crio.sock', 'cri-dockerd.sock'];

/** kubeadm looks which runtimes there are: before 1.24 Docker is asked first, since then it refuses to choose. */
export const detectSocket = (at: Shell, minor: number): string => {
	if (minor >= 24) {
		const found = known.filter(name => at.files.exists(`/run/${name}`)).map(name => `unix:///var/run/${name}`);
		if (found.length > 1)
			throw new Stop(
				`Found multiple CRI endpoints on the host. Please define which one do you wish to use by setting the 'criSocket' field in the kubeadm configuration file: ${found.join(', ')}`,
			);
		return found[0] ?? defaultSocketOf(minor);
	}
	const docker = at.files.exists('/var/run/docker.sock') || at.files.exists('/run/docker.sock');
	return !docker && at.files.exists('/run/containerd/containerd.sock')
		? '/run/containerd/containerd.sock'
		: defaultSocketOf(minor);
};

/** Before 1.22 kubeadm took the driver that docker said, where there was a docker. */
const driverOfDocker = ({machine}: Shell, minor: number): Record<string, unknown> =>
	minor < 22 && machine.docker !== undefined ? {cgroupDriver: machine.docker.cgroupDriver} : {};

const checkEndpoint = (endpoint: string | undefined): void => {
	if (endpoint === undefined) return;
	const [, host = endpoint, port] = /^(.*?)(?::(\d+))?$/.exec(endpoint) ?? [];
	if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host))
		throw new Stop(
			`hostport ${endpoint}: host '${endpoint}' must be a valid IP address or a valid RFC-1123 DNS subdomain`,
		);
	if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535))
		throw new Stop(`hostport ${endpoint}: port ${port} must be a valid number between 1 and 65535, inclusive`);
};

const checkSubnet = (field: string, subnet: string): void => {
	const [, address = '', length = ''] = /^([\d.]+)\/(\d+)$/.exec(subnet.split(',')[0]!) ?? [];
	if (subnet === '') return;
	if (address.split('.').length !== 4 || Number(length) > 32)
		throw new Stop(`${field}: Invalid value: "${subnet}": couldn't parse subnet`, undefined, 3);
};

const mixable = new Set([
	'config',
	'experimental-patches',
	'ignore-preflight-errors',
	'skip-phases',
	'upload-certs',
	'certificate-key',
	'v',
	'dry-run',
	'skip-token-print',
	'skip-certificate-key-print',
	'cri-socket',
	'node-name',
	'kubeconfig',
	'rootfs',
	'print-join-command',
	'ttl',
	'description',
]);

export const planOf = (at: Shell, out: Output, flags: ReadonlyMap<string, string>): Plan => {
	const path = flags.get('config');
	const mixed = path === undefined ? [] : [...flags.keys()].filter(name => !mixable.has(name)).toSorted();
	if (mixed.length > 0) throw new Stop(`can not mix '--config' with arguments [${mixed.join(' ')}]`);
	const documents = path === undefined ? {} : readConfig(at, out, path);
	if (
		path !== undefined &&
		documents['InitConfiguration'] === undefined &&
		documents['ClusterConfiguration'] === undefined
	)
		throw new Stop('no InitConfiguration or ClusterConfiguration kind was found in the YAML file');
	const init = loose(documents['InitConfiguration']);
	const cluster = loose(documents['ClusterConfiguration']);
	const networking = loose(cluster['networking']);
	const registration = loose(init['nodeRegistration']);
	const local = loose(init['localAPIEndpoint']);
	const token = loose((init['bootstrapTokens'] as unknown[] | undefined)?.[0]);
	const dns = loose(cluster['dns']);
	const endpoint = flags.get('control-plane-endpoint') ?? text(cluster['controlPlaneEndpoint']);
	checkEndpoint(endpoint);
	const podSubnet = flags.get('pod-network-cidr') ?? text(networking['podSubnet']) ?? '';
	const serviceSubnet = flags.get('service-cidr') ?? text(networking['serviceSubnet']) ?? '10.96.0.0/12';
	checkSubnet('networking.podSubnet', podSubnet);
	checkSubnet('networking.serviceSubnet', serviceSubnet);
	const minor = minorOf(kubeadmVersion(at));
	const ignore = [
		...(flags.get('ignore-preflight-errors') ?? '').split(','),
		...((registration['ignorePreflightErrors'] as string[] | undefined) ?? []),
	];
	const validity = text(cluster['certificateValidityPeriod']);
	const waiting =
		text(loose(init['timeouts'])['controlPlaneComponentHealthCheck']) ??
		text(loose(cluster['apiServer'])['timeoutForControlPlane']);
	return {
		version: wantedVersion(at, out, flags.get('kubernetes-version') ?? text(cluster['kubernetesVersion'])),
		minor,
		repository: flags.get('image-repository') ?? text(cluster['imageRepository']),
		endpoint: endpoint === undefined || /:\d+$/.test(endpoint) ? endpoint : `${endpoint}:6443`,
		address: flags.get('apiserver-advertise-address') ?? text(local['advertiseAddress']) ?? ownAddress(at),
		port: Number(flags.get('apiserver-bind-port') ?? text(local['bindPort']) ?? 6443),
		node: (flags.get('node-name') ?? text(registration['name']) ?? at.machine.hostname).toLowerCase(),
		criSocket: flags.get('cri-socket') ?? text(registration['criSocket']) ?? detectSocket(at, minor),
		podSubnet,
		serviceSubnet,
		dnsDomain: flags.get('service-dns-domain') ?? text(networking['dnsDomain']) ?? 'cluster.local',
		clusterName: text(cluster['clusterName']) ?? 'kubernetes',
		names: [
			...((loose(cluster['apiServer'])['certSANs'] as string[] | undefined) ?? []),
			...(flags.get('apiserver-cert-extra-sans')?.split(',') ?? []),
		],
		token: flags.get('token') ?? text(token['token']),
		tokenTtl: duration(flags.get('token-ttl') ?? text(token['ttl']) ?? '24h') ?? 86_400_000,
		taints: registration['taints'] as Record<string, unknown>[] | undefined,
		certificateKey: flags.get('certificate-key') ?? text(init['certificateKey']),
		...(validity === undefined || duration(validity) === undefined ? {} : {certificateLasts: duration(validity)!}),
		patches: flags.get('experimental-patches'),
		kubelet: {...driverOfDocker(at, minor), ...loose(documents['KubeletConfiguration'])},
		proxy: loose(documents['KubeProxyConfiguration']),
		dns: {
			...(text(dns['imageRepository']) === undefined ? {} : {repository: text(dns['imageRepository'])!}),
			...(text(dns['imageTag']) === undefined ? {} : {tag: text(dns['imageTag'])!}),
		},
		extraArgs: {
			apiServer: extra(loose(cluster['apiServer'])['extraArgs']),
			controllerManager: extra(loose(cluster['controllerManager'])['extraArgs']),
			scheduler: extra(loose(cluster['scheduler'])['extraArgs']),
			etcd: extra(loose(loose(cluster['etcd'])['local'])['extraArgs']),
		},
		kubeletExtraArgs: extra(registration['kubeletExtraArgs']),
		skipPhases: flags.get('skip-phases')?.split(',') ?? (init['skipPhases'] as string[] | undefined) ?? [],
		ignore: ignore.filter(name => name !== '').map(name => name.toLowerCase()),
		patience: duration(waiting ?? '4m0s') ?? 240_000,
	};
};
