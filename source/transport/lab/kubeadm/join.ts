// kubeadm join: a worker, or one more control plane.
import type {CommandResult, Shell} from '../command.ts';
import {writeKubeConfig} from '../cluster/kubeconfig.ts';
import {get, put} from '../cluster/objects.ts';
import {pki, shared} from '../cluster/pki.ts';
import {bootstrapConfig, kubeletConfig} from '../cluster/tls-bootstrap.ts';
import {readYaml, writeYaml} from '../yaml.ts';
import type {World} from '../world.ts';
import {isOn, readArguments} from './arguments.ts';
import {detectSocket, kubeadmVersion, readConfig, type ExtraArgs, type Plan} from './config.ts';
import {checkArguments, discover, type Discovery, type Trusted} from './discovery.ts';
import {addMember} from './etcd-member.ts';
import {writeControlPlane, writeJoinCertificates, writeKubeConfigs, writeKubelet} from './files.ts';
import {pullInPreflight} from './images.ts';
import {Stop, type Output} from './output.ts';
import {controlPlaneChecks, joinChecks, runChecks} from './preflight.ts';
import {decryptCertificates} from './tokens.ts';
import {markControlPlane} from './upload.ts';
import {checkComponents, kubeletHealthy, until, waitForKubelet} from './wait.ts';

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
	'v',
];

type Loose = Record<string, unknown>;
const object = (value: unknown): Loose =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {};

type Request = {
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
	readonly minor: number;
};

const requestOf = (args: readonly string[], at: Shell, out: Output): Request => {
	const {flags, words, unknown} = readArguments(args, switches, valued);
	if (unknown !== undefined) throw new Stop(`unknown flag: ${unknown}`);
	const path = flags.get('config');
	const file = path === undefined ? {} : object(readConfig(at, out, path)['JoinConfiguration']);
	if (path !== undefined && Object.keys(file).length === 0)
		throw new Stop('no JoinConfiguration found in config file "' + path + '"');
	const tokens = object(object(file['discovery'])['bootstrapToken']);
	const control = object(file['controlPlane']);
	const local = object(control['localAPIEndpoint']);
	const registration = object(file['nodeRegistration']);
	const token = flags.get('discovery-token') ?? flags.get('token') ?? String(tokens['token'] ?? '');
	const {minor} = out;
	return {
		discovery: {
			endpoint: words[0] ?? String(tokens['apiServerEndpoint'] ?? ''),
			token,
			tlsToken:
				flags.get('tls-bootstrap-token') ??
				flags.get('token') ??
				String(object(file['discovery'])['tlsBootstrapToken'] ?? token),
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
			at.machine.addresses.find(entry => entry.owner === undefined)!.address,
		port: Number(flags.get('apiserver-bind-port') ?? local['bindPort'] ?? 6443),
		taints: registration['taints'] as Loose[] | undefined,
		skip: (flags.get('skip-phases') ?? '').split(','),
		minor,
	};
};

const extra = (value: unknown): ExtraArgs =>
	Array.isArray(value)
		? value.map(entry => [String(object(entry)['name']), String(object(entry)['value'])] as const)
		: Object.entries(object(value)).map(([name, entry]) => [name, String(entry)] as const);

/** The cluster's own configuration, with what is special about this node. */
const clusterPlan = (world: World, request: Request): Plan => {
	const text = get(world, 'ConfigMap', 'kubeadm-config', 'kube-system')?.data?.['ClusterConfiguration'];
	if (text === undefined)
		throw new Stop(
			'unable to fetch the kubeadm-config ConfigMap: failed to get config map: configmaps "kubeadm-config" not found',
			'preflight',
		);
	const cluster = object(readYaml(text)[0]);
	const networking = object(cluster['networking']);
	const dns = object(cluster['dns']);
	return {
		...request,
		version: String(cluster['kubernetesVersion']),
		repository: String(cluster['imageRepository'] ?? 'registry.k8s.io'),
		endpoint: cluster['controlPlaneEndpoint'] as string | undefined,
		podSubnet: String(networking['podSubnet'] ?? ''),
		serviceSubnet: String(networking['serviceSubnet'] ?? '10.96.0.0/12'),
		dnsDomain: String(networking['dnsDomain'] ?? 'cluster.local'),
		clusterName: String(cluster['clusterName'] ?? 'kubernetes'),
		names: (object(cluster['apiServer'])['certSANs'] as string[] | undefined) ?? [],
		token: undefined,
		tokenTtl: 0,
		taints: request.taints,
		certificateKey: request.key,
		kubelet: {},
		proxy: {},
		dns: {
			...(dns['imageRepository'] === undefined ? {} : {repository: String(dns['imageRepository'])}),
			...(dns['imageTag'] === undefined ? {} : {tag: String(dns['imageTag'])}),
		},
		extraArgs: {
			apiServer: extra(object(cluster['apiServer'])['extraArgs']),
			controllerManager: extra(object(cluster['controllerManager'])['extraArgs']),
			scheduler: extra(object(cluster['scheduler'])['extraArgs']),
			etcd: extra(object(object(cluster['etcd'])['local'])['extraArgs']),
		},
		kubeletExtraArgs: [],
		patience: 240_000,
	};
};

const readingCluster = (out: Output): void => {
	if (out.minor >= 32) {
		out.print(
			'[preflight] Reading configuration from the "kubeadm-config" ConfigMap in namespace "kube-system"...',
		);
		out.print(
			`[preflight] Use 'kubeadm init phase upload-config ${out.minor >= 34 ? 'kubeadm ' : ''}--config your-config-file' to re-upload it.`,
		);
	} else {
		out.print('[preflight] Reading configuration from the cluster...');
		out.print(
			"[preflight] FYI: You can look at this config file with 'kubectl -n kube-system get cm kubeadm-config -o yaml'",
		);
	}
};

const conditions = (why: string): Stop =>
	new Stop(
		`\nOne or more conditions for hosting a new control plane instance is not satisfied.\n\n${why}\n\nPlease ensure that:\n* The cluster has a stable controlPlaneEndpoint address.\n* The certificates that must be shared among control plane instances are provided.\n\n`,
		'preflight',
	);

/** What each missing file is called in kubeadm's complaint. */
const missing = (at: Shell): string | undefined => {
	const labels: Readonly<Record<string, string>> = {
		ca: 'CA',
		sa: 'service account',
		'front-proxy-ca': 'front-proxy CA',
		'etcd/ca': 'etcd CA',
	};
	for (const file of shared) {
		if (at.files.exists(`${pki}/${file}`)) continue;
		const [, name = '', type = ''] = /^(.*)\.(\w+)$/.exec(file) ?? [];
		const what = type === 'crt' ? 'certificate' : type === 'pub' ? 'public key' : 'key';
		return type === 'crt' || name !== 'sa'
			? `failure loading ${what} for ${labels[name]}: couldn't load the ${type === 'crt' ? 'certificate' : 'private key'} file ${pki}/${file}: open ${pki}/${file}: no such file or directory`
			: `failure loading ${what} for ${labels[name]}: couldn't load the private key file ${pki}/${file}: open ${pki}/${file}: no such file or directory`;
	}
	return undefined;
};

const prepareControlPlane = async (at: Shell, plan: Plan, request: Request, out: Output): Promise<void> => {
	if (plan.endpoint === undefined)
		throw conditions(
			"unable to add a new control plane instance to a cluster that doesn't have a stable controlPlaneEndpoint address",
		);
	const lacking = request.key === undefined ? missing(at) : undefined;
	if (lacking !== undefined) throw conditions(lacking);
	out.print('[preflight] Running pre-flight checks before initializing the new control plane instance');
	runChecks(controlPlaneChecks(request.port), {at, ...plan}, out, request.ignore);
	await pullInPreflight(at, plan, out);
	if (request.key !== undefined) downloadCertificates(at, request.key, out);
	writeJoinCertificates(at, plan, out);
	out.print('[kubeconfig] Generating kubeconfig files');
	writeKubeConfigs(at, plan, out, file => ['admin', 'controller-manager', 'scheduler'].includes(file));
	await at.pass(1200);
	writeControlPlane(at, plan, out);
};

const downloadCertificates = (at: Shell, key: string, out: Output): void => {
	const phase = 'control-plane-prepare/download-certs';
	out.print('[download-certs] Downloading the certificates in Secret "kubeadm-certs" in the "kube-system" Namespace');
	const secret = get(at.world, 'Secret', 'kubeadm-certs', 'kube-system');
	if (secret === undefined)
		throw new Stop(
			'error downloading certs: error downloading the secret: Secret "kubeadm-certs" was not found in the "kube-system" Namespace. This Secret might have expired. Please, run `kubeadm init phase upload-certs --upload-certs` on a control plane to generate a new one',
			phase,
		);
	const files = decryptCertificates(secret, key);
	if (typeof files === 'string') throw new Stop(`error downloading certs: ${files}`, phase);
	if (out.minor >= 28) out.print(`[download-certs] Saving the certificates to the folder: "${pki}"`);
	for (const [name, text] of Object.entries(files))
		at.files.write(`${pki}/${name}`, text, name.endsWith('.key') ? 0o600 : 0o644);
};

const startKubelet = async (at: Shell, plan: Plan, request: Request, trusted: Trusted, out: Output): Promise<void> => {
	const {files, world} = at;
	await at.exec('systemctl stop kubelet');
	// From 1.33 on a control plane's kubelet talks to the API server beside it.
	writeKubeConfig(files, bootstrapConfig, {
		server: trusted.server,
		authority: trusted.authority,
		user: 'tls-bootstrap-token-user',
		token: request.discovery.tlsToken,
	});
	if (!files.exists(`${pki}/ca.crt`)) files.write(`${pki}/ca.crt`, trusted.authority, 0o644);
	const name = plan.minor < 24 ? `kubelet-config-1.${plan.minor}` : 'kubelet-config';
	const configuration = object(readYaml(get(world, 'ConfigMap', name, 'kube-system')?.data?.['kubelet'] ?? '')[0]);
	writeKubelet(at, plan, out, configuration, false);
	out.print('[kubelet-start] Starting the kubelet');
	await at.exec('systemctl daemon-reload; systemctl start kubelet');
	await at.pass(300);
};

const waitForBootstrap = async (at: Shell, plan: Plan, out: Output): Promise<void> => {
	const phase = plan.minor >= 33 ? 'kubelet-wait-bootstrap' : 'kubelet-start';
	if (plan.minor >= 31) await waitForKubelet(at, plan, out, phase);
	out.print(`[kubelet-start] Waiting for the kubelet to perform the TLS Bootstrap${plan.minor < 31 ? '...' : ''}`);
	const done = await until(
		at,
		plan.minor < 31 ? 300_000 : 240_000,
		() => at.files.exists(kubeletConfig) && get(at.world, 'Node', plan.node) !== undefined,
	);
	if (done === undefined && !kubeletHealthy(at) && plan.minor < 31) {
		out.print('[kubelet-check] Initial timeout of 40s passed.');
		throw new Stop('timed out waiting for the condition', phase);
	}
	if (done === undefined) throw new Stop('context deadline exceeded', phase);
	at.files.remove(bootstrapConfig);
	await at.pass(1000);
};

const nowControlPlane = (plan: Plan): string[] => [
	'',
	'This node has joined the cluster and a new control plane instance was created:',
	'',
	'* Certificate signing request was sent to apiserver and approval was received.',
	'* The Kubelet was informed of the new secure connection details.',
	`* Control plane ${plan.minor < 24 ? '(master) ' : ''}label and taint were applied to the new node.`,
	'* The Kubernetes control plane instances scaled up.',
	'* A new etcd member was added to the local/stacked etcd cluster.',
	'',
	'To start administering your cluster from this node, you need to run the following as a regular user:',
	'',
	'\tmkdir -p $HOME/.kube',
	'\tsudo cp -i /etc/kubernetes/admin.conf $HOME/.kube/config',
	'\tsudo chown $(id -u):$(id -g) $HOME/.kube/config',
	'',
	"Run 'kubectl get nodes' to see this node join the cluster.",
	'',
];

const nowWorker = [
	'',
	'This node has joined the cluster:',
	'* Certificate signing request was sent to apiserver and a response was received.',
	'* The Kubelet was informed of the new secure connection details.',
	'',
	"Run 'kubectl get nodes' on the control-plane to see this node join the cluster.",
	'',
];

/** 1.20 and 1.21 kept the addresses of all API servers in one more document. */
const updateStatus = (at: Shell, plan: Plan): void => {
	const map = get(at.world, 'ConfigMap', 'kubeadm-config', 'kube-system');
	if (plan.minor >= 22 || map === undefined) return;
	const status = structuredClone(object(readYaml(map.data?.['ClusterStatus'] ?? '')[0]));
	status['apiEndpoints'] = {
		...object(status['apiEndpoints']),
		[plan.node]: {advertiseAddress: plan.address, bindPort: plan.port},
	};
	put(at.world, {...map, data: {...map.data, ClusterStatus: writeYaml(status)}});
};

export const join = async (args: readonly string[], at: Shell, out: Output): Promise<CommandResult> => {
	const request = requestOf(args, at, out);
	checkArguments(request.discovery);
	const {minor, controlPlane} = request;
	out.print('[preflight] Running pre-flight checks');
	await at.pass(300);
	if (!request.skip.includes('preflight'))
		runChecks(
			joinChecks(minor, request.criSocket, controlPlane),
			{at, ...request, version: kubeadmVersion(at)},
			out,
			request.ignore,
		);
	const trusted = await discover(at, request.discovery, out);
	readingCluster(out);
	const plan = clusterPlan(at.world, request);
	if (
		get(at.world, 'Node', request.node) !== undefined &&
		(get(at.world, 'Node', request.node)!.status?.['conditions'] as {type: string; status: string}[]).some(
			entry => entry.type === 'Ready' && entry.status === 'True',
		)
	)
		throw new Stop(
			`a Node with name "${request.node}" and status "Ready" already exists in the cluster. You must delete the existing Node or change the name of this new joining Node`,
			'kubelet-start',
		);
	if (controlPlane) await prepareControlPlane(at, plan, request, out);
	if (controlPlane) out.print('[check-etcd] Checking that the etcd cluster is healthy');
	if (controlPlane) await addMember.check(at);
	await startKubelet(at, plan, request, trusted, out);
	if (!controlPlane) {
		await waitForBootstrap(at, plan, out);
		for (const line of nowWorker) out.print(line);
		return out.result(0);
	}
	if (minor < 31) await waitForBootstrap(at, plan, out);
	await addMember.add(at, plan, out);
	if (minor >= 31) await waitForBootstrap(at, plan, out);
	if (minor < 22) {
		updateStatus(at, plan);
		out.print(
			'[upload-config] Storing the configuration used in ConfigMap "kubeadm-config" in the "kube-system" Namespace',
		);
	}
	markControlPlane(at, plan, out);
	if (minor >= 34) await checkComponents(at, plan, out, 'wait-control-plane');
	for (const line of nowControlPlane(plan)) out.print(line);
	return out.result(0);
};
