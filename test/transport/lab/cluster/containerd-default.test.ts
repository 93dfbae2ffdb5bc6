import {expect, test} from 'vitest';
import {defaultSandbox, readContainerdConfig} from '../../../../source/transport/lab/cluster/containerd-config.ts';
import {defaultConfig} from '../../../../source/transport/lab/cluster/containerd-default.ts';

test.each([
	['1.6.20~ds1', 2],
	['1.7.30', 2],
	['2.2.4', 3],
	['2.3.2', 4],
])('containerd %s prints version %i, and reads what it prints as its own defaults', (version, scheme) => {
	const text = defaultConfig(version, defaultSandbox(version), version.includes('ds'));

	expect(text).toContain(`version = ${scheme}\n`);
	expect(readContainerdConfig(text, version)).toMatchObject({
		cri: true,
		systemdCgroup: false,
		sandboxImage: defaultSandbox(version),
	});
});

const edited = (version: string) =>
	readContainerdConfig(
		defaultConfig(version, defaultSandbox(version), false)
			.replace('SystemdCgroup = false', 'SystemdCgroup = true')
			.replace(/sandbox_image = .*/, 'sandbox_image = "mirror.example/pause:1"'),
		version,
	);

test('The one-line edit of the driver works on both schemes, the one of the pause image only on the old', () => {
	expect(edited('1.7.30')).toMatchObject({systemdCgroup: true, sandboxImage: 'mirror.example/pause:1'});
	expect(edited('2.3.2')).toMatchObject({systemdCgroup: true, sandboxImage: defaultSandbox('2.3.2')});
});
