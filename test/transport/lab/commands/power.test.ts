import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

test('A reboot comes back with what is on the disk', async () => {
	const {run, say, lab} = labShell();
	const booted = lab.world.machines['m1']!.booted;
	await run('touch /root/kept /tmp/gone; swapoff -a; reboot');

	expect(await say('ls /root/kept; ls /tmp; swapon --noheadings --show=NAME')).toBe('/root/kept\n/dev/vda5');
	expect(lab.world.machines['m1']!.booted).toBeGreaterThan(booted);
});

test('After poweroff nobody answers', async () => {
	const {run, lab} = labShell();
	await run('shutdown -c');
	expect(lab.world.machines['m1']!.power).toBe('on');
	await run('shutdown -h now');

	expect(await run('true')).toMatchObject({exit: 255, stderr: 'Connection to m1 closed.\n'});
});
