// Every package the lab knows, and where it comes from.
import {kinds} from '../machines/kinds.ts';
import type {LabPackage} from '../package.ts';
import {basePackages} from './base-packages.ts';
import {debianDaemons} from './debian-daemons.ts';
import {debianLibraries} from './debian-libraries.ts';
import type {DebianRows} from './debian-row.ts';
import {archiveBySuite, dockerMarks, versionIn} from './debian-releases.ts';
import {debianTools} from './debian-tools.ts';
import {kubernetesPackages, packageSources} from './kubernetes-packages.ts';
import {mirrorsOf} from './public-mirrors.ts';
import {rpmSources} from '../rpm/sources.ts';

/** Versions and sizes are bookworm's. */
const debianPackages: DebianRows = {...debianTools, ...debianDaemons, ...debianLibraries};

const basePackage = (name: string): LabPackage => ({name, size: 120, installed: 400, summary: name});

const isBase = (name: string): boolean =>
	Object.values(kinds).some(({packages, basePackages: own}) => packages === 'apt' && name in own);

/** Of Debian's family; Red Hat's has its own in rpm/. */
export const packageOf = (name: string): LabPackage | undefined => {
	const row = kubernetesPackages[name] ?? debianPackages[name];
	if (row) return {...row, name};
	return isBase(name) ? basePackage(name) : undefined;
};

type Sources = Record<string, {packages: Record<string, string[]>; keyUrl?: string; reachable: boolean}>;

const debian = (): Record<string, string[]> => ({
	...Object.fromEntries(Object.entries(basePackages).map(([name, version]) => [name, [version]])),
	...Object.fromEntries(Object.entries(debianPackages).map(([name, {version}]) => [name, [version]])),
});

/** Other releases of Debian and Ubuntu, and what Docker has built for them: the same programs in other versions. */
const otherReleases = (): Sources =>
	Object.fromEntries(
		(['trixie', 'jammy', 'noble'] as const).flatMap(suite => {
			const kind = Object.values(kinds).find(({os}) => os.codename === suite)!;
			const packages = {
				...Object.fromEntries(
					Object.entries(debian()).map(([name, [version]]) => [name, [versionIn(suite, name, version!)]]),
				),
				...Object.fromEntries(Object.entries(kind.basePackages).map(([name, version]) => [name, [version]])),
			};
			const docker = Object.entries(packageSources['https://download.docker.com/linux/debian']!.packages);
			const built = Object.fromEntries(
				docker.map(([name, versions]) => [
					name,
					versions.map(version => version.replace('debian.12~bookworm', dockerMarks[suite])),
				]),
			);
			return [
				[`${archiveBySuite[suite]} ${suite}`, {packages, reachable: true}],
				[
					`https://download.docker.com/linux/${kind.os.id} ${suite}`,
					{packages: built, keyUrl: `https://download.docker.com/linux/${kind.os.id}/gpg`, reachable: true},
				],
			];
		}),
	);

/** What the outside world has at the beginning: the distributions' own archives, Docker's, the sources of Kubernetes, their mirrors. */
export const allSources = (): Sources => {
	const published = structuredClone(packageSources) as Sources;
	const originals: Sources = {
		'http://deb.debian.org/debian': {packages: debian(), reachable: true},
		'http://deb.debian.org/debian-security': {
			packages: {
				containerd: ['1.6.20~ds1-1+deb12u3'],
				haproxy: ['2.6.12-1+deb12u3'],
				openssl: ['3.0.17-1~deb12u3'],
			},
			reachable: true,
		},
		'http://deb.debian.org/debian-security trixie': {packages: {}, reachable: true},
		'http://security.ubuntu.com/ubuntu': {packages: {}, reachable: true},
		...otherReleases(),
		...published,
		...rpmSources(published),
	};
	return {...originals, ...(structuredClone(mirrorsOf(originals)) as Sources)};
};
