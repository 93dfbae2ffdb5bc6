// The kubelet: what it insists on when it starts. Whatever it misses, systemd starts it again ten seconds later.
import {clientPem} from '../cluster/pki.ts';
import {klogLine} from '../klog.ts';
import {pairTrouble} from '../cluster/key-pair.ts';
import {criAt, dockerAt, dockershim} from '../cluster/cri.ts';
import {minorOf, plainVersion} from '../cluster/versions.ts';
import type {Refusal, UnitAt, UnitDeclaration} from '../unit.ts';
import {readYaml} from '../yaml.ts';
import type {Kubelet} from '../world.ts';

export const kubeletConfigPath = '/var/lib/kubelet/config.yaml';

type Config = {
	cgroupDriver?: string;
	failSwapOn?: boolean;
	failCgroupV1?: boolean;
	staticPodPath?: string;
	clusterDNS?: string[];
	containerRuntimeEndpoint?: string;
	serverTLSBootstrap?: boolean;
};

const klog = ({world, machine}: UnitAt, level: string, where: string, text: string): string =>
	klogLine(level, world.now + machine.clockOffset, machine.units['kubelet.service']?.pid ?? 0, where, text);

/** Old kubelets die with a stack trace and 255, newer ones say `command failed` and end with 1. */
const die = (at: UnitAt, minor: number, old: string, text: string): Refusal =>
	minor < 23
		? {says: [klog(at, 'F', 'server.go:269', old)], status: 255}
		: {says: [klog(at, 'E', 'run.go:72', `"command failed" err=${JSON.stringify(text)}`)], status: 1};

export const kubeletFlags = (files: UnitAt['files']): ReadonlyMap<string, string> => {
	const text = [files.read('/var/lib/kubelet/kubeadm-flags.env'), files.read('/etc/default/kubelet')].join('\n');
	return new Map(
		[...text.matchAll(/--([\w-]+)(?:=("[^"]*"|[^\s"']+))?/g)].map(([, name, value]) => [name!, value ?? 'true']),
	);
};

/** Flags and the minor they went in. */
const gone: readonly (readonly [string, number])[] = [
	['network-plugin', 24],
	['cni-bin-dir', 24],
	['cni-conf-dir', 24],
	['container-runtime', 27],
	['pod-infra-container-image', 35],
];

const notThere = (at: UnitAt, minor: number): Refusal => {
	const path = kubeletConfigPath;
	const read = `failed to load Kubelet config file ${path}, error failed to read kubelet config file "${path}", error: open ${path}: no such file or directory`;
	return minor < 23
		? {says: [klog(at, 'F', 'server.go:198', read)], status: 255}
		: {
				says: [
					klog(
						at,
						'E',
						'run.go:72',
						`"command failed" err="failed to load kubelet config file, path: ${path}, error: ${read.replaceAll('"', String.raw`\"`)}"`,
					),
				],
				status: 1,
			};
};

const swaps = ({machine}: UnitAt): string =>
	`[Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority ${machine.swaps.map(swap => `${swap.device}                               partition\t${swap.sizeKiB}\t\t0\t\t-2`).join(' ')}]`;

const start = (at: UnitAt): Refusal | undefined => {
	const {machine, files, say} = at;
	const version = plainVersion(machine.packages['kubelet']?.version ?? '1.20.2');
	const minor = minorOf(version);
	const flags = kubeletFlags(files);
	const removed = gone.find(([name, since]) => minor >= since && flags.has(name))?.[0];
	if (removed !== undefined) return die(at, minor, '', `failed to parse kubelet flag: unknown flag: --${removed}`);
	const text = files.read(kubeletConfigPath);
	if (text === undefined) return notThere(at, minor);
	let config: Config;
	try {
		config = readYaml(text)[0] ?? {};
	} catch (error) {
		const why = `failed to load kubelet config file, path: ${kubeletConfigPath}, error: ${(error as Error).message}`;
		return die(at, minor, why, why);
	}
	const run = (words: string): Refusal =>
		die(at, minor, `failed to run Kubelet: ${words}`, `failed to run Kubelet: ${words}`);
	say(
		klog(
			at,
			'I',
			'server.go:467',
			minor < 23 ? `Kubelet version: v${version}` : `"Kubelet version" kubeletVersion="v${version}"`,
		),
	);
	if (minor >= 35 && !files.exists('/sys/fs/cgroup/cgroup.controllers') && config.failCgroupV1 !== false)
		return die(
			at,
			minor,
			'',
			'failed to validate kubelet configuration, error: kubelet is configured to not run on a host using cgroup v1. cgroup v1 support is unsupported and will be removed in a future release',
		);
	if (!files.exists('/etc/kubernetes/kubelet.conf') && !files.exists('/etc/kubernetes/bootstrap-kubelet.conf'))
		return run(
			'unable to load bootstrap kubeconfig: stat /etc/kubernetes/bootstrap-kubelet.conf: no such file or directory',
		);
	const client = files.read(clientPem);
	const trouble = pairTrouble(client, client);
	if (trouble !== undefined)
		return run(
			`failed to initialize client certificate manager: could not convert data from "${clientPem}" into cert/key pair: ${trouble}`,
		);
	if (machine.swaps.length > 0 && config.failSwapOn !== false && flags.get('fail-swap-on') !== 'false')
		return run(
			minor < 29
				? `running with swap on is not supported, please disable swap! or set --fail-swap-on flag to false. /proc/swaps contained: ${swaps(at)}`
				: 'running with swap on is not supported, please disable swap or set --fail-swap-on flag to false',
		);
	const shim = minor < 24 && flags.get('container-runtime') !== 'remote';
	const endpoint = shim
		? '/var/run/dockershim.sock'
		: (flags.get('container-runtime-endpoint') ??
			config.containerRuntimeEndpoint ??
			'unix:///var/run/containerd/containerd.sock');
	const pause = flags.get('pod-infra-container-image') ?? 'k8s.gcr.io/pause:3.2';
	const own = config.cgroupDriver ?? 'cgroupfs';
	const cri = shim ? dockerAt(machine, pause) : criAt(machine, files, endpoint);
	if (typeof cri === 'string' && shim) return run(`failed to create kubelet: failed to get docker version: ${cri}`);
	if (shim && typeof cri !== 'string' && cri.docker!.cgroupDriver !== own)
		return run(
			`misconfiguration: kubelet cgroup driver: "${own}" is different from docker cgroup driver: "${cri.docker!.cgroupDriver}"`,
		);
	if (typeof cri === 'string')
		return run(
			minor < 23
				? `failed to create kubelet: get remote runtime typed version failed: ${cri}`
				: `validate service connection: validate CRI v1 runtime API for endpoint "${endpoint}": ${cri}`,
		);
	// From 1.31 on a runtime that can say its driver (containerd 2.0 and later) decides; before, the kubelet's own setting.
	const asked = minor >= 31 && Number(cri.version.split('.')[0]) >= 2;
	machine.kubelet = {
		version,
		started: at.world.now,
		cgroupDriver: (asked ? (cri.systemdCgroup ? 'systemd' : 'cgroupfs') : own) as Kubelet['cgroupDriver'],
		manifests: config.staticPodPath ?? '',
		clusterDns: config.clusterDNS ?? [],
		node: (flags.get('hostname-override') ?? machine.hostname).toLowerCase(),
		endpoint,
		...(flags.has('node-ip') && {nodeIp: flags.get('node-ip')!}),
		...(config.serverTLSBootstrap === true && {serverTlsBootstrap: true as const}),
		...(shim && {pause}),
	};
	if (shim) files.write(dockershim, '', 0o660);
	say(klog(at, 'I', 'kubelet.go:370', `"Adding static pod path" path="${config.staticPodPath ?? ''}"`));
	return undefined;
};

export const kubeletUnit: UnitDeclaration = {
	name: 'kubelet.service',
	description: 'kubelet: The Kubernetes Node Agent',
	documentation: ['https://kubernetes.io/docs/'],
	program: 'kubelet',
	execStart:
		'/usr/bin/kubelet $KUBELET_KUBECONFIG_ARGS $KUBELET_CONFIG_ARGS $KUBELET_KUBEADM_ARGS $KUBELET_EXTRA_ARGS',
	type: 'simple',
	restartAfter: 10,
	text: `[Unit]
Description=kubelet: The Kubernetes Node Agent
Documentation=https://kubernetes.io/docs/
Wants=network-online.target
After=network-online.target

[Service]
ExecStart=/usr/bin/kubelet
Restart=always
StartLimitInterval=0
RestartSec=10

[Install]
WantedBy=multi-user.target
`,
	dropIns: {
		'/lib/systemd/system/kubelet.service.d/10-kubeadm.conf': `# Note: This dropin only works with kubeadm and kubelet v1.11+
[Service]
Environment="KUBELET_KUBECONFIG_ARGS=--bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf --kubeconfig=/etc/kubernetes/kubelet.conf"
Environment="KUBELET_CONFIG_ARGS=--config=/var/lib/kubelet/config.yaml"
# This is a file that "kubeadm init" and "kubeadm join" generates at runtime, populating the KUBELET_KUBEADM_ARGS variable dynamically
EnvironmentFile=-/var/lib/kubelet/kubeadm-flags.env
# This is a file that the user can use for overrides of the kubelet args as a last resort. Preferably, the user should use
# the .NodeRegistration.KubeletExtraArgs object in the configuration files instead. KUBELET_EXTRA_ARGS should be sourced from this file.
EnvironmentFile=-/etc/default/kubelet
ExecStart=
ExecStart=/usr/bin/kubelet $KUBELET_KUBECONFIG_ARGS $KUBELET_CONFIG_ARGS $KUBELET_KUBEADM_ARGS $KUBELET_EXTRA_ARGS
`,
	},
	start,
	stopped: ({machine, files}) => {
		if (machine.kubelet?.pause !== undefined) files.remove(dockershim);
		delete machine.kubelet;
	},
	listens: () => [
		{protocol: 'tcp', address: '*', port: 10250},
		{protocol: 'tcp', address: '127.0.0.1', port: 10248},
	],
};
