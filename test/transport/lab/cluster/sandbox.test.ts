import {expect, test} from 'vitest';
import {get, put} from '../../../../source/transport/lab/cluster/objects.ts';
import {makeSandbox} from '../../../../source/transport/lab/cluster/sandbox.ts';
import type {PodSync} from '../../../../source/transport/lab/world.ts';
import {connected, type Machines} from '../../../helpers/machines.ts';

const attempt = ({world, machine, filesOf}: Machines, hostNetwork = false) => {
	const pod = put(world, {apiVersion: 'v1', kind: 'Pod', metadata: {name: 'a'}, spec: {containers: [], hostNetwork}});
	const sync: PodSync = {restarts: {}, tries: 0, retryAt: 0, hash: ''};
	return {
		made: makeSandbox(
			{world, machine: machine('m1'), files: filesOf('m1'), filesOf},
			pod,
			sync,
			machine('m1').runtime!,
		),
		sync,
	};
};

test('A pod gets an address of its node’s subnet, a pod of the host’s network the host’s', async () => {
	const machines = await connected(1, 0);
	const cidr = String(get(machines.world, 'Node', 'm1')?.spec?.['podCIDR']);

	expect(attempt(machines)).toMatchObject({
		made: 'made',
		sync: {ip: expect.stringMatching(new RegExp(`^${cidr.replace(/\.0\/24$/, '')}\\.\\d+$`))},
	});
	expect(attempt(machines, true).sync.ip).toBe('10.77.0.11');
});

test('A missing plugin binary, flannel’s missing file and a missing network stop it in the real words', async () => {
	const machines = await connected(1, 0);
	machines.filesOf('m1').remove('/opt/cni/bin/portmap');

	expect(attempt(machines).made).toMatchObject({
		message: expect.stringContaining(
			'plugin type="portmap" failed (add): failed to find plugin "portmap" in path [/opt/cni/bin]',
		),
	});

	machines.filesOf('m1').write('/opt/cni/bin/portmap', '');
	machines.filesOf('m1').write('/opt/cni/bin/flannel', '');
	machines.filesOf('m1').write('/etc/cni/net.d/10-bridge.conflist', '{"name":"cbr0","plugins":[{"type":"flannel"}]}');

	expect(attempt(machines).made).toMatchObject({
		message: expect.stringContaining('/run/flannel/subnet.env: no such file or directory'),
	});

	machines.filesOf('m1').remove('/etc/cni/net.d');

	expect(attempt(machines).made).toMatchObject({message: expect.stringContaining('cni plugin not initialized')});
});

test('A kubelet on cgroupfs above a runtime on systemd gets no sandbox at all', async () => {
	const machines = await connected(1, 0);
	machines.machine('m1').kubelet!.cgroupDriver = 'cgroupfs';

	expect(attempt(machines).made).toMatchObject({
		message: expect.stringContaining(
			'expected cgroupsPath to be of format "slice:prefix:name" for systemd cgroups',
		),
	});
});

test('A pause image that cannot be pulled is named twice', async () => {
	const machines = await connected(1, 0);
	machines.machine('m1').runtime!.sandboxImage = 'registry.example.com/pause:9';

	expect(attempt(machines).made).toMatchObject({
		reason: 'FailedCreatePodSandBox',
		message: expect.stringContaining(
			'failed to get sandbox image "registry.example.com/pause:9": failed to pull image "registry.example.com/pause:9"',
		),
	});
});
