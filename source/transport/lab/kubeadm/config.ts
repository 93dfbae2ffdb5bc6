// kubeadm's configuration: files and flags become one plan, or kubeadm's own complaint about them.
import type {Shell} from '../command.ts';
import {minorOf, plainVersion, release} from '../cluster/versions.ts';
import {readYaml, YamlError} from '../yaml.ts';
import {duration} from './arguments.ts';
import {klog, Stop, type Output} from './output.ts';

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
	readonly kubelet: Record<string, unknown>;
	readonly proxy: Record<string, unknown>;
	readonly dns: {readonly repository?: string; readonly tag?: string};
	readonly extraArgs: Readonly<Record<'apiServer' | 'controllerManager' | 'scheduler' | 'etcd', ExtraArgs>>;
	readonly kubeletExtraArgs: ExtraArgs;
	readonly ignore: readonly string[];
	/** How long it waits for the control plane, in milliseconds. */
	readonly patience: number;
};

type Loose = Record<string, unknown>;

const object = (value: unknown): Loose =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {};
const text = (value: unknown): string | undefined =>
	value === undefined || value === null || value === '' ? undefined : String(value);

const known: Readonly<Record<string, readonly string[]>> = {
	InitConfiguration: [
		'apiVersion',
		'kind',
		'bootstrapTokens',
		'localAPIEndpoint',
		'nodeRegistration',
		'certificateKey',
		'skipPhases',
		'patches',
		'timeouts',
		'dryRun',
	],
	ClusterConfiguration: [
		'apiVersion',
		'kind',
		'apiServer',
		'caCertificateValidityPeriod',
		'certificateValidityPeriod',
		'certificatesDir',
		'clusterName',
		'controlPlaneEndpoint',
		'controllerManager',
		'dns',
		'encryptionAlgorithm',
		'etcd',
		'featureGates',
		'imageRepository',
		'kubernetesVersion',
		'networking',
		'proxy',
		'scheduler',
		'useHyperKubeImage',
	],
	JoinConfiguration: [
		'apiVersion',
		'kind',
		'caCertPath',
		'controlPlane',
		'discovery',
		'nodeRegistration',
		'skipPhases',
		'patches',
		'timeouts',
		'dryRun',
	],
};

export const kubeadmVersion = (at: Shell): string => plainVersion(at.machine.packages['kubeadm']?.version ?? '1.36.0');

/** Documents of a configuration file by kind. */
export const readConfig = (at: Shell, out: Output, path: string): Readonly<Record<string, Loose>> => {
	const source =
		path === '-' || path === '/dev/stdin' ? at.stdin : path === '/dev/null' ? '' : at.files.read(at.path(path));
	if (source === undefined)
		throw new Stop(
			`unable to read config from "${path}": open ${path}: no such file or directory`.replace(
				/^unable to read config from "[^"]*": /,
				out.minor < 31 ? '' : `unable to read config from "${path}": `,
			),
		);
	let documents: readonly unknown[];
	try {
		documents = readYaml(source);
	} catch (error) {
		throw new Stop(error instanceof YamlError ? `error converting YAML to JSON: ${error.message}` : String(error));
	}
	const found: Record<string, Loose> = {};
	for (const document of documents.map(object)) {
		const kind = String(document['kind'] ?? '');
		const [group = '', version = ''] = String(document['apiVersion'] ?? '').split('/');
		if (group === 'kubeadm.k8s.io') checkKind(at, out, kind, version, document);
		else if (group !== 'kubelet.config.k8s.io' && group !== 'kubeproxy.config.k8s.io')
			out.warn(
				klog(
					at.now(),
					'W',
					'initconfiguration.go:362',
					`[config] WARNING: Ignored configuration document with GroupVersionKind ${group}/${version}, Kind=${kind}`,
				),
			);
		found[kind] = document;
	}
	return found;
};

const checkKind = (at: Shell, out: Output, kind: string, version: string, document: Loose): void => {
	const {reads, api} = release(out.minor);
	if (!reads.includes(version)) {
		if (out.minor >= 31 && /^v1(alpha|beta)/.test(version))
			throw new Stop(
				`your configuration file uses an old API spec: "kubeadm.k8s.io/${version}" (kind: "${kind}"). Please use kubeadm v${older(version)} instead and run 'kubeadm config migrate --old-config old-config-file --new-config new-config-file', which will write the new, similar spec using a newer API version.`,
			);
		throw new Stop(
			`no kind "${kind}" is registered for version "kubeadm.k8s.io/${version}" in scheme "k8s.io/kubernetes/cmd/kubeadm/app/apis/kubeadm/scheme/scheme.go:31"`,
		);
	}
	if (version !== api)
		out.warn(
			klog(
				at.now(),
				'W',
				'common.go:101',
				`your configuration file uses a deprecated API spec: "kubeadm.k8s.io/${version}"${out.minor >= 31 ? ` (kind: "${kind}")` : ''}. Please use 'kubeadm config migrate --old-config ${out.minor >= 31 ? 'old-config-file --new-config new-config-file' : 'old.yaml --new-config new.yaml'}', which will write the new, similar spec using a newer API version.`,
			),
		);
	const stranger = Object.keys(document).find(key => known[kind] !== undefined && !known[kind].includes(key));
	if (stranger !== undefined) {
		const words = `error unmarshaling configuration schema.GroupVersionKind{Group:"kubeadm.k8s.io", Version:"${version}", Kind:"${kind}"}: `;
		out.warn(
			klog(
				at.now(),
				'W',
				'strict.go:54',
				out.minor < 23
					? `${words}error unmarshaling JSON: while decoding JSON: json: unknown field "${stranger}"`
					: `${words}strict decoding error: unknown field "${stranger}"`,
			),
		);
	}
};

const older = (version: string): string => ({v1beta2: '1.22', v1beta3: '1.36'})[version] ?? '1.15';

/** A map until v1beta3, a list of name and value since. */
const extra = (value: unknown): ExtraArgs =>
	Array.isArray(value)
		? value.map(entry => [String(object(entry)['name']), String(object(entry)['value'])] as const)
		: Object.entries(object(value)).map(([name, entry]) => [name, String(entry)] as const);

const ownAddress = (at: Shell): string => at.machine.addresses.find(entry => entry.owner === undefined)!.address;

export const defaultSocketOf = (minor: number): string =>
	minor < 24 ? '/var/run/dockershim.sock' : 'unix:///var/run/containerd/containerd.sock';

/** kubeadm looks which runtimes there are: before 1.24 Docker is asked first. */
export const detectSocket = (at: Shell, minor: number): string => {
	if (minor >= 24) return defaultSocketOf(minor);
	const docker = at.files.exists('/var/run/docker.sock') || at.files.exists('/run/docker.sock');
	return !docker && at.files.exists('/run/containerd/containerd.sock')
		? '/run/containerd/containerd.sock'
		: defaultSocketOf(minor);
};

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

const wantedVersion = (at: Shell, out: Output, asked: string | undefined): string => {
	const own = kubeadmVersion(at);
	if (asked === undefined || /^stable|^latest/.test(asked)) {
		if (at.world.outside.names['dl.k8s.io'] === undefined) {
			const url = `https://dl.k8s.io/release/${asked ?? 'stable-1'}.txt`;
			out.warn(
				klog(
					at.now(),
					'W',
					'version.go:101',
					`could not fetch a Kubernetes version from the internet: unable to get URL "${url}": Get "${url}": dial tcp: lookup dl.k8s.io on 10.77.0.1:53: no such host`,
				),
			);
			out.warn(klog(at.now(), 'W', 'version.go:102', `falling back to the local client version: v${own}`));
		}
		return `v${own}`;
	}
	if (!/^v?\d+\.\d+\.\d+/.test(asked)) throw new Stop(`couldn't parse Kubernetes version "${asked}"`);
	const version = asked.startsWith('v') ? asked : `v${asked}`;
	const lowest = minorOf(own) - 1;
	if (minorOf(version) < lowest)
		throw new Stop(
			`this version of kubeadm only supports deploying clusters with the control plane version >= 1.${lowest}.0. Current version: ${version}`,
		);
	return version;
};

export const planOf = (at: Shell, out: Output, flags: ReadonlyMap<string, string>): Plan => {
	const path = flags.get('config');
	const mixed = path === undefined ? [] : [...flags.keys()].filter(name => !mixable.has(name)).sort();
	if (mixed.length > 0) throw new Stop(`can not mix '--config' with arguments [${mixed.join(' ')}]`);
	const documents = path === undefined ? {} : readConfig(at, out, path);
	if (
		path !== undefined &&
		documents['InitConfiguration'] === undefined &&
		documents['ClusterConfiguration'] === undefined
	)
		throw new Stop('no InitConfiguration or ClusterConfiguration kind was found in the YAML file');
	const init = object(documents['InitConfiguration']);
	const cluster = object(documents['ClusterConfiguration']);
	const networking = object(cluster['networking']);
	const registration = object(init['nodeRegistration']);
	const local = object(init['localAPIEndpoint']);
	const token = object((init['bootstrapTokens'] as unknown[] | undefined)?.[0]);
	const dns = object(cluster['dns']);
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
	const waiting =
		text(object(init['timeouts'])['controlPlaneComponentHealthCheck']) ??
		text(object(cluster['apiServer'])['timeoutForControlPlane']);
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
			...((object(cluster['apiServer'])['certSANs'] as string[] | undefined) ?? []),
			...(flags.get('apiserver-cert-extra-sans')?.split(',') ?? []),
		],
		token: flags.get('token') ?? text(token['token']),
		tokenTtl: duration(flags.get('token-ttl') ?? text(token['ttl']) ?? '24h') ?? 86_400_000,
		taints: registration['taints'] as Record<string, unknown>[] | undefined,
		certificateKey: flags.get('certificate-key') ?? text(init['certificateKey']),
		kubelet: object(documents['KubeletConfiguration']),
		proxy: object(documents['KubeProxyConfiguration']),
		dns: {
			...(text(dns['imageRepository']) === undefined ? {} : {repository: text(dns['imageRepository'])!}),
			...(text(dns['imageTag']) === undefined ? {} : {tag: text(dns['imageTag'])!}),
		},
		extraArgs: {
			apiServer: extra(object(cluster['apiServer'])['extraArgs']),
			controllerManager: extra(object(cluster['controllerManager'])['extraArgs']),
			scheduler: extra(object(cluster['scheduler'])['extraArgs']),
			etcd: extra(object(object(cluster['etcd'])['local'])['extraArgs']),
		},
		kubeletExtraArgs: extra(registration['kubeletExtraArgs']),
		ignore: ignore.filter(name => name !== '').map(name => name.toLowerCase()),
		patience: duration(waiting ?? '4m0s') ?? 240_000,
	};
};
