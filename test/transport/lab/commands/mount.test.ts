import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

test('An NFS export is mounted, listed and unmounted in the words of mount', async () => {
	const {say, run, lab} = labShell(['m1'], {fileServers: {'10.77.0.9': {exports: ['/srv'], files: {}}}});
	lab.filesOf('m1').write('/sbin/mount.nfs', '', 0o755);

	expect((await run('mount -t nfs 10.77.0.9:/srv /nope')).stderr).toBe('mount: /nope: mount point does not exist.\n');
	expect((await run('mount -t nfs 10.77.0.9:/home /mnt')).exit).toBe(32);
	await say('mount -t nfs -o soft,retry=0 10.77.0.9:/srv /mnt');
	expect(await say('mount | grep /mnt')).toMatch(/^10\.77\.0\.9:\/srv on \/mnt type nfs4 \(rw,/);
	expect(await say('umount /mnt; mount | grep -c /mnt')).toBe('0');
	expect(await run('umount /mnt')).toMatchObject({exit: 32, stderr: 'umount: /mnt: not mounted.\n'});
});
