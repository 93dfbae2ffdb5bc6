// Public mirrors of package sources and registries: the same packages in another tree, the same images under another host.
type Source = {packages: Record<string, string[]>; keyUrl?: string; reachable: boolean};
type Sources = Readonly<Record<string, Source>>;

const kubernetes = 'https://pkgs.k8s.io/core:/stable:/';
const docker = 'https://download.docker.com/';

const trees: readonly (readonly [from: string, to: string])[] = [
	[kubernetes, 'https://mirrors.aliyun.com/kubernetes-new/core/stable/'],
	[kubernetes, 'https://mirrors.tuna.tsinghua.edu.cn/kubernetes/core:/stable:/'],
	[kubernetes, 'https://mirrors.ustc.edu.cn/kubernetes/core:/stable:/'],
	[docker, 'https://mirrors.aliyun.com/docker-ce/'],
	[docker, 'https://mirrors.tuna.tsinghua.edu.cn/docker-ce/'],
	[docker, 'https://mirrors.ustc.edu.cn/docker-ce/'],
];

/** The key lies where the original has it. */
export const mirrorsOf = (originals: Sources): Sources =>
	Object.fromEntries(
		trees.flatMap(([from, to]) =>
			Object.entries(originals)
				.filter(([base]) => base.startsWith(from))
				.map(([base, {keyUrl, ...source}]) => [
					base.replace(from, to),
					{...source, ...(keyUrl !== undefined && {keyUrl: keyUrl.replace(from, to)})},
				]),
		),
	);

/** Registries by host, with the one they mirror; the flat one takes Kubernetes' own images out of several. */
export const mirrorRegistries: Readonly<Record<string, string>> = {
	'registry.aliyuncs.com': 'registry.k8s.io',
	'k8s.m.daocloud.io': 'registry.k8s.io',
	'docker.m.daocloud.io': 'docker.io',
	'ghcr.m.daocloud.io': 'ghcr.io',
	'quay.m.daocloud.io': 'quay.io',
};

export const mirrorNames: Readonly<Record<string, string>> = {
	'mirrors.aliyun.com': '47.246.23.232',
	'mirrors.tuna.tsinghua.edu.cn': '101.6.15.130',
	'mirrors.ustc.edu.cn': '202.141.160.110',
	'registry.aliyuncs.com': '120.55.105.209',
	'k8s.m.daocloud.io': '47.103.12.214',
	'docker.m.daocloud.io': '47.103.12.214',
	'ghcr.m.daocloud.io': '47.103.12.214',
	'quay.m.daocloud.io': '47.103.12.214',
	'files.m.daocloud.io': '47.103.12.214',
};
