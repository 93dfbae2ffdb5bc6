// What each minor release brings, as of 2026-11. kubeadm itself is asked on the host (`kubeadm config images list`);
// this table is for what must be known before a host has kubeadm: validation, the lab, the printed plan.
// Sources: kubernetes/sig-release releases/release-1.NN (README, release notes), kubeadm's constants.go of each branch,
// coredns/deployment kubernetes/CoreDNS-k8s_version.md, containerd/containerd RELEASES.md.
import type {Minor} from './plan.ts';

export type Version = {
	readonly minor: Minor;
	/** Date of the first release, YYYY-MM-DD. */
	readonly released: string;
	/** Newest patch release seen in public files; the package source may have a newer one. */
	readonly patch: string;
	readonly configApi: 'v1beta2' | 'v1beta3' | 'v1beta4';
	/** Image tags that kubeadm asked for when the minor came out; patch releases may raise etcd's. */
	readonly etcd: string;
	readonly pause: string;
	readonly coredns: string;
	readonly containerd: {
		/** Lines of containerd that suit, the advised one first. */
		readonly lines: readonly string[];
		/** `distribution`: Debian's or Ubuntu's own package; `docker`: containerd.io from download.docker.com. */
		readonly from: 'distribution' | 'docker';
	};
	/** The kubelet still starts on cgroup v1 without being told to (not from 1.35 on). */
	readonly cgroupV1: boolean;
	/** What `proxyMode: auto` means: the mode that kubeadm's own default is, which runs on every kernel we accept. */
	readonly defaultProxy: 'iptables';
	/** kube-proxy's nftables mode; it needs kernel 5.13. */
	readonly nftables: 'missing' | 'beta' | 'stable';
	/** `packages`: pkgs.k8s.io has a source for this minor; `own`: nobody publishes it any more, the plan must name one. */
	readonly packages: 'pkgs.k8s.io' | 'own';
	readonly status: 'upcoming' | 'current' | 'training';
};

const modern = {
	configApi: 'v1beta4',
	defaultProxy: 'iptables',
	packages: 'pkgs.k8s.io',
} as const;

export const versions: readonly Version[] = [
	{
		minor: '1.20',
		released: '2020-12-08',
		patch: '1.20.15',
		configApi: 'v1beta2',
		etcd: '3.4.13-0',
		pause: '3.2',
		coredns: '1.7.0',
		containerd: {lines: ['1.6', '1.7'], from: 'distribution'},
		cgroupV1: true,
		defaultProxy: 'iptables',
		nftables: 'missing',
		packages: 'own',
		status: 'training',
	},
	{
		...modern,
		minor: '1.31',
		released: '2024-08-13',
		patch: '1.31.14',
		etcd: '3.5.15-0',
		pause: '3.10',
		coredns: 'v1.11.3',
		containerd: {lines: ['1.7', '2.0', '2.1'], from: 'docker'},
		cgroupV1: true,
		nftables: 'beta',
		status: 'training',
	},
	{
		...modern,
		minor: '1.32',
		released: '2024-12-11',
		patch: '1.32.13',
		etcd: '3.5.16-0',
		pause: '3.10',
		coredns: 'v1.11.3',
		containerd: {lines: ['1.7', '2.0', '2.1', '2.2'], from: 'docker'},
		cgroupV1: true,
		nftables: 'beta',
		status: 'training',
	},
	{
		...modern,
		minor: '1.33',
		released: '2025-04-23',
		patch: '1.33.13',
		etcd: '3.5.21-0',
		pause: '3.10',
		coredns: 'v1.12.0',
		containerd: {lines: ['2.2', '2.1', '2.0', '1.7'], from: 'docker'},
		cgroupV1: true,
		nftables: 'stable',
		status: 'training',
	},
	{
		...modern,
		minor: '1.34',
		released: '2025-08-27',
		patch: '1.34.11',
		etcd: '3.6.5-0',
		pause: '3.10.1',
		coredns: 'v1.12.1',
		containerd: {lines: ['2.2', '2.1', '2.3', '1.7'], from: 'docker'},
		cgroupV1: true,
		nftables: 'stable',
		status: 'training',
	},
	{
		...modern,
		minor: '1.35',
		released: '2025-12-17',
		patch: '1.35.8',
		etcd: '3.6.6-0',
		pause: '3.10.1',
		coredns: 'v1.13.1',
		containerd: {lines: ['2.2', '2.3', '2.1', '1.7'], from: 'docker'},
		cgroupV1: false,
		nftables: 'stable',
		status: 'current',
	},
	{
		...modern,
		minor: '1.36',
		released: '2026-04-22',
		patch: '1.36.4',
		etcd: '3.6.8-0',
		pause: '3.10.2',
		coredns: 'v1.14.2',
		containerd: {lines: ['2.3', '2.2'], from: 'docker'},
		cgroupV1: false,
		nftables: 'stable',
		status: 'current',
	},
	{
		...modern,
		minor: '1.37',
		released: '2026-08-26',
		patch: '1.37.1',
		etcd: '3.7.0-0',
		pause: '3.10.2',
		coredns: 'v1.14.6',
		containerd: {lines: ['2.3', '2.2'], from: 'docker'},
		cgroupV1: false,
		nftables: 'stable',
		status: 'current',
	},
];

export const defaultMinor: Minor = '1.36';

/** 36 for "1.36": minors compare as numbers, not as text. */
export const minorNumber = (minor: Minor): number => Number(minor.slice(2));

export const versionOf = (minor: Minor): Version => {
	const version = versions.find(version => version.minor === minor);
	if (version === undefined) throw new Error(`Kubernetes ${minor} is not in the table of versions.`);
	return version;
};

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
