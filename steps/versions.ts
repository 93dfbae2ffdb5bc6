// What each minor release brings, as of 2026-11. kubeadm itself is asked on the host (`kubeadm config images list`);
// this table is for what must be known before a host has kubeadm: validation, the lab, the printed plan. A stage asks the
// table and never compares versions itself.
// Sources: those of releases.ts; the release notes in kubernetes/sig-release releases/release-1.NN; containerd/containerd
// RELEASES.md; kubernetes/system-validators (kernels); the KEPs named below, in kubernetes/enhancements.
import type {Minor} from './plan.ts';
import {releases, type Release} from './releases.ts';

/** When the table was last compared with its sources. */
export const asOf = '2026-11';

export type Version = Release & {
	readonly configApi: 'v1beta2' | 'v1beta3' | 'v1beta4';
	/** `kubeadm config validate` is there (1.26). Before, the parser has to be asked in a roundabout way. */
	readonly validates: boolean;
	/** kubeadm has timeouts as fields of its configuration (v1beta4). */
	readonly timeouts: boolean;
	/** Extra arguments of a component are a list of names and values, not a map (v1beta4). */
	readonly listsExtraArgs: boolean;
	/** How kubeadm wants a runtime's socket written: a bare path until 1.23, a URL since. */
	readonly criSocket: 'path' | 'url';
	/** Docker through the shim inside the kubelet, or through cri-dockerd, since KEP-2221 took the shim out in 1.24. */
	readonly docker: 'dockershim' | 'cri-dockerd';
	/** What kubeadm's first patch has for `imageRepository`; 1.22.17, 1.23.15 and 1.24.9 changed over as well. */
	readonly registry: 'k8s.gcr.io' | 'registry.k8s.io';
	/** Where CoreDNS lies below the public registry. */
	readonly corednsPath: 'coredns' | 'coredns/coredns';
	/** Lines of containerd that suit, the advised one first. Until 1.22 the kubelet speaks CRI v1alpha2 only, which 2.0 dropped. */
	readonly containerd: readonly string[];
	/**
	 * The oldest kernel that kubeadm's SystemVerification passes, by the release of system-validators it was built with: 1.8
	 * until 1.31, 1.9 until 1.33, 1.10 since. From 1.34 on an older one, or a short-lived 5.x, is only a warning.
	 */
	readonly kernel: readonly [number, number];
	/** The kubelet still starts on cgroup v1 without being told to (not from 1.35 on, KEP-4569). */
	readonly cgroupV1: boolean;
	readonly cgroupV2: 'alpha' | 'beta' | 'stable';
	/** The mode that is kubeadm's own default (until 1.40, KEP-5343), and runs on every kernel we accept. */
	readonly defaultProxy: 'iptables';
	/** What `proxyMode: auto` means where the kernel can: from where nftables is stable on, KEP-3866 advises it. */
	readonly advisedProxy: 'iptables' | 'nftables';
	/** kube-proxy's nftables mode (KEP-3866); alpha is behind a feature gate, so it is not offered. */
	readonly nftables: 'missing' | 'alpha' | 'beta' | 'stable';
	/** kube-proxy's ipvs mode (KEP-5495). */
	readonly ipvs: 'stable' | 'deprecated';
	/** Programs that kubeadm looks for on a host and that are packages of their own, by the package's name in each family. */
	readonly tools: {readonly apt: readonly string[]; readonly dnf: readonly string[]};
	/** What the taint and the label of a control plane are called: KEP-2067 renamed the taint in 1.24 and 1.25. */
	readonly controlPlaneTaint: 'master' | 'both' | 'control-plane';
	/** init writes super-admin.conf, and admin.conf is no longer of system:masters (KEP-4214). */
	readonly superAdmin: boolean;
	/** `packages`: pkgs.k8s.io has a source for this minor; `own`: the plan must name one. */
	readonly packages: 'pkgs.k8s.io' | 'own';
	/** The kubelets' configuration is in kubelet-config-1.NN, or in kubelet-config (UnversionedKubeletConfigMap, on by default in 1.24). */
	readonly kubeletConfigMap: 'per-minor' | 'one';
	/** The layout before 2023, one source for all minors with versions that end in -00, was frozen at 1.28.2. */
	readonly legacyPackages: boolean;
	/** kubeadm's etcd asks for disk, and a kubelet that has just started may turn it away for it (kubernetes issue 99305). */
	readonly etcdAsksForDisk: boolean;
	readonly status: 'upcoming' | 'current' | 'training';
};

/**
 * The oldest kernel for kube-proxy's nftables mode: it refuses to start on an older one (pkg/proxy/nftables). The nft that it
 * calls is in its own image; the host needs none.
 */
export const nftablesKernel: readonly [number, number] = [5, 13];

/** 36 for "1.36": minors compare as numbers, not as text. */
export const minorNumber = (minor: Minor): number => Number(minor.slice(2));

/** Each value with the first minor that has it, in order. */
type Eras<Value> = readonly (readonly [from: number, value: Value])[];

type Kept = Exclude<keyof Version, keyof Release>;

const eras: {readonly [Key in Kept]: Eras<Version[Key]>} = {
	configApi: [
		[20, 'v1beta2'],
		[22, 'v1beta3'],
		[31, 'v1beta4'],
	],
	etcdAsksForDisk: [
		[20, true],
		[22, false],
	],
	validates: [
		[20, false],
		[26, true],
	],
	timeouts: [
		[20, false],
		[31, true],
	],
	listsExtraArgs: [
		[20, false],
		[31, true],
	],
	criSocket: [
		[20, 'path'],
		[24, 'url'],
	],
	docker: [
		[20, 'dockershim'],
		[24, 'cri-dockerd'],
	],
	registry: [
		[20, 'k8s.gcr.io'],
		[25, 'registry.k8s.io'],
	],
	corednsPath: [
		[20, 'coredns'],
		[21, 'coredns/coredns'],
	],
	containerd: [
		[20, ['1.6', '1.7']],
		[24, ['1.7', '1.6']],
		[30, ['1.7', '2.0', '1.6']],
		[31, ['1.7', '2.0', '2.1']],
		[32, ['1.7', '2.0', '2.1', '2.2']],
		[33, ['2.2', '2.1', '2.0', '1.7']],
		[34, ['2.2', '2.1', '2.3', '1.7']],
		[35, ['2.2', '2.3', '2.1', '1.7']],
		[36, ['2.3', '2.2']],
	],
	kernel: [
		[20, [3, 10]],
		[32, [4, 19]],
		[34, [5, 4]],
	],
	cgroupV1: [
		[20, true],
		[35, false],
	],
	cgroupV2: [
		[20, 'alpha'],
		[22, 'beta'],
		[25, 'stable'],
	],
	defaultProxy: [[20, 'iptables']],
	advisedProxy: [
		[20, 'iptables'],
		[33, 'nftables'],
	],
	nftables: [
		[20, 'missing'],
		[29, 'alpha'],
		[31, 'beta'],
		[33, 'stable'],
	],
	ipvs: [
		[20, 'stable'],
		[35, 'deprecated'],
	],
	tools: [
		[
			20,
			{
				apt: ['conntrack', 'ebtables', 'ethtool', 'iproute2', 'iptables', 'socat'],
				dnf: ['conntrack-tools', 'ebtables', 'ethtool', 'iproute', 'iptables', 'socat'],
			},
		],
		[32, {apt: ['ethtool', 'iproute2', 'iptables'], dnf: ['ethtool', 'iproute', 'iptables']}],
		[33, {apt: [], dnf: []}],
	],
	controlPlaneTaint: [
		[20, 'master'],
		[24, 'both'],
		[25, 'control-plane'],
	],
	superAdmin: [
		[20, false],
		[29, true],
	],
	packages: [
		[20, 'own'],
		[24, 'pkgs.k8s.io'],
	],
	kubeletConfigMap: [
		[20, 'per-minor'],
		[24, 'one'],
	],
	legacyPackages: [
		[20, true],
		[29, false],
	],
	status: [
		[20, 'training'],
		[35, 'current'],
	],
};

const versionFrom = (release: Release): Version => {
	const number = minorNumber(release.minor);
	const kept = Object.entries(eras).map(([key, era]) => [key, era.findLast(([from]) => from <= number)![1]] as const);
	return {...release, ...(Object.fromEntries(kept) as Pick<Version, Kept>)};
};

export const versions: readonly Version[] = releases.map(versionFrom);

export const defaultMinor: Minor = '1.36';

export const versionOf = (minor: Minor): Version => {
	const version = versions.find(version => version.minor === minor);
	if (version === undefined) throw new Error(`Kubernetes ${minor} is not in the table of versions.`);
	return version;
};

/** The first minor, or the last one, of which something is true: what a sentence about another one names instead. */
export const firstWith = (suits: (version: Version) => boolean): Minor => versions.find(suits)!.minor;
export const lastWith = (suits: (version: Version) => boolean): Minor => versions.findLast(suits)!.minor;

/** The offered minors on either side of one that is not offered, the nearer one first. */
export const nearestMinors = (minor: number): readonly Minor[] => {
	const numbers = versions.map(version => minorNumber(version.minor));
	const below = numbers.findLast(number => number < minor);
	const above = numbers.find(number => number > minor);
	return [above, below]
		.filter(number => number !== undefined)
		.toSorted((one, other) => Math.abs(one - minor) - Math.abs(other - minor))
		.map((number): Minor => `1.${number}`);
};
