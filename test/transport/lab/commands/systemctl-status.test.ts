import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

test('The status of a running unit names its process and its last words', async () => {
	const {run} = labShell();
	await run('systemctl restart ssh');
	const {stdout, exit} = await run('systemctl status ssh --no-pager');

	expect(exit).toBe(0);
	expect(stdout).toContain(
		'● ssh.service - OpenBSD Secure Shell server\n     Loaded: loaded (/lib/systemd/system/ssh.service; enabled; preset: enabled)\n     Active: active (running) since Mon 2026-11-23 09:00:0',
	);
	expect(stdout).toMatch(/Main PID: \d+ \(sshd\)/);
	expect(stdout).toContain('Started ssh.service - OpenBSD Secure Shell server.');
	expect((await run('systemctl status ssh -n 0')).stdout).not.toContain('Started ssh.service');
});

test('A unit that ended by itself tells how, one that nobody has is missing', async () => {
	const {run} = labShell();
	await run('printf "[Service]\\nExecStart=/nope\\n" > /etc/systemd/system/x.service; systemctl start x');

	expect((await run('systemctl status x')).stdout).toContain('Active: failed (Result: exit-code)');
	expect((await run('systemctl status x')).stdout).toMatch(
		/Process: \d+ ExecStart=\/nope \(code=exited, status=203\/EXEC\)/,
	);
	expect(await run('systemctl status nope')).toMatchObject({
		stderr: 'Unit nope.service could not be found.\n',
		exit: 4,
	});
});

test('Properties are shown by name, or their values alone', async () => {
	const {say} = labShell();

	expect(await say('systemctl show ssh -p ActiveState,SubState -p LoadState')).toBe(
		'ActiveState=active\nSubState=running\nLoadState=loaded',
	);
	expect(await say('systemctl show nope --property=LoadState --value')).toBe('not-found');
	expect(await say('systemctl show ssh -p NRestarts --value')).toBe('0');
});
