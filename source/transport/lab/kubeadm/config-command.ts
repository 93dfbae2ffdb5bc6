// kubeadm config print | images | validate | migrate.
import type {CommandResult, Shell} from '../command.ts';
import {criAt} from '../cluster/cri.ts';
import {release} from '../cluster/versions.ts';
import {readYaml, writeYaml} from '../yaml.ts';
import {readArguments} from './arguments.ts';
import {defaultSocketOf, kubeadmVersion, planOf, readConfig, type Plan} from './config.ts';
import {kubeletConfiguration} from './files.ts';
import {fetchImage, imagesFor, orderOf, pullFailure} from './images.ts';
import {klog, Stop, type Output} from './output.ts';

const taintsOf = (minor: number): unknown =>
	minor < 24 ? [{effect: 'NoSchedule', key: 'node-role.kubernetes.io/master'}] : null;

const timeouts = {
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
				...(newer ? {imagePullPolicy: 'IfNotPresent', imagePullSerial: true} : {}),
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
			dns: newer ? {} : {type: 'CoreDNS'},
			etcd: {local: {dataDir: '/var/lib/etcd'}},
			imageRepository: minor < 25 ? 'k8s.gcr.io' : 'registry.k8s.io',
			kind: 'ClusterConfiguration',
			kubernetesVersion: `${minor < 31 ? 'v' : ''}1.${minor}.${minor < 31 ? 0 : (version.split('.')[2] ?? 0) && 0}`,
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
			...(minor >= 31 ? {imagePullPolicy: 'IfNotPresent', imagePullSerial: true} : {}),
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

const print = (args: readonly string[], at: Shell, out: Output): CommandResult => {
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

const imageFlags = [
	'config',
	'kubernetes-version',
	'image-repository',
	'cri-socket',
	'feature-gates',
	'output',
	'kubeconfig',
	'v',
];

const images = async (args: readonly string[], at: Shell, out: Output): Promise<CommandResult> => {
	const {flags, words, unknown} = readArguments(
		args,
		['show-managed-fields', 'allow-missing-template-keys'],
		imageFlags,
	);
	if (unknown !== undefined) throw new Stop(`unknown flag: ${unknown}`);
	const own = new Map(flags);
	own.delete('output');
	const plan = planOf(at, out, own);
	const wanted = orderOf(imagesFor(plan), plan.minor);
	if (words[0] === 'list') {
		if (flags.get('output') === 'json')
			out.print(
				JSON.stringify(
					{kind: 'Images', apiVersion: 'output.kubeadm.k8s.io/v1alpha3', images: wanted},
					undefined,
					4,
				),
			);
		else for (const image of wanted) out.print(image);
		return out.result(0);
	}
	if (words[0] !== 'pull')
		throw new Stop('missing subcommand; "kubeadm config images" is not meant to be run on its own');
	const cri = criAt(at.machine, at.files, plan.criSocket);
	if (typeof cri === 'string' && out.minor >= 31)
		throw new Stop(
			`failed to create new CRI runtime service: validate service connection: validate CRI v1 runtime API for endpoint "${plan.criSocket}": ${cri}`,
		);
	for (const image of wanted) {
		const words_ = await fetchImage(at, image, plan.criSocket);
		if (words_ !== undefined) throw new Stop(pullFailure(at, plan.minor, image, words_, true));
		out.print(`[config/images] Pulled ${image}`);
	}
	return out.result(0);
};

/** Strictly: `validate` ends with an error where init only warns. */
const validate = (args: readonly string[], at: Shell, out: Output): CommandResult => {
	const {flags} = readArguments(args, ['allow-experimental-api'], ['config', 'kubeconfig', 'v']);
	const path = flags.get('config');
	if (path === undefined) throw new Stop('the --config flag is mandatory');
	const warnings: string[] = [];
	const documents = readConfig(at, {...out, warn: line => warnings.push(line)}, path);
	const strict = warnings.find(line => line.includes('unknown field'));
	if (strict !== undefined) throw new Stop(strict.replace(/^.*\] /, ''));
	for (const line of warnings) out.warn(line);
	if (documents['ClusterConfiguration'] !== undefined || documents['InitConfiguration'] !== undefined)
		planOf(at, {...out, warn: () => undefined}, new Map([['config', path]]));
	out.print('ok');
	return out.result(0);
};

type Loose = Record<string, unknown>;

const listed = (value: unknown): unknown =>
	Array.isArray(value) || value === undefined
		? value
		: Object.entries(value as Loose).map(([name, entry]) => ({name, value: String(entry)}));

/** extraArgs become lists; what moved to `timeouts` moves. */
const migrated = (document: Loose, api: string): Loose => {
	if (!String(document['apiVersion']).startsWith('kubeadm.k8s.io/')) return document;
	const next: Loose = structuredClone(document);
	next['apiVersion'] = `kubeadm.k8s.io/${api}`;
	if (api !== 'v1beta4') return next;
	for (const name of ['apiServer', 'controllerManager', 'scheduler']) {
		const part = next[name] as Loose | undefined;
		if (part?.['extraArgs'] !== undefined) part['extraArgs'] = listed(part['extraArgs']);
		delete part?.['timeoutForControlPlane'];
	}
	const registration = next['nodeRegistration'] as Loose | undefined;
	if (registration?.['kubeletExtraArgs'] !== undefined)
		registration['kubeletExtraArgs'] = listed(registration['kubeletExtraArgs']);
	const dns = next['dns'] as Loose | undefined;
	delete dns?.['type'];
	return next;
};

const migrate = (args: readonly string[], at: Shell, out: Output): CommandResult => {
	const {flags} = readArguments(args, ['allow-experimental-api'], ['old-config', 'new-config', 'kubeconfig', 'v']);
	const old = flags.get('old-config');
	if (old === undefined) throw new Stop('the --old-config flag is mandatory');
	readConfig(at, out, old);
	const {api} = release(out.minor);
	const text = readYaml(at.files.read(at.path(old)) ?? '')
		.map(document => writeYaml(migrated(document as Loose, api)))
		.join('---\n');
	const target = flags.get('new-config');
	if (target === undefined) out.print(text.trimEnd());
	else at.files.write(at.path(target), text);
	return out.result(0);
};

export const configCommand = async (args: readonly string[], at: Shell, out: Output): Promise<CommandResult> => {
	const [verb = '', ...rest] = args;
	if (verb === 'print') return print(rest, at, out);
	if (verb === 'images') return images(rest, at, out);
	if (verb === 'validate' && out.minor >= 26) return validate(rest, at, out);
	if (verb === 'migrate') return migrate(rest, at, out);
	throw new Stop(`unknown command "${verb}" for "kubeadm config"`);
};
