// kubeadm's preflight checks, in its order and its words, for the releases they belong to.
import type {Shell} from '../command.ts';
import {criAt} from '../cluster/cri.ts';
import {minorOf, plainVersion} from '../cluster/versions.ts';
import {portTaken} from '../listeners.ts';
import {isEnabled, unitFile} from '../unit-file.ts';
import {Stop, type Output} from './output.ts';

export type Looking = {
	readonly at: Shell;
	readonly minor: number;
	readonly criSocket: string;
	readonly node: string;
	readonly version?: string;
	readonly port?: number;
};

export type Found = {readonly errors?: readonly string[]; readonly warnings?: readonly string[]};

export type Check = {readonly name: string; readonly look: (looking: Looking) => Found | undefined};

const error = (text: string): Found => ({errors: [text]});
const warning = (text: string): Found => ({warnings: [text]});

const path = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

export const executable = ({files}: Shell, name: string): boolean =>
	path.some(directory => files.exists(`${directory}/${name}`));

const program = (name: string, needed: boolean): Check => ({
	name: `FileExisting-${name}`,
	look: ({at}) => {
		if (executable(at, name)) return undefined;
		return (needed ? error : warning)(`${name} not found in system path`);
	},
});

/** What each release looks for: most of it was dropped once nothing used it any more. */
const programs = (minor: number, criSocket: string): readonly Check[] => {
	if (minor >= 33) return ['losetup', 'mount', 'cp'].map(name => program(name, true));
	const crictl = minor < 31 && criSocket !== '/var/run/dockershim.sock' ? [program('crictl', true)] : [];
	const conntrack = minor < 32 ? [program('conntrack', true)] : [];
	const needed = ['ip', 'iptables', 'mount', 'nsenter'].map(name => program(name, true));
	const optional = (minor < 32 ? ['ebtables', 'ethtool', 'socat', 'tc', 'touch'] : ['ethtool', 'tc', 'touch']).map(
		name => program(name, false),
	);
	return [...crictl, ...conntrack, ...needed, ...optional];
};

const content = (file: string): Check => ({
	name: `FileContent-${file.replaceAll('/', '-')}`,
	look: ({at}) => {
		const text = at.files.read(file);
		if (text === undefined) return error(`${file} does not exist`);
		return text.trim() === '1' ? undefined : error(`${file} contents are not set to 1`);
	},
});

export const absent = (file: string): Check => ({
	name: `FileAvailable-${file.replaceAll('/', '-')}`,
	look: ({at}) => (at.files.exists(file) ? error(`${file} already exists`) : undefined),
});

export const freePort = (port: number): Check => ({
	name: `Port-${port}`,
	look: ({at}) =>
		portTaken(at.world, at.machine, at.filesOf, port) === undefined ? undefined : error(`Port ${port} is in use`),
});

export const emptyDirectory = (directory: string): Check => ({
	name: `DirAvailable-${directory.replaceAll('/', '-')}`,
	look: ({at}) => (at.files.list(directory).length > 0 ? error(`${directory} is not empty`) : undefined),
});

const runtime: Check = {
	name: 'CRI',
	look: ({at, minor, criSocket}) => {
		if (minor < 31 && !executable(at, 'crictl') && criSocket !== '/var/run/dockershim.sock') return undefined;
		if (criSocket === '/var/run/dockershim.sock') return undefined;
		const cri = criAt(at.machine, at.files, criSocket);
		if (typeof cri !== 'string') return undefined;
		if (minor < 24)
			return error(
				`container runtime is not running: output: time="${new Date(at.now()).toISOString().slice(0, 19)}Z" level=fatal msg="failed to connect: failed to connect, make sure you are running as root and the runtime has been started: context deadline exceeded"\n, error: exit status 1`,
			);
		if (minor < 31)
			return error(
				`container runtime is not running: output: time="${new Date(at.now()).toISOString().slice(0, 19)}Z" level=fatal msg="validate service connection: validate CRI v1 runtime API for endpoint \\"${criSocket}\\": ${cri.replaceAll('"', String.raw`\"`)}"\n, error: exit status 1`,
			);
		return error(
			`could not connect to the container runtime: failed to create new CRI runtime service: validate service connection: validate CRI v1 runtime API for endpoint "${criSocket}": ${cri}`,
		);
	},
};

const runtimeVersion: Check = {
	name: 'ContainerRuntimeVersion',
	look: looking => {
		const {at, minor, criSocket} = looking;
		if (minor < 35) return undefined;
		const cri = criAt(at.machine, at.files, criSocket);
		if (typeof cri === 'string') return runtime.look(looking);
		if (Number(cri.version.split('.')[0]) >= 2) return undefined;
		const until = minor === 35 ? '1.36' : '1.38';
		return warning(
			`You must update your container runtime to a version that supports the CRI method RuntimeConfig. Falling back to using cgroupDriver from kubelet config will be removed in ${until}. For more information, see https://git.k8s.io/enhancements/keps/sig-node/4033-group-driver-detection-over-cri`,
		);
	},
};

const swap: Check = {
	name: 'Swap',
	look: ({at, minor}) => {
		if (at.machine.swaps.length === 0) return undefined;
		if (minor < 22) return error('running with swap on is not supported. Please disable swap');
		if (minor < 28) return error('running with swap on is not supported. Please disable swap');
		return warning(
			minor < 31
				? 'swap is supported for cgroup v2 only; the NodeSwap feature gate of the kubelet is beta but disabled by default'
				: 'swap is supported for cgroup v2 only. The kubelet must be properly configured to use swap. Please refer to https://kubernetes.io/docs/concepts/architecture/nodes/#swap-memory, or disable swap on the node',
		);
	},
};

const system: Check = {
	name: 'SystemVerification',
	look: ({at, minor}) => {
		const [, major = '0', second = '0'] = /^(\d+)\.(\d+)/.exec(at.machine.kernel) ?? [];
		const release = Number(major) * 100 + Number(second);
		if (minor >= 31 && release < 600 && ![504, 510, 515].includes(release))
			return (release < 504 ? error : warning)(
				`kernel release ${at.machine.kernel} is unsupported. Supported LTS versions from the 5.x series are 5.4, 5.10 and 5.15. Any 6.x version is also supported. For cgroups v2 support, the recommended version is 5.10 or newer`,
			);
		if (minor >= 35 && !at.files.exists('/sys/fs/cgroup/cgroup.controllers'))
			return error(
				"cgroups v1 support is deprecated and will be removed in a future release. Please migrate to cgroups v2. To explicitly enable cgroups v1 support for kubelet v1.35 or newer, you must set the kubelet configuration option 'FailCgroupV1' to 'false'. You must also explicitly skip this validation. For more information, see https://git.k8s.io/enhancements/keps/sig-node/5573-remove-cgroup-v1",
			);
		return undefined;
	},
};

const hostname: Check = {
	name: 'Hostname',
	look: ({at, node}) => {
		if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(node))
			return error(
				`invalid node name format "${node}": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.'`,
			);
		const hosts = at.files.read('/etc/hosts') ?? '';
		const there = hosts
			.split('\n')
			.some(line => line.replace(/#.*/, '').trim().split(/\s+/).slice(1).includes(node));
		if (there || at.world.outside.names[node] !== undefined) return undefined;
		return {
			warnings: [
				`hostname "${node}" could not be reached`,
				`hostname "${node}": lookup ${node} on 10.77.0.1:53: no such host`,
			],
		};
	},
};

const kubeletVersion: Check = {
	name: 'KubeletVersion',
	look: ({at, version}) => {
		const kubelet = at.machine.packages['kubelet']?.version;
		if (kubelet === undefined || !executable(at, 'kubelet'))
			return error(
				"couldn't get kubelet version: cannot execute 'kubelet --version': executable file not found in $PATH",
			);
		if (version === undefined) return undefined;
		const [own, wanted] = [plainVersion(kubelet), plainVersion(version)];
		if (minorOf(own) > minorOf(wanted))
			return error(
				`the kubelet version is higher than the control plane version. This is not a supported version skew and may lead to a malfunctional cluster. Kubelet version: "${own}" Control plane version: "${wanted}"`,
			);
		if (minorOf(own) < minorOf(wanted) - 3)
			return error(`Kubelet version ${own} is lower than kubeadm can support. Please upgrade kubelet`);
		return undefined;
	},
};

const kubeletService: Check = {
	name: 'Service-Kubelet',
	look: ({at}) => {
		if (unitFile(at.files, 'kubelet.service') === undefined) return warning('kubelet service does not exist');
		return isEnabled(at.files, 'kubelet.service')
			? undefined
			: warning("kubelet service is not enabled, please run 'systemctl enable kubelet.service'");
	},
};

const cpus: Check = {
	name: 'NumCPU',
	look: ({at}) =>
		at.machine.cpus < 2
			? error(`the number of available CPUs ${at.machine.cpus} is less than the required 2`)
			: undefined,
};

const memory: Check = {
	name: 'Mem',
	look: ({at}) =>
		at.machine.memoryMiB < 1700
			? error(`the system RAM (${at.machine.memoryMiB} MB) is less than the minimum 1700 MB`)
			: undefined,
};

const manifests = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'etcd'].map(name =>
	absent(`/etc/kubernetes/manifests/${name}.yaml`),
);

const common = (minor: number, criSocket: string): readonly Check[] => [
	runtime,
	runtimeVersion,
	...(minor < 30 ? [content('/proc/sys/net/bridge/bridge-nf-call-iptables')] : []),
	content('/proc/sys/net/ipv4/ip_forward'),
	swap,
	...programs(minor, criSocket),
	system,
	hostname,
	kubeletVersion,
	kubeletService,
	freePort(10250),
];

export const initChecks = (minor: number, criSocket: string, port: number): readonly Check[] => [
	cpus,
	memory,
	...[port, 10259, 10257].map(freePort),
	...manifests,
	...common(minor, criSocket),
	...[2379, 2380].map(freePort),
	emptyDirectory('/var/lib/etcd'),
];

export const joinChecks = (minor: number, criSocket: string, controlPlane: boolean): readonly Check[] => [
	emptyDirectory('/etc/kubernetes/manifests'),
	absent('/etc/kubernetes/kubelet.conf'),
	absent('/etc/kubernetes/bootstrap-kubelet.conf'),
	...common(minor, criSocket),
	...(controlPlane ? [] : [absent('/etc/kubernetes/pki/ca.crt')]),
];

/** Before a further control plane is made; the kubelet's own checks were asked already. */
export const controlPlaneChecks = (port: number): readonly Check[] => [
	cpus,
	memory,
	...[port, 10259, 10257].map(freePort),
	...manifests,
	...[2379, 2380].map(freePort),
	emptyDirectory('/var/lib/etcd'),
];

/** Prints warnings; throws when an error is left that nobody asked to ignore. */
export const runChecks = (checks: readonly Check[], looking: Looking, out: Output, ignore: readonly string[]): void => {
	const errors: string[] = [];
	for (const check of checks) {
		const found = check.look(looking);
		for (const text of found?.warnings ?? []) out.warn(`\t[WARNING ${check.name}]: ${text}`);
		const forgiven = ignore.includes('all') || ignore.includes(check.name.toLowerCase());
		for (const text of found?.errors ?? []) {
			if (forgiven) out.warn(`\t[WARNING ${check.name}]: ${text}`);
			else errors.push(`\t[ERROR ${check.name}]: ${text}`);
		}
	}
	if (errors.length > 0) throw fatal(out, errors);
};

const advice =
	'[preflight] If you know what you are doing, you can make a check non-fatal with `--ignore-preflight-errors=...`';

export const fatal = (out: Output, errors: readonly string[]): Stop =>
	out.minor >= 34
		? new Stop('preflight checks failed', 'preflight', 1, [
				'[preflight] Some fatal errors occurred:',
				...errors,
				advice,
			])
		: new Stop(`[preflight] Some fatal errors occurred:\n${errors.join('\n')}\n${advice}`, 'preflight');
