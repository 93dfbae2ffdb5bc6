import {expect, test} from 'vitest';
import {defaultSandbox, readContainerdConfig} from '../../../../source/transport/lab/cluster/containerd-config.ts';

const runtime = (text: string | undefined, version: string) => {
	const read = readContainerdConfig(text, version);
	if ('error' in read) throw new Error(read.error);
	return read;
};

test('Without a file containerd runs on its defaults: cgroupfs, its own pause image, the CRI plugin on', () => {
	expect(runtime(undefined, '2.3.2')).toMatchObject({
		cri: true,
		systemdCgroup: false,
		sandboxImage: defaultSandbox('2.3.2'),
	});
});

test('The old names of the systemd driver and the pause image are ignored by version 3, as on real hosts', () => {
	const old = `version = 3
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "mirror.example/pause:3.9"
[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
  SystemdCgroup = true
`;

	expect(runtime(old, '2.2.4')).toMatchObject({systemdCgroup: false, sandboxImage: 'registry.k8s.io/pause:3.10.1'});
	expect(runtime(old.replace('version = 3', 'version = 2'), '1.7.28')).toMatchObject({
		systemdCgroup: true,
		sandboxImage: 'mirror.example/pause:3.9',
	});
});

test('Names of version 3 count in 2.x', () => {
	const text = `version = 3
[plugins.'io.containerd.cri.v1.images'.pinned_images]
  sandbox = 'mirror.example/pause:3.10.2'
[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc.options]
  SystemdCgroup = true
`;

	expect(runtime(text, '2.3.2')).toMatchObject({systemdCgroup: true, sandboxImage: 'mirror.example/pause:3.10.2'});
});

test("The file of Docker's package switches the CRI plugin off", () => {
	expect(runtime('disabled_plugins = ["cri"]\n', '1.7.28').cri).toBe(false);
	// As containerd 1.6.20 says it on Debian 12.
	expect(readContainerdConfig('version = 2\ndisabled_plugins = ["cri"]\n', '1.6.20')).toEqual({
		error: 'containerd: failed to load TOML from /etc/containerd/config.toml: invalid disabled plugin URI "cri" expect io.containerd.x.vx',
	});
});

test('Each line complains about a broken file in its own words', () => {
	expect(readContainerdConfig('version = 2\nroot\n', '1.6.20~ds1')).toEqual({
		error: expect.stringMatching(/^containerd: failed to load TOML: \/etc\/containerd\/config.toml: \(2, 5\)/),
	});
	expect(readContainerdConfig('version = 3\nroot\n', '2.3.2')).toEqual({
		error: expect.stringMatching(/^containerd: failed to unmarshal TOML at row 2 column 5/),
	});
});

test('A version that is newer than containerd is refused', () => {
	expect(readContainerdConfig('version = 4\n', '2.2.4')).toEqual({
		error: expect.stringContaining('equal to or less than `3`'),
	});
});
