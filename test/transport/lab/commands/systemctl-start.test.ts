import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

test('Starting what is not there, or what is masked, is refused', async () => {
	const {run} = labShell();

	expect(await run('systemctl start nope')).toMatchObject({
		stderr: 'Failed to start nope.service: Unit nope.service not found.\n',
		exit: 5,
	});
	expect(await run('systemctl mask cron; systemctl restart cron')).toMatchObject({
		stderr: 'Created symlink /etc/systemd/system/cron.service → /dev/null.\nFailed to restart cron.service: Unit cron.service is masked.\n',
		exit: 1,
	});
});

test('A control process that fails is told with the way to the journal', async () => {
	const {run} = labShell();
	await run('echo nonsense > /etc/nftables.conf');

	expect(await run('systemctl restart nftables')).toMatchObject({
		stderr: 'Job for nftables.service failed because the control process exited with error code.\nSee "systemctl status nftables.service" and "journalctl -xeu nftables.service" for details.\n',
		exit: 1,
	});
});

test('Stopping takes a moment, and several units go together', async () => {
	const {lab, say} = labShell();
	const before = lab.world.now;
	await say('systemctl stop cron ssh');

	expect(lab.world.now).toBeGreaterThan(before);
	expect(await say('systemctl is-active cron ssh')).toBe('inactive\ninactive');
	await say('systemctl try-restart cron; systemctl reload-or-restart ssh');
	expect(await say('systemctl is-active cron ssh')).toBe('inactive\nactive');
});
