// Which kernel a host runs: read from the host before its first script, because what kube-proxy can do goes by it.
import type {Fact} from '../source/engine/declare.ts';
import {sh} from '../source/engine/script.ts';
import {assumedSystem, type SystemName} from './system.ts';

/** What `uname -r` prints, such as 6.1.0-28-amd64. */
export const kernelFact: Fact = {
	ask: () => sh`uname -r`,
	parse: output => /^\d+\.\d+\S*$/m.exec(output)?.[0],
	shown: {title: {en: 'Kernel', zh: '内核'}, brief: value => value},
};

/** The kernel that a system is released with: what its scripts are printed for before a host was asked. */
export const kernels: Readonly<Record<SystemName, string>> = {
	'debian-12': '6.1',
	'debian-13': '6.12',
	'ubuntu-22.04': '5.15',
	'ubuntu-24.04': '6.8',
	'rocky-9': '5.14',
	'openeuler-24.03': '6.6',
	'centos-7': '3.10',
};

export const assumedKernel = kernels[assumedSystem];

export type Kernel = readonly [major: number, minor: number];

/** [6, 1] of "6.1.0-28-amd64". */
export const kernelOf = (release: string): Kernel => {
	const [major = 0, minor = 0] = release.split(/\D/).map(Number);
	return [major, minor];
};

/** One number that grows with the kernel. */
export const kernelNumber = ([major, minor]: Kernel): number => major * 1000 + minor;

export const spellKernel = (kernel: Kernel): string => kernel.join('.');
