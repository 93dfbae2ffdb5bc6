import {expect, test} from 'vitest';
import {createLab} from '../../../source/transport/lab/lab.ts';
import {labHostsOf, labShell} from '../../helpers/lab-shell.ts';

test('Sleeping moves the simulated time on and takes none of ours', async () => {
	const {lab} = labShell();
	const [before, started] = [lab.clock.now(), Date.now()];
	await lab.clock.sleep(3_600_000);

	expect(lab.clock.now() - before).toBe(3_600_000);
	expect(Date.now() - started).toBeLessThan(2000);
});

test('Those who wait at the same time wait together', async () => {
	const {lab} = labShell();
	const before = lab.clock.now();
	await Promise.all([lab.clock.sleep(5000), lab.clock.sleep(5000), lab.clock.sleep(2000)]);

	expect(lab.clock.now() - before).toBe(5000);
});

test('With a pace, waiting takes its part of real time', async () => {
	const slept: number[] = [];
	const clock = {now: () => 0, sleep: async (milliseconds: number) => void slept.push(milliseconds)};
	const {lab} = labShell(['m1'], {pace: {clock, factor: 10}});
	await lab.clock.sleep(5000);

	expect(slept).toEqual([500]);
});

test('A saved lab goes on as it was: files, state and time', async () => {
	const {lab, say} = labShell();
	await say(
		'echo kept > /etc/kept; rm /etc/issue; swapoff -a; modprobe br_netfilter; apt-get update; apt-get install -y psmisc',
	);
	const saved = lab.save();
	const again = createLab({hosts: [], saved});

	expect(again.clock.now()).toBe(lab.clock.now());
	const {stdout} = await again
		.open('m1')
		.run('cat /etc/kept; ls /etc/issue; swapon --show; lsmod | grep -c "^br_netfilter"; command -v killall');
	expect(stdout).toBe('kept\n1\n/usr/bin/killall\n');
	expect(again.save()).toBe(saved);
});

test('Saving is quick and small', async () => {
	const {lab, say} = labShell(['m1', 'm2', 'm3']);
	await say('apt-get update && apt-get install -y haproxy keepalived chrony');
	const started = performance.now();
	const text = lab.save();

	expect(performance.now() - started).toBeLessThan(500);
	expect(text.length).toBeLessThan(500_000);
});

test('A pulled cable is silent until it is put back', async () => {
	const {lab, run} = labShell(['m1', 'm2']);
	lab.cut('m2');
	expect((await run('ping -c 1 -W 1 10.77.0.12')).exit).toBe(1);
	lab.mend('m2');
	expect((await run('ping -c 1 -W 1 10.77.0.12')).exit).toBe(0);
});

test('A host that nobody has made is named in the complaint', () => {
	expect(() => labShell().lab.filesOf('m9')).toThrow('There is no machine m9 in this lab.');
	expect(createLab({hosts: labHostsOf(['w1'])}).world.machines['w1']!.addresses[0]!.address).toBe('10.77.0.21');
});
