import {expect, test} from 'vitest';
import {letters} from '../../../../source/transport/lab/commands/listing.ts';
import {labShell} from '../../../helpers/lab-shell.ts';

test('Modes are written in letters', () => {
	expect(letters(0o755)).toBe('rwxr-xr-x');
	expect(letters(0o1777)).toBe('rwxrwxrwt');
	expect(letters(0o600)).toBe('rw-------');
});

test('A long listing has root as the owner, links lead somewhere', async () => {
	const {say} = labShell();

	expect(await say('ls -l /etc/hostname /etc/mtab; ls -ld /root')).toMatch(
		/^-rw-r--r-- 1 root root +3 Nov 23 08:20 \/etc\/hostname\nlrwxrwxrwx 1 root root +19 Nov 23 08:20 \/etc\/mtab -> \.\.\/proc\/self\/mounts\ndrwx------ 3 root root 4096 Nov 23 08:20 \/root$/,
	);
	expect(await say('mkdir /tmp/d; touch /tmp/d/b /tmp/d/a /tmp/d/.h; ls /tmp/d; ls -A /tmp/d; ls -1 -r /tmp/d')).toBe(
		'a\nb\n.h\na\nb\nb\na',
	);
});

test('What is not there is said on standard error, the rest is listed', async () => {
	expect(await labShell().run('ls /nope /etc/hostname')).toEqual({
		stdout: '/etc/hostname\n',
		stderr: "ls: cannot access '/nope': No such file or directory\n",
		exit: 2,
	});
});

test('stat prints what its format asks for', async () => {
	const {say, run} = labShell();

	expect(await say('stat -c "%a %U %G %s %F" /etc/hostname; stat -fc %T /sys/fs/cgroup; stat -c %F /etc/mtab')).toBe(
		'644 root root 3 regular file\ncgroup2fs\nsymbolic link',
	);
	expect((await run('stat /nope')).stderr).toBe("stat: cannot statx '/nope': No such file or directory\n");
});
