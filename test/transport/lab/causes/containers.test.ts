import {expect, test} from 'vitest';
import {containersEnd} from '../../../../source/transport/lab/causes/containers.ts';
import {connected} from '../../../helpers/machines.ts';

test('A restart of the machine ends every container, and the kubelet starts them anew', async () => {
	const {world, filesOf, machine, off, on, wait} = await connected(1, 1);
	const before = machine('w1').containers.find(({name}) => name === 'kube-proxy')!;
	off('w1');
	on('w1');
	wait(30);
	const after = machine('w1').containers.findLast(({name}) => name === 'kube-proxy')!;

	expect(before).toMatchObject({state: 'exited', exitCode: 255});
	expect(after).toMatchObject({state: 'running', attempt: 1});
	expect(containersEnd(world, filesOf)).toBe(false);
});

test('Two cgroup managers in one tree: pods start and go again after a while', async () => {
	const {machine, filesOf, systemctl, wait} = await connected(1, 1);
	filesOf('w1').write(
		'/etc/containerd/config.toml',
		filesOf('w1').read('/etc/containerd/config.toml')!.replace('SystemdCgroup = true', 'SystemdCgroup = false'),
	);
	systemctl('w1', 'restart', 'containerd');
	machine('w1').kubelet!.cgroupDriver = 'systemd';
	wait(240);

	expect(machine('w1').containers.filter(container => container.exitCode === 137).length).toBeGreaterThan(0);
});
