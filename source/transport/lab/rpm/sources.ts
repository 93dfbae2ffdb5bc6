// What repositories for Red Hat's family have: each system's own, and the other side of what is published for Debian.
import {kinds} from '../machines/kinds.ts';
import {rpmRows, type RedHatSystem} from './rows.ts';

type Sources = Record<string, {packages: Record<string, string[]>; keyUrl?: string; reachable: boolean}>;

const rowsFor = (system: RedHatSystem): Record<string, string[]> =>
	Object.fromEntries(
		Object.entries(rpmRows).flatMap(([name, {versions}]) => {
			const version = versions[system];
			return version === undefined ? [] : [[name, [version]]];
		}),
	);

const baseOf = (packages: Readonly<Record<string, string>>): Record<string, string[]> =>
	Object.fromEntries(Object.entries(packages).map(([name, version]) => [name, [version]]));

/** The newest that Docker built for CentOS 7. */
const lastForSeven: Record<string, string[]> = {
	'containerd.io': ['1.6.33-3.1.el7', '1.6.32-3.1.el7', '1.6.31-3.1.el7'],
	'docker-ce': ['3:26.1.4-1.el7', '3:24.0.9-1.el7', '3:20.10.24-3.el7', '3:19.03.15-3.el7'],
	'docker-ce-cli': ['1:26.1.4-1.el7', '1:24.0.9-1.el7', '1:20.10.24-3.el7', '1:19.03.15-3.el7'],
};

const rebuilt = (version: string, release: number): string =>
	version.replace(/^5:/, '3:').replace(/-(\d+)~debian.*$/, `-$1.el${release}`);

/**
 * The other family's side of what the archives for Debian have: the same versions, built for Red Hat's releases. `deb` are
 * those archives by address.
 */
export const rpmSources = (deb: Sources): Sources => {
	const sources: Sources = {
		'http://dl.rockylinux.org/pub/rocky/9/BaseOS/x86_64/os': {
			packages: baseOf(kinds['rocky-9'].basePackages),
			reachable: true,
		},
		'http://dl.rockylinux.org/pub/rocky/9/AppStream/x86_64/os': {packages: rowsFor('rocky'), reachable: true},
		'http://dl.rockylinux.org/pub/rocky/9/extras/x86_64/os': {packages: {}, reachable: true},
		'http://repo.openeuler.org/openEuler-24.03-LTS-SP1/OS/x86_64': {
			packages: {...baseOf(kinds['openeuler-24.03'].basePackages), ...rowsFor('openEuler')},
			reachable: true,
		},
		'http://repo.openeuler.org/openEuler-24.03-LTS-SP1/everything/x86_64': {packages: {}, reachable: true},
		'http://repo.openeuler.org/openEuler-24.03-LTS-SP1/EPOL/main/x86_64': {packages: {}, reachable: true},
		'http://repo.openeuler.org/openEuler-24.03-LTS-SP1/update/x86_64': {packages: {}, reachable: true},
		// Where CentOS 7 is kept since its mirrors are gone.
		...Object.fromEntries(
			['http://vault.centos.org/7.9.2009', 'https://mirrors.aliyun.com/centos-vault/7.9.2009'].flatMap(base => [
				[
					`${base}/os/x86_64`,
					{packages: {...baseOf(kinds['centos-7'].basePackages), ...rowsFor('centos')}, reachable: true},
				],
				[`${base}/updates/x86_64`, {packages: {}, reachable: true}],
				[`${base}/extras/x86_64`, {packages: {}, reachable: true}],
			]),
		),
		'https://mirrors.aliyun.com/kubernetes/yum/repos/kubernetes-el7-x86_64': {
			packages: Object.fromEntries(
				Object.entries(deb['https://mirrors.aliyun.com/kubernetes/apt']?.packages ?? {}).map(
					([name, versions]) => [name, versions.map(version => version.replace(/-0\d$/, '-0'))],
				),
			),
			keyUrl: 'https://mirrors.aliyun.com/kubernetes/yum/doc/rpm-package-key.gpg',
			reachable: true,
		},
	};
	for (const [base, {packages}] of Object.entries(deb)) {
		const minor = /^https:\/\/pkgs\.k8s\.io\/(.*)\/deb\/?$/.exec(base)?.[1];
		if (minor !== undefined)
			sources[`https://pkgs.k8s.io/${minor}/rpm`] = {
				packages: Object.fromEntries(
					Object.entries(packages).map(([name, versions]) => [
						name,
						versions.map(version => version.replace(/-1\.1$/, '-150500.1.1')),
					]),
				),
				keyUrl: `https://pkgs.k8s.io/${minor}/rpm/repodata/repomd.xml.key`,
				reachable: true,
			};
	}
	const docker = deb['https://download.docker.com/linux/debian']?.packages ?? {};
	for (const release of [7, 8, 9])
		sources[`https://download.docker.com/linux/centos/${release}/x86_64/stable`] = {
			packages:
				release === 7
					? lastForSeven
					: Object.fromEntries(
							Object.entries(docker).map(([name, versions]) => [
								name,
								versions.map(version => rebuilt(version, release)),
							]),
						),
			keyUrl: 'https://download.docker.com/linux/centos/gpg',
			reachable: true,
		};
	return sources;
};
