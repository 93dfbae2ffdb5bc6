import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

test('df tells how much is left, for a path and in several units', async () => {
	const {say, run} = labShell();

	expect(await say('df -Pk /var/lib | head -n 1')).toBe(
		'Filesystem 1024-blocks    Used Available Capacity Mounted on',
	);
	expect(Number(await say(`df -Pk /var/lib | awk 'NR == 2 {print int($4 / 1048576)}'`))).toBeGreaterThan(10);
	expect(await say('df -h / | tail -n 1')).toMatch(/^\/dev\/vda1 +30G +\S+ +2\dG +\d+% \/$/);
	expect(await say('df --output=target /etc | tail -n 1')).toBe('/');
	expect((await run('df /nope')).stderr).toBe('df: /nope: No such file or directory\n');
});

test('Mounts are listed and found', async () => {
	const {say, run} = labShell();

	expect(await say('mount | grep cgroup2')).toBe(
		'cgroup2 on /sys/fs/cgroup type cgroup2 (rw,nosuid,nodev,noexec,relatime,nsdelegate,memory_recursiveprot)',
	);
	expect(await say('findmnt -no FSTYPE /; findmnt -n -o TARGET -T /etc/hosts')).toBe('ext4\n/');
	expect((await run('findmnt /nope')).exit).toBe(1);
	expect((await run('mountpoint -q /')).exit).toBe(0);
	expect((await run('mountpoint -q /etc')).exit).toBe(32);
});

test('The disk shows its swap only while that is on', async () => {
	const {say} = labShell();
	expect(await say('lsblk | grep -c SWAP; lsblk -f | grep -c SWAP; blkid | grep -c swap')).toBe('1\n1\n1');
	await say('swapoff -a');

	expect(await say('lsblk | grep -c SWAP')).toBe('0');
});
