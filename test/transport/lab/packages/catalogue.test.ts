import {expect, test} from 'vitest';
import {allSources, packageOf} from '../../../../source/transport/lab/packages/catalogue.ts';
import {kinds} from '../../../../source/transport/lab/machines/kinds.ts';
import type {LabPackage} from '../../../../source/transport/lab/package.ts';
import {providerOf, rpmPackageOf} from '../../../../source/transport/lab/rpm/packages.ts';
import {dependsOf} from '../../../../source/transport/lab/packages/resolve.ts';

const isRpm = (base: string): boolean => /\/rpm$|\/yum\/|\/linux\/centos|rockylinux|openeuler|centos/.test(base);

const lost = (bases: (base: string) => boolean, known: (name: string) => LabPackage | undefined): readonly string[] =>
	Object.entries(allSources())
		.filter(([base]) => bases(base))
		.flatMap(([, {packages}]) => Object.entries(packages))
		.flatMap(([name, versions]) => {
			const item = known(name);
			if (!item) return [name];
			return versions.flatMap(version => dependsOf(item, version)).filter(needed => !known(needed));
		});

test('Every package that a source offers is known, and so is all it needs', () => {
	expect(lost(base => !isRpm(base), packageOf)).toEqual([]);
});

test.each(['rocky-9', 'openeuler-24.03', 'centos-7'] as const)(
	'%s has what its packages and Kubernetes’ need',
	kind => {
		const {os} = kinds[kind];
		const own = (base: string): boolean =>
			isRpm(base) &&
			!/linux\/centos\//.test(base) &&
			(/k8s|kubernetes/.test(base) || base.toLowerCase().includes(os.id.toLowerCase()));
		expect(lost(own, name => rpmPackageOf({os}, providerOf({os}, name)))).toEqual([]);
	},
);

test('There is a source for each minor, with its key, and one for 1.20', () => {
	const sources = allSources();
	for (const minor of [31, 32, 33, 34, 35, 36, 37]) {
		const source = sources[`https://pkgs.k8s.io/core:/stable:/v1.${minor}/deb`];
		expect(source?.packages['kubeadm']?.[0]).toMatch(new RegExp(`^1\\.${minor}\\.\\d+-1\\.1$`));
		expect(source?.keyUrl).toContain('Release.key');
	}
	expect(sources['https://mirrors.aliyun.com/kubernetes/apt']?.packages['kubeadm']).toContain('1.20.2-00');
	expect(packageOf('nope')).toBeUndefined();
});

test('Each lab has sources of its own to switch off', () => {
	const one = allSources();
	one['https://download.docker.com/linux/debian']!.reachable = false;

	expect(allSources()['https://download.docker.com/linux/debian']!.reachable).toBe(true);
});
