// A machine as it comes from the installer: swap on, nothing of Kubernetes.
import {createHash} from 'node:crypto';
import {bootModules} from './kernel-modules.ts';
import {bootParameters} from './kernel-parameters.ts';
import type {Kind, MachineKind} from './machines/kind.ts';
import {kinds} from './machines/kinds.ts';
import {uplink} from './uplink.ts';
import type {Machine, World} from './world.ts';

export const digest = (...parts: readonly (string | number)[]): string =>
	createHash('sha256').update(parts.join('\0')).digest('hex');

export const uuidOf = (...parts: readonly (string | number)[]): string =>
	digest(...parts)
		.slice(0, 32)
		.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-a$4-$5');

export const createMachine = (
	name: string,
	address: string,
	options: {
		readonly seed: number;
		readonly now: number;
		readonly clockOffset: number;
		/** Left out: Debian 12. */
		readonly kind?: MachineKind;
		/** It has a second network. */
		readonly uplink?: true;
	},
): Machine => {
	const {seed, now} = options;
	const booted = now - 40 * 60_000;
	const mac = `52:54:00:${digest('mac', seed, name)
		.slice(0, 6)
		.replace(/(..)(?!$)/g, '$1:')}`;
	const kind: Kind = kinds[options.kind ?? 'debian-12'];
	const kernel = kind.kernel.release;
	return {
		name,
		power: 'on',
		booted,
		os: kind.os,
		kernel,
		cgroup: kind.cgroup,
		...(kind.selinux && {selinux: kind.selinux}),
		cpus: 2,
		memoryMiB: 4096,
		machineId: digest('machine-id', seed, name).slice(0, 32),
		productUuid: uuidOf('product', seed, name),
		mac,
		addresses: [{nic: 'eth0', address, prefix: 24}, ...(options.uplink ? [{...uplink}] : [])],
		hostname: name,
		timezone: 'Etc/UTC',
		clockOffset: options.clockOffset,
		modules: [...(kind.bootModules ?? bootModules)],
		sysctl: {
			...bootParameters(kind, address, seed),
			'kernel.hostname': name,
			'kernel.osrelease': kernel,
			'kernel.random.boot_id': uuidOf('boot', seed, name, booted),
		},
		swaps: [{device: kind.swap.device, sizeKiB: kind.swap.sizeKiB}],
		units: Object.fromEntries(
			kind.units.map((unit, index) => [
				unit,
				{
					state: 'active',
					enabled: true,
					masked: false,
					since: booted + 3000,
					pid: 300 + index * 17,
					restarts: 0,
				},
			]),
		),
		packages: Object.fromEntries(
			Object.entries(kind.basePackages).map(([name, version]) => [name, {version, held: false}]),
		),
		aptLists: [],
		journal: [],
		firewall: {iptables: [], nft: '', ufw: {active: false, rules: []}},
		images: [],
		containers: [],
		strangers: {},
		jobs: {},
	};
};

/** A process id that nobody else has. */
export const nextPid = (machine: Machine, world: World): number => {
	const highest = Math.max(
		1200,
		...Object.values(machine.units).map(unit => unit.pid),
		...machine.journal.slice(-20).map(entry => entry.pid),
	);
	return highest + 3 + (world.seed % 5);
};
