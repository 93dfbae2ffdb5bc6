import {expect, test} from 'vitest';
import {eventsOf, phase, user, withStorage} from '../../../helpers/lab-storage.ts';

const share = {name: 'data', nfs: {server: '10.77.0.9', path: '/srv/volumes'}};

test('Without mount.nfs on the node an NFS volume cannot be mounted, in the kubelet’s and mount’s words', async () => {
	const {world, wait, filesOf} = await withStorage({provisioner: false});
	const {uid} = user(world, 'web', '', {nodeName: 'w1', volumes: [share]}).metadata;
	wait(5);
	const target = `/var/lib/kubelet/pods/${uid}/volumes/kubernetes.io~nfs/data`;
	expect(eventsOf(world, 'web').at(-1)).toBe(
		`FailedMount: MountVolume.SetUp failed for volume "data" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs 10.77.0.9:/srv/volumes ${target}\nOutput: mount: ${target}: bad option; for several filesystems (e.g. nfs, cifs) you might need a /sbin/mount.<type> helper program.\n`,
	);
	expect(phase(world, 'Pod', 'web')).toBe('Pending');

	filesOf('w1').write('/sbin/mount.nfs', '', 0o755);
	wait(20);
	expect(eventsOf(world, 'web').at(-1)).toContain('mount.nfs: Connection timed out');

	world.outside.fileServers = {'10.77.0.9': {exports: ['/srv/other'], files: {}}};
	wait(20);
	expect(eventsOf(world, 'web').at(-1)).toContain(
		'mount.nfs: access denied by server while mounting 10.77.0.9:/srv/volumes',
	);

	world.outside.fileServers['10.77.0.9']!.exports = ['/srv'];
	wait(20);
	expect(phase(world, 'Pod', 'web')).toBe('Running');
});

test('CentOS 7’s mount says it in the older words', async () => {
	const {world, wait, machine} = await withStorage({provisioner: false});
	machine('w1').os = {...machine('w1').os, id: 'centos'};
	user(world, 'web', '', {nodeName: 'w1', volumes: [share]});
	wait(5);
	expect(eventsOf(world, 'web').at(-1)).toContain(
		'mount: wrong fs type, bad option, bad superblock on 10.77.0.9:/srv/volumes,',
	);
});
