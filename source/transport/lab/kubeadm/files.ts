// The files that init and join write: certificates, kubeconfigs, manifests, the kubelet's configuration.
import type {Shell} from '../command.ts';
import {writeKubeConfig} from '../cluster/kubeconfig.ts';
import {
	leaves,
	makeAuthority,
	makeLeaf,
	makeServiceAccountKey,
	nth,
	pki,
	readPair,
	signClient,
} from '../cluster/pki.ts';
import {staticPod, type Component} from '../cluster/static-pods.ts';
import {writeYaml} from '../yaml.ts';
import type {Plan} from './config.ts';
import {imagesFor, pauseOf} from './images.ts';
import type {Output} from './output.ts';

export const endpointOf = (plan: Plan): string => plan.endpoint ?? `${plan.address}:${plan.port}`;
export const localServer = (plan: Plan): string => `https://${plan.address}:${plan.port}`;

const isAddress = (name: string): boolean => /^\d+(\.\d+){3}$|:/.test(name);

export const apiNames = (plan: Plan): {readonly dns: readonly string[]; readonly ips: readonly string[]} => {
	const host = plan.endpoint?.replace(/:\d+$/, '');
	const all = [...(host === undefined ? [] : [host]), ...plan.names];
	const short = [
		'kubernetes',
		'kubernetes.default',
		'kubernetes.default.svc',
		`kubernetes.default.svc.${plan.dnsDomain}`,
	];
	return {
		dns: [...new Set([...short, plan.node, ...all.filter(name => !isAddress(name))])],
		ips: [...new Set([nth(plan.serviceSubnet, 1), plan.address, ...all.filter(isAddress)])],
	};
};

const etcdNames = (plan: Plan): {readonly dns: readonly string[]; readonly ips: readonly string[]} => ({
	dns: ['localhost', plan.node].sort(),
	ips: [plan.address, '127.0.0.1', '::1'],
});

const signedFor = (
	out: Output,
	name: string,
	names: {readonly dns: readonly string[]; readonly ips: readonly string[]},
): void =>
	out.print(
		`[certs] ${name} serving cert is signed for DNS names [${names.dns.join(' ')}] and IPs [${names.ips.join(' ')}]`,
	);

const leaf = (at: Shell, plan: Plan, out: Output, name: string): void => {
	const entry = leaves.find(other => other.name === name)!;
	if (readPair(at.files, name) !== undefined) {
		out.print(`[certs] Using existing ${name} certificate and key on disk`);
		return;
	}
	const names =
		entry.names === 'apiserver' ? apiNames(plan) : entry.names === 'etcd' ? etcdNames(plan) : {dns: [], ips: []};
	makeLeaf(at.world, at.machine, at.files, entry, plan.node, [...names.dns, ...names.ips]);
	out.print(`[certs] Generating "${name}" certificate and key`);
	if (entry.names !== undefined) signedFor(out, name, names);
};

const authority = (at: Shell, out: Output, name: 'ca' | 'front-proxy-ca' | 'etcd/ca'): void => {
	if (readPair(at.files, name) !== undefined) {
		out.print(`[certs] Using existing ${name} certificate authority`);
		return;
	}
	makeAuthority(at.world, at.files, name);
	out.print(`[certs] Generating "${name}" certificate and key`);
};

export const writeCertificates = (at: Shell, plan: Plan, out: Output): void => {
	out.print(`[certs] Using certificateDir folder "${pki}"`);
	authority(at, out, 'ca');
	leaf(at, plan, out, 'apiserver');
	leaf(at, plan, out, 'apiserver-kubelet-client');
	authority(at, out, 'front-proxy-ca');
	leaf(at, plan, out, 'front-proxy-client');
	authority(at, out, 'etcd/ca');
	for (const name of ['etcd/server', 'etcd/peer', 'etcd/healthcheck-client', 'apiserver-etcd-client'])
		leaf(at, plan, out, name);
	if (at.files.exists(`${pki}/sa.key`)) out.print('[certs] Using the existing "sa" key');
	else {
		makeServiceAccountKey(at.files);
		out.print('[certs] Generating "sa" key and public key');
	}
};

/** The same for a further control plane, whose authorities are there already; the order differs, as the program's does. */
export const writeJoinCertificates = (at: Shell, plan: Plan, out: Output): void => {
	out.print(`[certs] Using certificateDir folder "${pki}"`);
	for (const name of leaves.map(entry => entry.name)) leaf(at, plan, out, name);
	out.print(`[certs] Valid certificates and keys now exist in "${pki}"`);
	out.print('[certs] Using the existing "sa" key');
};

type Config = {
	readonly file: string;
	readonly user: string;
	readonly cn: string;
	readonly o?: string;
	readonly local?: true;
};

/** Since 1.29 admin.conf is bound by RBAC, and only super-admin.conf goes past it. */
const configs = (plan: Plan): readonly Config[] => [
	{
		file: 'admin',
		user: 'kubernetes-admin',
		cn: 'kubernetes-admin',
		o: plan.minor >= 29 ? 'kubeadm:cluster-admins' : 'system:masters',
	},
	...(plan.minor >= 29
		? [
				{
					file: 'super-admin',
					user: 'kubernetes-super-admin',
					cn: 'kubernetes-super-admin',
					o: 'system:masters',
				} as const,
			]
		: []),
	{
		file: 'kubelet',
		user: `system:node:${plan.node}`,
		cn: `system:node:${plan.node}`,
		o: 'system:nodes',
		...(plan.minor >= 33 ? {local: true as const} : {}),
	},
	{
		file: 'controller-manager',
		user: 'system:kube-controller-manager',
		cn: 'system:kube-controller-manager',
		local: true,
	},
	{file: 'scheduler', user: 'system:kube-scheduler', cn: 'system:kube-scheduler', local: true},
];

export const endpointWarning = (plan: Plan, out: Output): void => {
	if (plan.minor < 26 && plan.endpoint !== undefined && !plan.endpoint.endsWith(`:${plan.port}`))
		out.print(
			'[endpoint] WARNING: port specified in controlPlaneEndpoint overrides bindPort in the controlplane address',
		);
};

export const writeKubeConfigs = (at: Shell, plan: Plan, out: Output, only: (file: string) => boolean): void => {
	const {world, machine, files} = at;
	const ca = readPair(files, 'ca')!;
	out.print('[kubeconfig] Using kubeconfig folder "/etc/kubernetes"');
	for (const {file, user, cn, o, local} of configs(plan)) {
		if (!only(file)) continue;
		endpointWarning(plan, out);
		const path = `/etc/kubernetes/${file}.conf`;
		if (files.exists(path)) {
			out.print(`[kubeconfig] Using existing kubeconfig file: "${path}"`);
			continue;
		}
		writeKubeConfig(files, path, {
			server: local === true ? localServer(plan) : `https://${endpointOf(plan)}`,
			authority: ca.certificate,
			user,
			pair: signClient(world, machine, ca, {cn, ...(o === undefined ? {} : {o})}),
		});
		out.print(`[kubeconfig] Writing "${file}.conf" kubeconfig file`);
	}
};

const write = (at: Shell, plan: Plan, component: Component, etcdPeers: readonly string[]): void =>
	at.files.write(
		`/etc/kubernetes/manifests/${component}.yaml`,
		writeYaml(staticPod(component, {...plan, images: imagesFor(plan), etcdPeers})),
		0o600,
	);

export const writeControlPlane = (at: Shell, plan: Plan, out: Output): void => {
	out.print('[control-plane] Using manifest folder "/etc/kubernetes/manifests"');
	for (const component of ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'] as const) {
		out.print(`[control-plane] Creating static Pod manifest for "${component}"`);
		write(at, plan, component, []);
	}
};

export const writeEtcd = (at: Shell, plan: Plan, etcdPeers: readonly string[]): void =>
	write(at, plan, 'etcd', etcdPeers);

export const kubeletConfiguration = (plan: Plan): Record<string, unknown> => ({
	apiVersion: 'kubelet.config.k8s.io/v1beta1',
	kind: 'KubeletConfiguration',
	authentication: {
		anonymous: {enabled: false},
		webhook: {cacheTTL: '0s', enabled: true},
		x509: {clientCAFile: `${pki}/ca.crt`},
	},
	authorization: {mode: 'Webhook', webhook: {cacheAuthorizedTTL: '0s', cacheUnauthorizedTTL: '0s'}},
	...(plan.minor >= 22 ? {cgroupDriver: 'systemd'} : {}),
	clusterDNS: [nth(plan.serviceSubnet, 10)],
	clusterDomain: plan.dnsDomain,
	...(plan.minor >= 34 ? {containerRuntimeEndpoint: ''} : {}),
	cpuManagerReconcilePeriod: '0s',
	evictionPressureTransitionPeriod: '0s',
	fileCheckFrequency: '0s',
	healthzBindAddress: '127.0.0.1',
	healthzPort: 10248,
	httpCheckFrequency: '0s',
	imageMinimumGCAge: '0s',
	nodeStatusReportFrequency: '0s',
	nodeStatusUpdateFrequency: '0s',
	rotateCertificates: true,
	runtimeRequestTimeout: '0s',
	shutdownGracePeriod: '0s',
	shutdownGracePeriodCriticalPods: '0s',
	staticPodPath: '/etc/kubernetes/manifests',
	streamingConnectionIdleTimeout: '0s',
	syncFrequency: '0s',
	volumeStatsAggPeriod: '0s',
	...plan.kubelet,
});

const kubeletArguments = (at: Shell, plan: Plan): string => {
	const {minor, criSocket} = plan;
	const own = [
		...(minor < 24 && criSocket !== '/var/run/dockershim.sock' ? ['--container-runtime=remote'] : []),
		...(minor < 34 ? [`--container-runtime-endpoint=${criSocket}`] : []),
		...(plan.node === at.machine.hostname.toLowerCase() ? [] : [`--hostname-override=${plan.node}`]),
		...(minor >= 24 && minor < 35 ? [`--pod-infra-container-image=${pauseOf(plan)}`] : []),
		...plan.kubeletExtraArgs.map(([name, value]) => `--${name}=${value}`),
	];
	return `KUBELET_KUBEADM_ARGS="${own.join(' ')}"\n`;
};

/** Configuration, then the flags; init writes them the other way round, so the caller says. */
export const writeKubelet = (
	at: Shell,
	plan: Plan,
	out: Output,
	configuration: Record<string, unknown>,
	flagsFirst: boolean,
): void => {
	const instance = plan.minor >= 34;
	const flags = (): void => {
		at.files.write('/var/lib/kubelet/kubeadm-flags.env', kubeletArguments(at, plan), 0o644);
		out.print(
			'[kubelet-start] Writing kubelet environment file with flags to file "/var/lib/kubelet/kubeadm-flags.env"',
		);
	};
	if (flagsFirst) flags();
	if (instance) {
		at.files.write(
			'/var/lib/kubelet/instance-config.yaml',
			writeYaml({
				apiVersion: 'kubelet.config.k8s.io/v1beta1',
				kind: 'KubeletConfiguration',
				containerRuntimeEndpoint: plan.criSocket,
			}),
			0o600,
		);
		out.print('[kubelet-start] Writing kubelet configuration to file "/var/lib/kubelet/instance-config.yaml"');
		out.print(
			'[patches] Applied patch of type "application/strategic-merge-patch+json" to target "kubeletconfiguration"',
		);
	}
	at.files.write(
		'/var/lib/kubelet/config.yaml',
		writeYaml({...configuration, ...(instance ? {containerRuntimeEndpoint: plan.criSocket} : {})}),
		0o644,
	);
	out.print('[kubelet-start] Writing kubelet configuration to file "/var/lib/kubelet/config.yaml"');
	if (!flagsFirst) flags();
};
