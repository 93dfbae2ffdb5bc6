import {expect, test} from 'vitest';
import {allSources, packageOf} from '../../../../source/transport/lab/packages/catalogue.ts';
import {dependsOf} from '../../../../source/transport/lab/packages/resolve.ts';

test('Every package that a source offers is known, and so is all it needs', () => {
	const missing = Object.values(allSources()).flatMap(({packages}) =>
		Object.entries(packages).flatMap(([name, versions]) => {
			const item = packageOf(name);
			if (!item) return [name];
			return versions.flatMap(version => dependsOf(item, version)).filter(needed => !packageOf(needed));
		}),
	);

	expect(missing).toEqual([]);
});

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
