// A package of Red Hat's family by its name: the system's own, or one of those that Kubernetes and Docker publish.
import {kinds} from '../machines/kinds.ts';
import type {LabPackage} from '../package.ts';
import type {Machine} from '../world.ts';
import {kubernetesPackages} from '../packages/kubernetes-packages.ts';
import {rpmRows, type RedHatSystem} from './rows.ts';

const inKubernetes: Readonly<Record<string, readonly string[]>> = {
	kubelet: ['iptables', 'kubernetes-cni', 'conntrack-tools', 'socat', 'ethtool', 'ebtables'],
	'containerd.io': ['container-selinux', 'libseccomp'],
};

const newer = (version: string): boolean => Number(/^1\.(\d+)/.exec(version)?.[1] ?? 0) >= 32;

/** What pkgs.k8s.io and Docker publish: the same programs as for Debian, with the other family's names and places. */
const fromKubernetes = (name: string): LabPackage | undefined => {
	const row = kubernetesPackages[name];
	if (row === undefined) return undefined;
	const {files} = row;
	return {
		...row,
		name,
		...(inKubernetes[name] && {
			depends: version =>
				name === 'kubelet' && newer(version)
					? ['iptables', 'kubernetes-cni', 'conntrack-tools', 'socat']
					: inKubernetes[name]!,
		}),
		...(files && {
			files: version =>
				Object.fromEntries(
					Object.entries(files(version)).map(([path, text]) => [
						path.replace(/^\/etc\/default\//, '/etc/sysconfig/'),
						text,
					]),
				),
		}),
	};
};

const basePackage = (name: string): LabPackage => ({name, size: 240, installed: 700, summary: name});

/** `iptables` is a capability of iptables-nft. */
const providers: Readonly<Record<string, Partial<Record<RedHatSystem, string>>>> = {iptables: {rocky: 'iptables-nft'}};

export const providerOf = ({os}: Pick<Machine, 'os'>, name: string): string =>
	providers[name]?.[os.id as RedHatSystem] ?? name;

export const rpmPackageOf = (machine: Pick<Machine, 'os'>, name: string): LabPackage | undefined => {
	const row = rpmRows[name];
	if (row) return {...row, name};
	const known = fromKubernetes(name);
	if (known) return known;
	const base = Object.values(kinds).find(({os}) => os.id === machine.os.id)?.basePackages;
	return base?.[name] === undefined ? undefined : basePackage(name);
};
