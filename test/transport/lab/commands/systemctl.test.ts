import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

test('Units are asked about with the exit codes that scripts rely on', async () => {
	const {run} = labShell();

	expect(await run('systemctl is-active ssh')).toMatchObject({stdout: 'active\n', exit: 0});
	expect(await run('systemctl is-active nope')).toMatchObject({stdout: 'inactive\n', exit: 3});
	expect(await run('systemctl is-active --quiet ssh')).toMatchObject({stdout: '', exit: 0});
	expect(await run('systemctl is-enabled ssh')).toMatchObject({stdout: 'enabled\n', exit: 0});
	expect(await run('systemctl is-enabled nope')).toMatchObject({
		stderr: 'Failed to get unit file state for nope.service: No such file or directory\n',
		exit: 1,
	});
	expect(await run('systemctl is-failed ssh')).toMatchObject({stdout: 'active\n', exit: 1});
	expect(await run('systemctl is-system-running')).toMatchObject({stdout: 'running\n', exit: 0});
});

test('What it does not know it says as systemctl does', async () => {
	const {run} = labShell();

	expect(await run('systemctl dance ssh')).toMatchObject({stderr: 'Unknown command verb dance.\n', exit: 1});
	expect(await run('systemctl start')).toMatchObject({stderr: 'Too few arguments.\n', exit: 1});
	expect(await run('systemctl reload cron')).toMatchObject({exit: 1});
	expect((await run('systemctl reload cron')).stderr).toContain(
		'Job type reload is not applicable for unit cron.service.',
	);
});

test('The file of a unit is shown with its drop-ins', async () => {
	const {say} = labShell();
	await say(
		'mkdir -p /etc/systemd/system/ssh.service.d; printf "[Service]\\nNice=1\\n" > /etc/systemd/system/ssh.service.d/nice.conf',
	);

	expect(await say('systemctl cat ssh | grep -E "^#|Nice"')).toBe(
		'# /lib/systemd/system/ssh.service\n# /etc/systemd/system/ssh.service.d/nice.conf\nNice=1',
	);
});

test('A failed unit makes the system degraded until it is forgiven', async () => {
	const {say} = labShell();
	await say('printf "[Service]\\nExecStart=/nope\\n" > /etc/systemd/system/x.service; systemctl start x');
	expect(await say('systemctl is-system-running; systemctl --failed | grep -c x.service')).toBe('degraded\n1');

	expect(await say('systemctl reset-failed; systemctl is-system-running')).toBe('running');
});

test('An alias is its unit', async () => {
	expect(await labShell().say('systemctl is-active sshd')).toBe('active');
});
