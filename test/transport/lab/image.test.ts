import {expect, test} from 'vitest';
import {labShell} from '../../helpers/lab-shell.ts';

test('The disk is a Debian 12 with its own name, a swap line and its own package source', async () => {
	const {say} = labShell();

	expect(await say('. /etc/os-release; echo "$ID $VERSION_ID"; cat /etc/hostname; grep 127.0.1.1 /etc/hosts')).toBe(
		'debian 12\nm1\n127.0.1.1\tm1',
	);
	expect(await say(`awk '$3 == "swap"' /etc/fstab`)).toMatch(/^UUID=\S+ none +swap +sw +0 +0$/);
	expect(await say('grep -c ^deb /etc/apt/sources.list; readlink /bin /lib /etc/sysctl.d/99-sysctl.conf')).toBe(
		'3\nusr/bin\nusr/lib\n../sysctl.conf',
	);
});

test('Only ssh and ping come in past its firewall', async () => {
	const {run} = labShell(['m1', 'm2']);

	expect((await run('ssh m1 true', 'm2')).exit).toBe(255);
	expect((await run('ssh 10.77.0.11 hostname', 'm2')).stdout).toBe('m1\n');
	expect((await run('ping -c 1 10.77.0.11', 'm2')).exit).toBe(0);
});

test('Its units have their files, and the enabled ones their links', async () => {
	const {say} = labShell();

	expect(
		await say(
			'ls /etc/systemd/system/multi-user.target.wants | grep ssh; head -n 2 /lib/systemd/system/ssh.service',
		),
	).toBe('ssh.service\n[Unit]\nDescription=OpenBSD Secure Shell server');
});
