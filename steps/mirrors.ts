// Where images and packages come from. The default registry nests CoreDNS (coredns/coredns) since 1.21; a repository of
// one's own is flat, because kubeadm puts every image directly below `imageRepository`.
import {catalogue, dockerPackages, kubernetesPackages, mirrorNames, type PackageSource} from './mirror-catalogue.ts';
import type {Plan} from './plan.ts';
import {versionOf} from './versions.ts';

export type ImageName =
	| 'kube-apiserver'
	| 'kube-controller-manager'
	| 'kube-scheduler'
	| 'kube-proxy'
	| 'etcd'
	| 'coredns'
	| 'pause';

const publicRegistry = 'registry.k8s.io';

/**
 * Without a slash at the end; `imageRepository` of kubeadm's configuration. It is always written there, because the
 * default of kubeadm 1.20 is k8s.gcr.io, which is frozen.
 */
export const imagePrefixOf = (plan: Plan): string => plan.mirrors.images?.prefix ?? publicRegistry;

const corednsPathOf = (plan: Plan): string =>
	imagePrefixOf(plan) === publicRegistry || plan.mirrors.images?.layout === 'upstream'
		? versionOf(plan.kubernetes.version).corednsPath
		: 'coredns';

/**
 * `dns.imageRepository` of kubeadm's configuration, where it has to be said: kubeadm nests CoreDNS only below the registry
 * that is its own default, and that was k8s.gcr.io until 1.24 (kubernetes/kubernetes#112131).
 */
export const dnsRepositoryOf = (plan: Plan): string | undefined => {
	const [prefix, path] = [imagePrefixOf(plan), corednsPathOf(plan)];
	const known = versionOf(plan.kubernetes.version).registry === prefix;
	return path === 'coredns' || known ? undefined : `${prefix}/${path.replace(/\/[^/]*$/, '')}`;
};

/** A whole reference, as kubeadm and the runtime write it. */
export const imageOf = (plan: Plan, name: ImageName, tag: string): string =>
	`${imagePrefixOf(plan)}/${name === 'coredns' ? corednsPathOf(plan) : name}:${tag}`;

/** What is asked for an image of another public registry: a named mirror has a host for each. */
export const mirroredImage = (plan: Plan, reference: string): string => {
	const {name} = plan.mirrors;
	const registry = registryOf(reference);
	const instead = name && catalogue[name].registries[registry];
	return instead === undefined ? reference : instead + reference.slice(registry.length);
};

/** The same where the plan has a registry of its own: that one is flat, images lie directly below its prefix. */
export const imageThrough = (plan: Plan, reference: string): string => {
	const {images, name} = plan.mirrors;
	return images === undefined || name !== undefined
		? mirroredImage(plan, reference)
		: `${images.prefix}/${reference.slice(reference.lastIndexOf('/') + 1)}`;
};

/**
 * Where else Kubernetes' own images are, best first: for a plan with a mirror by name. Nobody is sent to a third party's
 * copy without having named one, nor away from a registry of his own.
 */
export const otherImagePrefixes = (plan: Plan): readonly string[] =>
	plan.mirrors.name === undefined
		? []
		: [...new Set([...mirrorNames.map(name => catalogue[name].images.prefix), publicRegistry])].filter(
				prefix => prefix !== imagePrefixOf(plan),
			);

/** The images that kubeadm of the plan's version pulls; `patch` such as "1.36.4" tags the ones that follow the release. */
export const imagesOf = (plan: Plan, patch: string): readonly string[] => {
	const {coredns, pause, etcd} = versionOf(plan.kubernetes.version);
	const released = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kube-proxy'] as const;
	return [
		...released.map(name => imageOf(plan, name, `v${patch}`)),
		imageOf(plan, 'coredns', coredns),
		imageOf(plan, 'pause', pause),
		imageOf(plan, 'etcd', etcd),
	];
};

/** The part of an image reference that names the registry, with its port. */
export const registryOf = (reference: string): string => reference.split('/')[0]!;

/** What containerd asks instead of docker.io, as an address with its scheme; undefined without a mirror. */
export const dockerHubMirrorOf = (plan: Plan): string | undefined => {
	const mirror = plan.mirrors.dockerHub;
	if (mirror === undefined) return undefined;
	return /^https?:\/\//.test(mirror) ? mirror : `https://${mirror}`;
};

/** Where the releases of cri-dockerd are, laid out as at GitHub: vVERSION/cri-dockerd-VERSION.ARCHITECTURE.tgz. */
export const criDockerdSourceOf = (plan: Plan): string =>
	plan.mirrors.criDockerd ?? 'https://github.com/Mirantis/cri-dockerd/releases/download';

/** The address of a registry as containerd's hosts.toml wants it. */
export const registryAddressOf = (registry: string, insecure: boolean): string =>
	`${insecure ? 'http' : 'https'}://${registry}`;

/** The package source of the plan's minor, at pkgs.k8s.io or its mirror. */
export const publicPackagesOf = ({kubernetes, mirrors}: Plan): Readonly<Record<'deb' | 'rpm', PackageSource>> =>
	kubernetesPackages(kubernetes.version, mirrors.name);

/** Docker's packages, at Docker or its mirror; the tree below is the same. */
export const dockerPackagesOf = ({mirrors}: Plan): string => dockerPackages(mirrors.name);
