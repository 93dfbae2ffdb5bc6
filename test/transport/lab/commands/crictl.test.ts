import {expect, test} from 'vitest';
import {must, prepared} from '../../../helpers/machines.ts';

test('crictl finds its socket in its file, its environment or its flags', async () => {
	const machines = prepared(1, 0);
	machines.filesOf('m1').write('/etc/crictl.yaml', 'runtime-endpoint: unix:///run/crio/crio.sock\n');

	expect(await machines.run('m1', 'crictl ps')).toMatchObject({
		exit: 1,
		stderr: expect.stringContaining('validate CRI v1 runtime API for endpoint \\"unix:///run/crio/crio.sock\\"'),
	});
	expect(await must(machines, 'm1', 'crictl --runtime-endpoint unix:///run/containerd/containerd.sock ps')).toContain(
		'CONTAINER',
	);

	await must(machines, 'm1', 'crictl config --set runtime-endpoint=unix:///run/containerd/containerd.sock');

	expect(await must(machines, 'm1', 'crictl ps')).toContain('CONTAINER');
});

test('Its own version needs no runtime, an unknown verb ends with 3', async () => {
	const machines = prepared(1, 0);
	machines.systemctl('m1', 'stop', 'containerd');

	expect(await must(machines, 'm1', 'crictl --version')).toBe('crictl version v1.36.4\n');
	expect((await machines.run('m1', 'crictl nonsense')).exit).toBe(3);
});
