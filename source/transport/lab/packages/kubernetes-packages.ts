// What pkgs.k8s.io, the older repositories and Docker publish, by the minor or line that a version belongs to.
import type {LabPackage} from '../package.ts';
import {dockerPackages, dockerReleases} from './docker-packages.ts';

type Row = Omit<LabPackage, 'name'>;

const minorOf = (version: string): number => Number(/^1\.(\d+)/.exec(version)?.[1] ?? 0);

/** Old repositories' versions end in -00; their packages enabled and started the kubelet by themselves. */
const isOld = (version: string): boolean => /-00/.test(version);

const plugins = [
	'bandwidth',
	'bridge',
	'dhcp',
	'dummy',
	'firewall',
	'flannel',
	'host-device',
	'host-local',
	'ipvlan',
	'loopback',
	'macvlan',
	'portmap',
	'ptp',
	'sbr',
	'static',
	'tap',
	'tuning',
	'vlan',
	'vrf',
];

/** containernetworking/plugins took flannel's plugin out with 1.0: flannel's own DaemonSet brings it since. */
const pluginsOf = (version: string): readonly string[] =>
	version.startsWith('0.')
		? plugins.filter(name => !['dummy', 'tap'].includes(name))
		: plugins.filter(name => name !== 'flannel');

const dockerConfig = `#   Copyright 2018-2022 Docker Inc.

#   Licensed under the Apache License, Version 2.0 (the "License");
#   you may not use this file except in compliance with the License.

disabled_plugins = ["cri"]

#root = "/var/lib/containerd"
#state = "/run/containerd"
#subreaper = true
#oom_score = 0

#[grpc]
#  address = "/run/containerd/containerd.sock"
#  uid = 0
#  gid = 0
`;

export const kubernetesPackages: Readonly<Record<string, Row>> = {
	kubeadm: {
		size: 12600,
		installed: 71300,
		summary: 'Command-line utility for administering a Kubernetes cluster',
		section: 'admin',
		programs: ['/usr/bin/kubeadm'],
		depends: version =>
			isOld(version)
				? ['kubelet', 'kubectl', 'kubernetes-cni', 'cri-tools']
				: minorOf(version) < 32
					? ['cri-tools']
					: [],
	},
	kubelet: {
		size: 13100,
		installed: 60300,
		summary: 'Node agent for Kubernetes clusters',
		section: 'admin',
		programs: ['/usr/bin/kubelet'],
		depends: version =>
			minorOf(version) < 32
				? [
						'iptables',
						'kubernetes-cni',
						'iproute2',
						'socat',
						'util-linux',
						'mount',
						'ebtables',
						'ethtool',
						'conntrack',
					]
				: ['iptables', 'kubernetes-cni', 'iproute2', 'mount', 'util-linux'],
		files: () => ({'/etc/default/kubelet': 'KUBELET_EXTRA_ARGS=\n'}),
		startedWhen: isOld,
		units: ['kubelet.service'],
	},
	kubectl: {
		size: 11_900,
		installed: 58_300,
		summary: 'Command-line utility for interacting with a Kubernetes cluster',
		programs: ['/usr/bin/kubectl'],
		section: 'admin',
	},
	'cri-tools': {
		size: 16_400,
		installed: 40_800,
		summary: 'Command-line utility for interacting with a container runtime',
		programs: ['/usr/bin/crictl'],
		section: 'admin',
	},
	'kubernetes-cni': {
		size: 39500,
		installed: 108e3,
		summary: 'Binaries required to provision kubernetes container networking',
		section: 'admin',
		files: version => Object.fromEntries(pluginsOf(version).map(name => [`/opt/cni/bin/${name}`, ''])),
	},
	'containerd.io': {
		size: 31800,
		installed: 124e3,
		summary: 'An open and reliable container runtime',
		conflicts: ['containerd', 'runc'],
		programs: ['/usr/bin/containerd', '/usr/bin/ctr', '/usr/bin/containerd-shim-runc-v2', '/usr/bin/runc'],
		files: () => ({'/etc/containerd/config.toml': dockerConfig}),
		units: ['containerd.service'],
	},
	...dockerPackages,
};

type Line = {readonly patches: readonly number[]; readonly cri: string; readonly cni: string};

const down = (from: number, count: number): readonly number[] =>
	Array.from({length: Math.min(count, from + 1)}, (_, index) => from - index);

/** The newest patch releases of each minor, and the tools published beside them. */
const lines: Readonly<Record<number, Line>> = {
	24: {patches: down(17, 3), cri: '1.24.2', cni: '1.2.0'},
	25: {patches: down(16, 3), cri: '1.25.0', cni: '1.2.0'},
	26: {patches: down(15, 3), cri: '1.26.0', cni: '1.2.0'},
	27: {patches: down(16, 3), cri: '1.27.1', cni: '1.2.0'},
	28: {patches: down(15, 3), cri: '1.28.0', cni: '1.2.0'},
	29: {patches: down(14, 3), cri: '1.29.0', cni: '1.3.0'},
	30: {patches: down(14, 3), cri: '1.30.1', cni: '1.4.0'},
	31: {patches: down(14, 5), cri: '1.31.1', cni: '1.5.1'},
	32: {patches: down(13, 5), cri: '1.32.0', cni: '1.6.0'},
	33: {patches: down(13, 5), cri: '1.33.0', cni: '1.6.0'},
	34: {patches: down(11, 5), cri: '1.34.0', cni: '1.7.1'},
	35: {patches: down(8, 5), cri: '1.35.0', cni: '1.8.0'},
	36: {patches: down(4, 5), cri: '1.36.0', cni: '1.9.0'},
	37: {patches: down(1, 2), cri: '1.37.0', cni: '1.9.1'},
};

type Source = {packages: Record<string, string[]>; keyUrl?: string; reachable: boolean};

const publicSource = (minor: number, {patches, cri, cni}: Line): readonly [string, Source] => {
	const base = `https://pkgs.k8s.io/core:/stable:/v1.${minor}/deb`;
	const versions = patches.map(patch => `1.${minor}.${patch}-1.1`);
	return [
		base,
		{
			packages: {
				kubeadm: versions,
				kubelet: versions,
				kubectl: versions,
				'cri-tools': [`${cri}-1.1`],
				'kubernetes-cni': [`${cni}-1.1`],
			},
			keyUrl: `${base}/Release.key`,
			reachable: true,
		},
	];
};

const dockerVersions = [
	'2.3.2',
	'2.3.1',
	'2.2.4',
	'2.2.3',
	'2.1.6',
	'2.1.5',
	'2.0.7',
	'1.7.30',
	'1.7.29',
	'1.7.28',
].map(version => `${version}-1~debian.12~bookworm`);

/** One source for all minors, frozen at 1.28.2. */
const oldVersions = [
	'1.28.2-00',
	'1.27.6-00',
	'1.26.9-00',
	'1.25.14-00',
	'1.24.17-00',
	'1.23.17-00',
	'1.22.17-00',
	'1.21.14-00',
	'1.20.15-00',
	'1.20.14-00',
	'1.20.2-00',
	'1.20.1-00',
	'1.20.0-00',
];

export const packageSources: Readonly<Record<string, Source>> = {
	...Object.fromEntries(Object.entries(lines).map(([minor, line]) => publicSource(Number(minor), line))),
	'https://download.docker.com/linux/debian': {
		packages: {'containerd.io': dockerVersions, ...dockerReleases},
		keyUrl: 'https://download.docker.com/linux/debian/gpg',
		reachable: true,
	},
	// Frozen, and still there: the one place that has 1.20 to 1.23.
	'https://mirrors.aliyun.com/kubernetes/apt': {
		packages: {
			kubeadm: oldVersions,
			kubelet: oldVersions,
			kubectl: oldVersions,
			'cri-tools': ['1.19.0-00', '1.13.0-01'],
			'kubernetes-cni': ['0.8.7-00', '0.8.6-00'],
		},
		keyUrl: 'https://mirrors.aliyun.com/kubernetes/apt/doc/apt-key.gpg',
		reachable: true,
	},
};
