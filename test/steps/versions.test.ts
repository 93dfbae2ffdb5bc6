import {expect, test} from 'vitest';
import {
	defaultMinor,
	firstWith,
	lastWith,
	minorNumber,
	nearestMinors,
	versionOf,
	versions,
	type Version,
} from '../../steps/versions.ts';

/** "1.20-1.21 v1beta2, 1.22-1.30 v1beta3, ...": a column read from top to bottom. */
const column = (read: (version: Version) => unknown): string =>
	versions
		.reduce<{value: string; minors: string[]}[]>((runs, version) => {
			const value = String(read(version));
			const last = runs.at(-1);
			if (last?.value === value) last.minors.push(version.minor);
			else runs.push({value, minors: [version.minor]});
			return runs;
		}, [])
		.map(({value, minors}) => `${[...new Set([minors[0], minors.at(-1)])].join('-')} ${value}`)
		.join(', ');

test('Every minor from 1.20 to 1.37 is there, once and in order', () => {
	expect(versions.map(({minor}) => minorNumber(minor))).toEqual(Array.from({length: 18}, (_, index) => 20 + index));
});

test('The default is a release that is current', () => {
	expect(versionOf(defaultMinor).status).toBe('current');
});

test('What changed from one minor to another changed where the release notes say so', () => {
	expect({
		configApi: column(version => version.configApi),
		criSocket: column(version => version.criSocket),
		docker: column(version => version.docker),
		coredns: column(version => version.corednsPath),
		registry: column(version => version.registry),
		validates: column(version => version.validates),
		kernel: column(version => version.kernel.join('.')),
		cgroupV1: column(version => version.cgroupV1),
		nftables: column(version => version.nftables),
		ipvs: column(version => version.ipvs),
		taint: column(version => version.controlPlaneTaint),
		superAdmin: column(version => version.superAdmin),
		packages: column(version => version.packages),
		conntrack: column(version => version.tools.apt.includes('conntrack')),
	}).toEqual({
		configApi: '1.20-1.21 v1beta2, 1.22-1.30 v1beta3, 1.31-1.37 v1beta4',
		criSocket: '1.20-1.23 path, 1.24-1.37 url',
		docker: '1.20-1.23 dockershim, 1.24-1.37 cri-dockerd',
		coredns: '1.20 coredns, 1.21-1.37 coredns/coredns',
		registry: '1.20-1.24 k8s.gcr.io, 1.25-1.37 registry.k8s.io',
		validates: '1.20-1.25 false, 1.26-1.37 true',
		kernel: '1.20-1.31 3.10, 1.32-1.33 4.19, 1.34-1.37 5.4',
		cgroupV1: '1.20-1.34 true, 1.35-1.37 false',
		nftables: '1.20-1.28 missing, 1.29-1.30 alpha, 1.31-1.32 beta, 1.33-1.37 stable',
		ipvs: '1.20-1.34 stable, 1.35-1.37 deprecated',
		taint: '1.20-1.23 master, 1.24 both, 1.25-1.37 control-plane',
		superAdmin: '1.20-1.28 false, 1.29-1.37 true',
		packages: '1.20-1.23 own, 1.24-1.37 pkgs.k8s.io',
		conntrack: '1.20-1.31 true, 1.32-1.37 false',
	});
});

test('A kubelet that knows only the first CRI gets a containerd that still speaks it', () => {
	const old = versions.filter(({minor}) => minorNumber(minor) < 23);
	expect(old.every(({containerd}) => containerd.every(line => line.startsWith('1.')))).toBe(true);
});

test('A sentence about a feature names the first or the last release that has it', () => {
	expect(firstWith(({configApi}) => configApi === 'v1beta3')).toBe('1.22');
	expect(lastWith(({cgroupV1}) => cgroupV1)).toBe('1.34');
});

test('Of a release that is not offered the nearest one is named', () => {
	expect(nearestMinors(18)).toEqual(['1.20']);
	expect(nearestMinors(40)).toEqual(['1.37']);
});

test('A release outside the table is a mistake of the program, and says so', () => {
	expect(() => versionOf('1.19')).toThrow('Kubernetes 1.19 is not in the table of versions.');
});
