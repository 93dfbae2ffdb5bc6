import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

test('The hostname is the kernel’s now, and the file’s after hostnamectl', async () => {
	const {say, run} = labShell();
	await say('hostname other');
	expect(await say('hostname; cat /etc/hostname; hostnamectl --static')).toBe('other\nm1\nm1');
	await say('hostnamectl set-hostname node-1');

	expect(await say('hostname; cat /etc/hostname; uname -n; hostname -I')).toBe('node-1\nnode-1\nnode-1\n10.77.0.11 ');
	expect((await run('hostnamectl set-hostname -- "a b"')).stderr).toBe(
		"Could not set static hostname: Invalid hostname 'a b'\n",
	);
	expect(await say('hostnamectl | grep -c Kernel')).toBe('1');
});

test('The machine says what it is', async () => {
	const {say, run} = labShell();

	expect(await say('uname -sr; uname -m; nproc; id -un; id -u; groups')).toBe(
		'Linux 6.1.0-28-amd64\nx86_64\n2\nroot\n0\nroot',
	);
	expect(await say('id')).toBe('uid=0(root) gid=0(root) groups=0(root)');
	expect((await run('id nobodyelse')).stderr).toBe('id: ‘nobodyelse’: no such user\n');
	expect(await run('systemd-detect-virt')).toMatchObject({stdout: 'kvm\n', exit: 0});
	expect((await run('systemd-detect-virt --container --quiet')).exit).toBe(1);
});

test('Names are looked up in the hosts file, then outside', async () => {
	const {say, run} = labShell();

	expect(await say('getent hosts m1')).toMatch(/^127\.0\.1\.1 +m1$/);
	expect(await say('getent ahosts deb.debian.org | head -n 1')).toMatch(
		/^151\.101\.2\.132 +STREAM deb\.debian\.org$/,
	);
	expect((await run('getent -s dns hosts m1')).exit).toBe(2);
	expect(await say('getent -s dns hosts deb.debian.org')).toMatch(/^151\.101\.2\.132 +deb\.debian\.org$/);
	expect((await run('rm /etc/resolv.conf; getent -s dns hosts deb.debian.org')).exit).toBe(2);
	expect(await run('getent hosts nowhere.example')).toMatchObject({stdout: '', exit: 2});
	expect(await say('getent passwd root')).toBe('root:x:0:0:root:/root:/bin/bash');
	expect((await run('getent passwd nobodyelse')).exit).toBe(2);
});
