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

const releases: Readonly<Record<number, Release>> = {
	20: {
		etcd: '3.4.13-0',
		pause: '3.2',
		coredns: '1.7.0',
		api: 'v1beta2',
		reads: ['v1beta1', 'v1beta2'],
		go: 'go1.15.5',
	},
	31: {
		etcd: '3.5.24-0',
		pause: '3.10',
		coredns: 'v1.11.3',
		api: 'v1beta4',
		reads: ['v1beta3', 'v1beta4'],
		go: 'go1.22.12',
	},
	32: {
		etcd: '3.5.24-0',
		pause: '3.10',
		coredns: 'v1.11.3',
		api: 'v1beta4',
		reads: ['v1beta3', 'v1beta4'],
		go: 'go1.23.12',
	},
	33: {
		etcd: '3.5.24-0',
		pause: '3.10',
		coredns: 'v1.12.0',
		api: 'v1beta4',
		reads: ['v1beta3', 'v1beta4'],
		go: 'go1.24.9',
	},
	34: {
		etcd: '3.6.5-0',
		pause: '3.10.1',
		coredns: 'v1.12.1',
		api: 'v1beta4',
		reads: ['v1beta3', 'v1beta4'],
		go: 'go1.24.9',
	},
	35: {
		etcd: '3.6.6-0',
		pause: '3.10.1',
		coredns: 'v1.13.1',
		api: 'v1beta4',
		reads: ['v1beta3', 'v1beta4'],
		go: 'go1.25.5',
	},
	36: {
		etcd: '3.6.8-0',
		pause: '3.10.2',
		coredns: 'v1.14.2',
		api: 'v1beta4',
		reads: ['v1beta3', 'v1beta4'],
		go: 'go1.26.1',
	},
	37: {etcd: '3.7.0-0', pause: '3.10.2', coredns: 'v1.14.6', api: 'v1beta4', reads: ['v1beta4'], go: 'go1.26.4'},
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

export const defaultRepository = (minor: number): string => (minor < 25 ? 'k8s.gcr.io' : 'registry.k8s.io');

const components = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kube-proxy'] as const;

export type Images = Record<(typeof components)[number] | 'coredns' | 'pause' | 'etcd', string>;

/** CoreDNS lies one directory deeper in the default registry, and flat in everybody else's. */
export const imagesOf = (version: string, repository?: string): Images => {
	const minor = minorOf(version);
	const {etcd, pause, coredns} = release(minor);
	const prefix = repository ?? defaultRepository(minor);
	const nested = minor >= 21 && prefix === defaultRepository(minor) ? 'coredns/coredns' : 'coredns';
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
