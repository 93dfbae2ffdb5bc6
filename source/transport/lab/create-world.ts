// The world that a lab begins with.
import {createMachine} from './machine.ts';
import type {MachineKind} from './machines/kind.ts';
import {allSources} from './packages/catalogue.ts';
import {mirrorNames, mirrorRegistries} from './packages/public-mirrors.ts';
import type {Outside, World} from './world.ts';

export type LabHost = {
	readonly name: string;
	readonly address: string;
	readonly role: string;
	/** The system that is installed on it. Left out: Debian 12. */
	readonly machine?: MachineKind;
	/** A second network has the default route. */
	readonly uplink?: true;
};

export type LoadBalancer = {readonly address: string; readonly port: number; readonly backends: readonly string[]};

/** Clocks of machines nobody has synchronised drift apart. */
const offsets = [180, -1_340, 2_960, 2_150, -730];

const registries = [
	'registry.k8s.io',
	'docker.io',
	'registry-1.docker.io',
	'ghcr.io',
	'quay.io',
	'k8s.gcr.io',
	'gcr.io',
	...Object.keys(mirrorRegistries),
];

export const createWorld = (
	hosts: readonly LabHost[],
	now: number,
	seed: number,
	loadBalancer?: LoadBalancer,
	fileServers?: Outside['fileServers'],
): World => ({
	now,
	seed,
	machines: Object.fromEntries(
		hosts.map(({name, address, machine: kind, uplink}, index) => [
			name,
			createMachine(name, address, {
				seed,
				now,
				clockOffset: offsets[index % offsets.length]!,
				...(kind && {kind}),
				...(uplink && {uplink}),
			}),
		]),
	),
	outside: {
		packageSources: allSources(),
		registries: Object.fromEntries(registries.map(name => [name, {reachable: true, insecure: false}])),
		names: {
			'deb.debian.org': '151.101.2.132',
			'archive.ubuntu.com': '91.189.91.83',
			'security.ubuntu.com': '91.189.91.81',
			'dl.rockylinux.org': '151.101.2.132',
			'repo.openeuler.org': '121.36.97.194',
			'vault.centos.org': '3.164.68.20',
			'download.docker.com': '18.239.69.91',
			'pkgs.k8s.io': '34.107.204.206',
			...mirrorNames,
			'registry.k8s.io': '34.96.108.209',
			'github.com': '140.82.121.4',
			'ghcr.io': '140.82.121.33',
			'registry-1.docker.io': '54.198.86.24',
			'quay.io': '34.225.41.113',
			'raw.githubusercontent.com': '185.199.108.133',
			'objects.githubusercontent.com': '185.199.108.133',
		},
		...(fileServers && {fileServers: structuredClone(fileServers)}),
		...(loadBalancer && {
			loadBalancer: {
				address: loadBalancer.address,
				port: loadBalancer.port,
				backends: loadBalancer.backends.map(address => ({address, port: 6443})),
			},
		}),
	},
});
