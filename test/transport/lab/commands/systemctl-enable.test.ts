import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

test('Enabling and disabling tell of the links, and of init scripts where Debian has one', async () => {
	const {run} = labShell();

	expect((await run('systemctl disable --now cron')).stderr).toBe(
		'Synchronizing state of cron.service with SysV service script with /lib/systemd/systemd-sysv-install.\nExecuting: /lib/systemd/systemd-sysv-install disable cron\nRemoved "/etc/systemd/system/multi-user.target.wants/cron.service".\n',
	);
	expect((await run('systemctl is-enabled cron; systemctl is-active cron')).stdout).toBe('disabled\ninactive\n');
	expect((await run('systemctl enable nftables')).stderr).toBe('');
	expect((await run('systemctl enable --now cron')).exit).toBe(0);
	expect((await run('systemctl is-enabled cron; systemctl is-active cron')).stdout).toBe('enabled\nactive\n');
});

test('A unit without an install section cannot be enabled, one without a file neither', async () => {
	const {run} = labShell();
	await run('printf "[Service]\\nExecStart=/bin/true\\n" > /etc/systemd/system/x.service');

	expect((await run('systemctl enable x')).stderr).toContain('The unit files have no installation config');
	expect(await run('systemctl enable nope')).toMatchObject({
		stderr: 'Failed to enable unit: Unit file nope.service does not exist.\n',
		exit: 1,
	});
	expect(await run('systemctl mask x')).toMatchObject({
		stderr: 'Failed to mask unit: File /etc/systemd/system/x.service already exists.\n',
		exit: 1,
	});
});

test('Unmasking gives a unit back', async () => {
	const {say} = labShell();
	await say('systemctl mask --now ssh');
	expect(await say('systemctl is-enabled ssh; systemctl is-active ssh')).toBe('masked\ninactive');

	expect(
		await say('systemctl unmask ssh; systemctl is-enabled ssh; systemctl start ssh; systemctl is-active ssh'),
	).toBe('enabled\nactive\nRemoved "/etc/systemd/system/ssh.service".');
});
