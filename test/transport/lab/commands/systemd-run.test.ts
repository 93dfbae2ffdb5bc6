import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

test('systemd-run runs a command now, or when its timer is due, unless that is stopped first', async () => {
	const {say} = labShell();
	expect(await say('systemd-run --quiet touch /root/now; ls /root/now')).toBe('/root/now');
	await say('systemd-run --quiet --unit later --on-active=20 touch "/root/later on"');
	await say('systemd-run --unit=never --on-active=20 touch /root/never');
	await say('systemctl stop never.timer; sleep 15');
	expect(await say('ls /root/*')).toBe('/root/now');
	await say('sleep 10');
	expect(await say('ls /root/*')).toBe('/root/later on\n/root/now');
	expect(await say('systemd-run')).toBe('Command line to execute required.');
});

test('A machine that is to reboot in a while goes down then, and is on again with another boot id', async () => {
	const {lab, say} = labShell();
	const boot = await say('cat /proc/sys/kernel/random/boot_id');
	await say('systemd-run --quiet --on-active=15 systemctl reboot');
	const {clock, world} = lab;
	await clock.sleep(14_000);
	expect(world.machines['m1']!.power).toBe('on');
	await clock.sleep(3000);
	expect(world.machines['m1']!.power).toBe('off');
	await clock.sleep(16_000);
	expect(world.machines['m1']!.power).toBe('on');
	expect(await say('cat /proc/sys/kernel/random/boot_id')).not.toBe(boot);
});
