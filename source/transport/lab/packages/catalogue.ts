// Every package the lab knows, and where it comes from.
import type {LabPackage} from '../package.ts';
import {basePackages} from './base-packages.ts';
import {debianDaemons} from './debian-daemons.ts';
import {debianLibraries} from './debian-libraries.ts';
import type {DebianRows} from './debian-row.ts';
import {debianTools} from './debian-tools.ts';
import {kubernetesPackages, packageSources} from './kubernetes-packages.ts';
import {mirrorsOf} from './public-mirrors.ts';

/** Versions and sizes are bookworm's. */
const debianPackages: DebianRows = {...debianTools, ...debianDaemons, ...debianLibraries};

const basePackage = (name: string): LabPackage => ({name, size: 120, installed: 400, summary: `${name} of Debian 12`});

export const packageOf = (name: string): LabPackage | undefined => {
	const row = kubernetesPackages[name] ?? debianPackages[name];
	if (row) return {...row, name};
	return basePackages[name] === undefined ? undefined : basePackage(name);
};

type Sources = Record<string, {packages: Record<string, string[]>; keyUrl?: string; reachable: boolean}>;

const debian = (): Record<string, string[]> => ({
	...Object.fromEntries(Object.entries(basePackages).map(([name, version]) => [name, [version]])),
	...Object.fromEntries(Object.entries(debianPackages).map(([name, {version}]) => [name, [version]])),
});

/** What the outside world has at the beginning: Debian's own archive, Docker's, and the sources of Kubernetes. */
export const allSources = (): Sources => ({
	'http://deb.debian.org/debian': {packages: debian(), reachable: true},
	'http://deb.debian.org/debian-security': {
		packages: {containerd: ['1.6.20~ds1-1+deb12u3'], haproxy: ['2.6.12-1+deb12u3'], openssl: ['3.0.17-1~deb12u3']},
		reachable: true,
	},
	...(structuredClone(packageSources) as Sources),
	...(structuredClone(mirrorsOf(packageSources)) as Sources),
});
