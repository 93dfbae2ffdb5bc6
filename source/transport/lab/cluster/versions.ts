// What each Kubernetes release asks for and how it talks. Image tags as `kubeadm config images list` of the release prints them.
export type Release = {
	readonly etcd: string;
	readonly pause: string;
	readonly coredns: string;
	/** The newest config API that kubeadm writes; `reads` are the ones it still takes. */
	readonly api: string;
	readonly reads: readonly string[];
	readonly go: string;
};

const row = (
	[etcd, pause, coredns]: readonly [string, string, string],
	api: string,
	reads: readonly string[],
	go: string,
): Release => ({etcd, pause, coredns, api, reads, go});

/** What each kubeadm reads: kubeadm's cmd/kubeadm/app/util/config/common.go of each branch. */
const [first, second, third, fourth, fifth] = [
	['v1beta1', 'v1beta2'],
	['v1beta2', 'v1beta3'],
	['v1beta3'],
	['v1beta3', 'v1beta4'],
	['v1beta4'],
] as const;

/** Tags of each minor's last patches. */
const releases: Readonly<Record<number, Release>> = {
	20: row(['3.4.13-0', '3.2', '1.7.0'], 'v1beta2', first, 'go1.15.5'),
	21: row(['3.4.13-0', '3.4.1', 'v1.8.0'], 'v1beta2', first, 'go1.16.15'),
	22: row(['3.5.6-0', '3.5', 'v1.8.4'], 'v1beta3', second, 'go1.16.15'),
	23: row(['3.5.6-0', '3.6', 'v1.8.6'], 'v1beta3', second, 'go1.19.6'),
	24: row(['3.5.6-0', '3.7', 'v1.8.6'], 'v1beta3', second, 'go1.20.7'),
	25: row(['3.5.9-0', '3.8', 'v1.9.3'], 'v1beta3', second, 'go1.20.10'),
	26: row(['3.5.10-0', '3.9', 'v1.9.3'], 'v1beta3', second, 'go1.21.8'),
	27: row(['3.5.12-0', '3.9', 'v1.10.1'], 'v1beta3', third, 'go1.22.5'),
	28: row(['3.5.15-0', '3.9', 'v1.10.1'], 'v1beta3', third, 'go1.22.8'),
	29: row(['3.5.16-0', '3.9', 'v1.11.1'], 'v1beta3', third, 'go1.22.12'),
	30: row(['3.5.15-0', '3.9', 'v1.11.3'], 'v1beta3', third, 'go1.23.10'),
	31: row(['3.5.24-0', '3.10', 'v1.11.3'], 'v1beta4', fourth, 'go1.22.12'),
	32: row(['3.5.24-0', '3.10', 'v1.11.3'], 'v1beta4', fourth, 'go1.23.12'),
	33: row(['3.5.24-0', '3.10', 'v1.12.0'], 'v1beta4', fourth, 'go1.24.9'),
	34: row(['3.6.5-0', '3.10.1', 'v1.12.1'], 'v1beta4', fourth, 'go1.24.9'),
	35: row(['3.6.6-0', '3.10.1', 'v1.13.1'], 'v1beta4', fourth, 'go1.25.5'),
	36: row(['3.6.8-0', '3.10.2', 'v1.14.2'], 'v1beta4', fourth, 'go1.26.1'),
	37: row(['3.7.0-0', '3.10.2', 'v1.14.6'], 'v1beta4', fifth, 'go1.26.4'),
};

export const knownMinors = Object.keys(releases).map(Number);

/** 1.20.2-00 and 1.36.4-1.1 are package versions; v1.36.4 and 1.36 are what people write. */
export const minorOf = (version: string): number => Number(/^v?1\.(\d+)/.exec(version)?.[1] ?? Number.NaN);

export const plainVersion = (packageVersion: string): string => packageVersion.replace(/^v/, '').replace(/-.*/, '');

/** Releases between the ones in the table talk like the next older one that is in it. */
export const release = (minor: number): Release => {
	const known = knownMinors.filter(candidate => candidate <= minor).at(-1) ?? 20;
	return releases[known]!;
};

/** The patch from which a minor's kubeadm has the new name: all of them did from 1.25 on, the older ones at their end. */
const renamedIn: Readonly<Record<number, number>> = {22: 17, 23: 15, 24: 9};

/** What kubeadm of this version has for `imageRepository` when nobody says anything. */
export const defaultRepository = (version: string): string => {
	const minor = minorOf(version);
	const patch = Number(/^v?1\.\d+\.(\d+)/.exec(version)?.[1] ?? 0);
	return minor >= 25 || patch >= (renamedIn[minor] ?? Number.POSITIVE_INFINITY) ? 'registry.k8s.io' : 'k8s.gcr.io';
};

const components = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kube-proxy'] as const;

export type Images = Record<(typeof components)[number] | 'coredns' | 'pause' | 'etcd', string>;

/** CoreDNS lies one directory deeper in what is this kubeadm's own default registry, and flat in every other. */
export const imagesOf = (version: string, repository?: string): Images => {
	const minor = minorOf(version);
	const {etcd, pause, coredns} = release(minor);
	const prefix = repository ?? defaultRepository(version);
	const nested = minor >= 21 && prefix === defaultRepository(version) ? 'coredns/coredns' : 'coredns';
	const tag = version.startsWith('v') ? version : `v${version}`;
	return {
		'kube-apiserver': `${prefix}/kube-apiserver:${tag}`,
		'kube-controller-manager': `${prefix}/kube-controller-manager:${tag}`,
		'kube-scheduler': `${prefix}/kube-scheduler:${tag}`,
		'kube-proxy': `${prefix}/kube-proxy:${tag}`,
		coredns: `${prefix}/${nested}:${coredns}`,
		pause: `${prefix}/pause:${pause}`,
		etcd: `${prefix}/etcd:${etcd}`,
	};
};
