// Single preflight checks: what is looked at, and kubeadm's words about it.
import {minorOf, plainVersion} from '../cluster/versions.ts';
import type {Shell} from '../command.ts';
import {portTaken} from '../listeners.ts';
import {isEnabled, unitFile} from '../unit-file.ts';

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

export const error = (text: string): Found => ({errors: [text]});

export const warning = (text: string): Found => ({warnings: [text]});

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
export const programs = (minor: number, criSocket: string): readonly Check[] => {
	if (minor >= 33) return ['losetup', 'mount', 'cp'].map(name => program(name, true));
	const crictl = minor < 31 && criSocket !== '/var/run/dockershim.sock' ? [program('crictl', true)] : [];
	const conntrack = minor < 32 ? [program('conntrack', true)] : [];
	const needed = ['ip', 'iptables', 'mount', 'nsenter'].map(name => program(name, true));
	const optional = (minor < 32 ? ['ebtables', 'ethtool', 'socat', 'tc', 'touch'] : ['ethtool', 'tc', 'touch']).map(
		name => program(name, false),
	);
	return [...crictl, ...conntrack, ...needed, ...optional];
};

export const content = (file: string): Check => ({
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

export const swap: Check = {
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

/** The newest Docker that a kubeadm was tried with, and what else it takes without a word. */
const validated = (minor: number): readonly string[] => [
	...(minor < 21 ? [] : ['20.10']),
	'19.03',
	'18.09',
	'18.06',
	'17.09',
	'17.06',
	'17.03',
];

const dockerFound = ({at, minor, criSocket}: Looking): Found | undefined => {
	const {docker} = at.machine;
	if (minor >= 24 || criSocket !== '/var/run/dockershim.sock' || docker === undefined) return undefined;
	const lines = validated(minor);
	if (lines.some(line => docker.version.startsWith(`${line}.`))) return undefined;
	return warning(
		`this Docker version is not on the list of validated versions: ${docker.version}. Latest validated version: ${lines[0]}`,
	);
};

type Kernels = {
	readonly passes: (release: number) => boolean;
	readonly says: (kernel: string) => string;
	readonly as: typeof error;
};

const unsupported =
	(note: string): Kernels['says'] =>
	kernel =>
		`kernel release ${kernel} is unsupported. ${note}`;

/**
 * k8s.io/system-validators, whose list each minor took over at its own time: 1.8 until kubeadm 1.31, 1.9 from 1.32 on; 1.10
 * came after 1.33 (kubernetes/kubernetes#131881), and since its 1.10.1 (#131919, in 1.34 as well) it only warns.
 */
const kernelsOf = (minor: number): Kernels => {
	if (minor < 32)
		return {
			passes: release => release >= 310,
			says: kernel => `unsupported kernel release: ${kernel}`,
			as: error,
		};
	if (minor < 34)
		return {
			passes: release => release >= 419,
			says: unsupported(
				'Recommended LTS version from the 4.x series is 4.19. Any 5.x or 6.x versions are also supported. For cgroups v2 support, the minimal version is 4.15 and the recommended version is 5.8+',
			),
			as: error,
		};
	return {
		passes: release => release >= 600 || [504, 510, 515].includes(release),
		says: unsupported(
			'Supported LTS versions from the 5.x series are 5.4, 5.10 and 5.15. Any 6.x version is also supported. For cgroups v2 support, the recommended version is 5.10 or newer',
		),
		as: warning,
	};
};

export const system: Check = {
	name: 'SystemVerification',
	look: looking => {
		const {at, minor} = looking;
		const docker = dockerFound(looking);
		if (docker !== undefined) return docker;
		const [, major = '0', second = '0'] = /^(\d+)\.(\d+)/.exec(at.machine.kernel) ?? [];
		const release = Number(major) * 100 + Number(second);
		const kernels = kernelsOf(minor);
		const old = kernels.passes(release) ? undefined : kernels.as(kernels.says(at.machine.kernel));
		if (minor < 35 || at.files.exists('/sys/fs/cgroup/cgroup.controllers')) return old;
		return {
			...old,
			...error(
				"cgroups v1 support is deprecated and will be removed in a future release. Please migrate to cgroups v2. To explicitly enable cgroups v1 support for kubelet v1.35 or newer, you must set the kubelet configuration option 'FailCgroupV1' to 'false'. You must also explicitly skip this validation. For more information, see https://git.k8s.io/enhancements/keps/sig-node/5573-remove-cgroup-v1",
			),
		};
	},
};

export const hostname: Check = {
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

export const kubeletVersion: Check = {
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

export const kubeletService: Check = {
	name: 'Service-Kubelet',
	look: ({at}) => {
		if (unitFile(at.files, 'kubelet.service') === undefined) return warning('kubelet service does not exist');
		return isEnabled(at.files, 'kubelet.service')
			? undefined
			: warning("kubelet service is not enabled, please run 'systemctl enable kubelet.service'");
	},
};

export const cpus: Check = {
	name: 'NumCPU',
	look: ({at}) =>
		at.machine.cpus < 2
			? error(`the number of available CPUs ${at.machine.cpus} is less than the required 2`)
			: undefined,
};

export const memory: Check = {
	name: 'Mem',
	look: ({at}) =>
		at.machine.memoryMiB < 1700
			? error(`the system RAM (${at.machine.memoryMiB} MB) is less than the minimum 1700 MB`)
			: undefined,
};
