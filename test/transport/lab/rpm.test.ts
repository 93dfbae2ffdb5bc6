import {expect, test} from 'vitest';
import {allSources} from '../../../source/transport/lab/packages/catalogue.ts';
import {rpmDependents} from '../../../source/transport/lab/rpm/plan.ts';
import {providerOf, rpmPackageOf} from '../../../source/transport/lab/rpm/packages.ts';
import {isExcluded, matchesPattern, reposOf} from '../../../source/transport/lab/rpm/repos.ts';
import {labShell} from '../../helpers/lab-shell.ts';

const {lab} = labShell(['m1'], {hosts: [{name: 'm1', address: '10.77.0.11', role: 'x', machine: 'rocky-9'}]});
const machine = lab.world.machines['m1']!;
const files = lab.filesOf('m1');

test('A repository is read with its variables filled in and its values over several lines', () => {
	files.write(
		'/etc/yum.repos.d/own.repo',
		'[own]\nname = Mine $releasever\nbaseurl=http://mirror.example/${basearch}/\nenabled=0\nexclude=a*\n  b c\n',
	);
	const own = reposOf(machine, files).find(({id}) => id === 'own')!;

	expect(own).toMatchObject({name: 'Mine 9', base: 'http://mirror.example/x86_64', enabled: false, checked: true});
	expect(own.excludes).toEqual(['a*', 'b', 'c']);
	expect(isExcluded(machine, files, own, 'abc', new Set())).toBe(true);
	expect(isExcluded(machine, files, own, 'abc', new Set(['own']))).toBe(false);
	expect(matchesPattern('kubeadm', 'kube*')).toBe(true);
});

test('Every repository that a system comes with is there, but for the mirrors that are gone', () => {
	const all = allSources();
	for (const {base} of reposOf(machine, files).filter(({enabled}) => enabled)) expect(all).toHaveProperty([base!]);
});

test('Each minor that has a source for Debian has one for Red Hat’s family, with the same versions', () => {
	const all = allSources();
	const minors = Object.keys(all).filter(base => /pkgs\.k8s\.io.*\/deb$/.test(base));
	expect(minors.length).toBeGreaterThan(5);
	for (const deb of minors) {
		const versions = (base: string) => all[base]!.packages['kubeadm']!.map(version => version.split('-')[0]);
		expect(versions(deb.replace(/deb$/, 'rpm'))).toEqual(versions(deb));
	}
});

test('Docker built nothing newer than containerd 1.6 for CentOS 7', () => {
	const {packages} = allSources()['https://download.docker.com/linux/centos/7/x86_64/stable']!;
	expect(packages['containerd.io']!.every(version => version.startsWith('1.6.'))).toBe(true);
});

test('A capability is what provides it, and what needs a package goes with it', () => {
	expect(providerOf(machine, 'iptables')).toBe('iptables-nft');
	expect(providerOf(machine, 'socat')).toBe('socat');
	expect(rpmPackageOf(machine, 'kubelet')?.files?.('1.36.4')).toHaveProperty(['/etc/sysconfig/kubelet']);
	expect(rpmDependents({...machine, packages: {keepalived: {version: '2', held: false}}}, ['net-snmp-libs'])).toEqual(
		['net-snmp-libs', 'keepalived'],
	);
});
