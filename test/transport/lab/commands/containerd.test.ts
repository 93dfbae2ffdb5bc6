import {expect, test} from 'vitest';
import {must, newest, oldest, prepared} from '../../../helpers/machines.ts';

test('The version line is its packager’s', async () => {
	expect(await must(prepared(1, 0, oldest), 'm1', 'containerd --version')).toBe(
		'containerd github.com/containerd/containerd 1.6.20~ds1 1.6.20~ds1-1+deb12u3\n',
	);
	expect(await must(prepared(1, 0), 'm1', 'containerd --version')).toMatch(
		/^containerd github\.com\/containerd\/containerd\/v2 v2\.3\.2 [\da-f]{40}\n$/,
	);
	expect(
		await must(prepared(1, 0, {...newest, containerd: '1.7.30-1~debian.12~bookworm'}), 'm1', 'containerd -v'),
	).toMatch(/^containerd containerd\.io 1\.7\.30 /);
});

test('dump shows the defaults with what the file says, or its mistake', async () => {
	const machines = prepared(1, 0);
	machines
		.filesOf('m1')
		.write(
			'/etc/containerd/config.toml',
			"version = 3\n[plugins.'io.containerd.cri.v1.images'.pinned_images]\nsandbox = 'mirror.example/pause:1'\n",
		);

	expect(await must(machines, 'm1', 'containerd config default')).toContain(
		"sandbox = 'registry.k8s.io/pause:3.10.2'",
	);
	expect(await must(machines, 'm1', 'containerd config dump')).toContain("sandbox = 'mirror.example/pause:1'");

	machines.filesOf('m1').write('/etc/containerd/config.toml', 'version\n');

	expect(await machines.run('m1', 'containerd config dump')).toMatchObject({
		exit: 1,
		stderr: expect.stringContaining('failed to unmarshal TOML'),
	});
	expect((await machines.run('m1', 'containerd config show')).exit).toBe(3);
	expect((await machines.run('m1', 'containerd')).exit).toBe(1);
});
