import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

test('date tells the machine’s time, in any shape, and sets it', async () => {
	const {lab, say, run} = labShell();
	lab.world.machines['m1']!.clockOffset = 0;

	expect(await say('date -u +%FT%TZ; date +%s; date -d @0 +%F; date -d "2026-11-23 10:00" +%s; date -Iseconds')).toBe(
		'2026-11-23T09:00:00Z\n1795424400\n1970-01-01\n1795428000\n2026-11-23T09:00:00+00:00',
	);
	expect(await say('date')).toBe('Mon Nov 23 09:00:00 UTC 2026');
	expect((await run('date -d nonsense')).stderr).toBe('date: invalid date ‘nonsense’\n');
	await say('date -s "2026-11-23 12:00:00"');
	expect(await say('date +%H:%M')).toBe('12:00');
});

test('sleep lets the world’s time pass', async () => {
	const {lab, run} = labShell();
	const before = lab.world.now;
	await run('sleep 2; sleep 1m 0.5');

	expect(lab.world.now - before).toBe(62_500);
	expect((await run('sleep x')).stderr).toContain('invalid time interval ‘x’');
});

test('Without a time service the clock follows nobody, and timedatectl cannot help', async () => {
	const {say, run} = labShell();

	expect(await say('timedatectl show -p NTPSynchronized --value; timedatectl | grep -E "synchronized|NTP"')).toBe(
		'no\nSystem clock synchronized: no\n              NTP service: n/a',
	);
	expect(await run('timedatectl set-ntp true')).toMatchObject({
		stderr: 'Failed to set ntp: NTP not supported\n',
		exit: 1,
	});
	expect((await run('timedatectl set-time "2026-11-23 10:00:00"')).exit).toBe(0);
	expect(await say('date +%H:%M; uptime')).toMatch(/^10:00\n 10:00:\d\d up 40 min/);
});

test('chrony tells when it has found somebody to follow', async () => {
	const {say, run} = labShell();
	await say('apt-get update; apt-get install -y chrony');
	expect(await say('chronyc tracking | head -n 1')).toContain('00000000');
	await say('sleep 30');

	expect(await say('chronyc tracking | grep Leap; chronyc makestep; chronyc -n sources | tail -n 1')).toMatch(
		/Normal\n200 OK\n\^\*/,
	);
	expect((await run('systemctl stop chrony; chronyc tracking')).stderr).toContain('506 Cannot talk to daemon');
	expect((await run('timedatectl set-ntp true; systemctl is-active chrony')).stdout).toBe('active\n');
});
