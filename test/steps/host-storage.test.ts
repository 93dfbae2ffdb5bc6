import {expect, test} from 'vitest';
import {hostStorage} from '../../steps/host-storage.ts';
import {bareHosts} from '../helpers/lab-hosts.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';
import {runHere} from '../helpers/scripts.ts';

const scriptOf = (id: string): string => hostStorage.find(task => task.id === id)!.check.ask(givenFor(labPlan, 'm1'));

const here = (id: string, world: string) => runHere(`set -euo pipefail\n${world}\n${scriptOf(id)}`);

test.each(hostStorage.map(({id}) => id))('%s: a bare host of the lab is as it should be', async id => {
	const {exit} = await bareHosts('m1').run('m1', scriptOf(id));
	expect(exit).toBe(0);
});

test.each([
	['99%', 1],
	['95%', 0],
	['-', 0],
])('With %s of the inodes used the answer is %i', (used, exit) => {
	expect(here('inodes', `df() { echo head; echo "/dev/vda1 100 99 1 ${used} /"; }`).exit).toBe(exit);
});

/** The script's own awk, over these mounts. */
const mounted = (...mounts: readonly string[]): string =>
	`awk() { printf '%s\\n' ${mounts.map(mount => `'${mount}'`).join(' ')} | command awk "$1"; }`;

const disk = '/dev/vda1 / ext4 rw,relatime 0 0';

test.each([
	[[disk], 0, 'all of them'],
	[[disk, '/dev/vdb1 /opt ext4 rw,nosuid,noexec 0 0'], 1, '/opt is mounted noexec'],
	[['/dev/vda1 / ext4 ro,relatime 0 0', 'tmpfs /run tmpfs rw 0 0'], 1, '/var/lib is mounted read-only'],
	[[disk, '/dev/vdb1 /opt/data ext4 rw,noexec 0 0'], 0, 'all of them'],
	[['/dev/vda1 / ext4 ro 0 0', disk], 0, 'all of them'],
])('Mounts %j answer %i', (mounts, exit, words) => {
	const answer = here('writable-directories', mounted(...mounts));
	expect(answer.output).toContain(words);
	expect(answer.exit).toBe(exit);
});

test.each([
	['nas:/k8s /var/lib nfs4 rw 0 0', 1],
	['/dev/vdb1 /var/lib xfs rw 0 0', 0],
	['nas:/home /home nfs4 rw 0 0', 0],
])('With the mount %s the answer is %i', (mount, exit) => {
	expect(here('storage-kind', mounted(disk, mount)).exit).toBe(exit);
});

test('A /run that is full is said to be memory', () => {
	const {exit, output} = here('room-in-run', 'df() { echo head; echo "tmpfs 401984 400000 1984 99% /run"; }');
	expect(exit).toBe(1);
	expect(output).toContain('1 MiB free in /run');
});
