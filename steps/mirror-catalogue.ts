// Public mirrors by name, as of 2026-11. Layouts: `upstream` keeps the paths of the original, `flat` has every image directly
// below its prefix. The universities mirror packages only; their images, and all that is not Kubernetes' own, come through
// DaoCloud, which answers for each registry under a host of its own. Whatever they serve is signed, or has the digest, of
// the original. Sources: developer.aliyun.com/mirror/kubernetes (the tree "kubernetes-new" has no colons),
// mirrors.tuna.tsinghua.edu.cn/help/kubernetes, mirrors.ustc.edu.cn/help/kubernetes.html, DaoCloud/public-image-mirror README.
import type {Minor} from './plan.ts';

export type MirrorName = 'aliyun' | 'tuna' | 'ustc' | 'daocloud';

export type CatalogueRow = {
	/** Up to the minor, `v` included; below lie deb/ and rpm/. Left out: pkgs.k8s.io. */
	readonly packages?: string;
	/** In the place of https://download.docker.com, with the same tree below. */
	readonly docker?: string;
	/** Kubernetes' own images. */
	readonly images: {readonly prefix: string; readonly layout: 'flat' | 'upstream'};
	/** In the place of docker.io. */
	readonly dockerHub: string;
	/** Other registries by their name, with what is asked in their place. */
	readonly registries: Readonly<Record<string, string>>;
};

const daocloud: CatalogueRow = {
	images: {prefix: 'k8s.m.daocloud.io', layout: 'upstream'},
	dockerHub: 'docker.m.daocloud.io',
	registries: {
		'docker.io': 'docker.m.daocloud.io',
		'ghcr.io': 'ghcr.m.daocloud.io',
		'quay.io': 'quay.m.daocloud.io',
		'registry.k8s.io': 'k8s.m.daocloud.io',
	},
};

export const catalogue: Readonly<Record<MirrorName, CatalogueRow>> = {
	aliyun: {
		...daocloud,
		packages: 'https://mirrors.aliyun.com/kubernetes-new/core/stable/v',
		docker: 'https://mirrors.aliyun.com/docker-ce',
		images: {prefix: 'registry.aliyuncs.com/google_containers', layout: 'flat'},
	},
	tuna: {
		...daocloud,
		packages: 'https://mirrors.tuna.tsinghua.edu.cn/kubernetes/core:/stable:/v',
		docker: 'https://mirrors.tuna.tsinghua.edu.cn/docker-ce',
	},
	ustc: {
		...daocloud,
		packages: 'https://mirrors.ustc.edu.cn/kubernetes/core:/stable:/v',
		docker: 'https://mirrors.ustc.edu.cn/docker-ce',
	},
	daocloud,
};

const upstream = {
	packages: 'https://pkgs.k8s.io/core:/stable:/v',
	docker: 'https://download.docker.com',
} as const;

export type PackageSource = {readonly address: string; readonly key: string};

/** Each minor has a source of its own, with the key that signs it inside: the key of a newer minor is renewed earlier. */
export const kubernetesPackages = (minor: Minor, name?: MirrorName): Readonly<Record<'deb' | 'rpm', PackageSource>> => {
	const base = `${(name && catalogue[name].packages) ?? upstream.packages}${minor}`;
	return {
		deb: {address: `${base}/deb/`, key: `${base}/deb/Release.key`},
		rpm: {address: `${base}/rpm/`, key: `${base}/rpm/repodata/repomd.xml.key`},
	};
};

/** Without a slash at the end; below it lies linux/SYSTEM. */
export const dockerPackages = (name?: MirrorName): string => (name && catalogue[name].docker) ?? upstream.docker;

export const mirrorNames = Object.keys(catalogue) as readonly MirrorName[];
