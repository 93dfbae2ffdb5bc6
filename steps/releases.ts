// One row per minor release: what only it has. What holds from one release on is in versions.ts.
// Image tags as `kubeadm config images list` of the first patch release prints them; later patches raise etcd's and
// sometimes CoreDNS's, which is why the installed kubeadm is asked before anything is pulled.
// Sources, read in 2026-11: kubernetes/sig-release releases/release-1.NN/README.md (dates); kubernetes/website
// data/releases/eol.yaml (last patches, ends); kubeadm's cmd/kubeadm/app/constants/constants.go of each branch and
// kubernetes/minikube pkg/minikube/constants/constants_kubeadm_images.go (tags).
import type {Minor} from './plan.ts';

export type Release = {
	readonly minor: Minor;
	/** Date of the first release, YYYY-MM-DD. */
	readonly released: string;
	/** Date after which nobody mends it any more, once it is known. */
	readonly ended?: string;
	/** Newest patch release seen in public files; the package source may have a newer one. */
	readonly patch: string;
	readonly etcd: string;
	readonly pause: string;
	readonly coredns: string;
};

const release = (
	minor: Minor,
	[released, ended]: readonly [string, string?],
	patch: number,
	etcd: string,
	pause: string,
	coredns: string,
): Release => ({
	minor,
	released,
	...(ended !== undefined && {ended}),
	patch: `${minor}.${patch}`,
	etcd,
	pause,
	coredns,
});

export const releases: readonly Release[] = [
	release('1.20', ['2020-12-08', '2022-02-28'], 15, '3.4.13-0', '3.2', '1.7.0'),
	release('1.21', ['2021-04-08', '2022-06-28'], 14, '3.4.13-0', '3.4.1', 'v1.8.0'),
	release('1.22', ['2021-08-04', '2022-12-08'], 17, '3.5.0-0', '3.5', 'v1.8.4'),
	release('1.23', ['2021-12-07', '2023-02-28'], 17, '3.5.1-0', '3.6', 'v1.8.6'),
	release('1.24', ['2022-05-03', '2023-07-28'], 17, '3.5.3-0', '3.7', 'v1.8.6'),
	release('1.25', ['2022-08-23', '2023-10-28'], 16, '3.5.4-0', '3.8', 'v1.9.3'),
	release('1.26', ['2022-12-09', '2024-02-28'], 15, '3.5.6-0', '3.9', 'v1.9.3'),
	release('1.27', ['2023-04-11', '2024-07-16'], 16, '3.5.7-0', '3.9', 'v1.10.1'),
	release('1.28', ['2023-08-15', '2024-10-22'], 15, '3.5.9-0', '3.9', 'v1.10.1'),
	release('1.29', ['2023-12-13', '2025-02-28'], 14, '3.5.10-0', '3.9', 'v1.11.1'),
	release('1.30', ['2024-04-17', '2025-07-15'], 14, '3.5.12-0', '3.9', 'v1.11.1'),
	release('1.31', ['2024-08-13', '2025-11-11'], 14, '3.5.15-0', '3.10', 'v1.11.3'),
	release('1.32', ['2024-12-11'], 13, '3.5.16-0', '3.10', 'v1.11.3'),
	release('1.33', ['2025-04-23'], 13, '3.5.21-0', '3.10', 'v1.12.0'),
	release('1.34', ['2025-08-27'], 11, '3.6.5-0', '3.10.1', 'v1.12.1'),
	release('1.35', ['2025-12-17'], 8, '3.6.6-0', '3.10.1', 'v1.13.1'),
	release('1.36', ['2026-04-22'], 4, '3.6.8-0', '3.10.2', 'v1.14.2'),
	release('1.37', ['2026-08-26'], 1, '3.7.0-0', '3.10.2', 'v1.14.6'),
];
