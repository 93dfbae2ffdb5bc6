import {expect, it} from 'vitest';
import {givenFor as labGiven} from '../../source/commands/given-for.ts';
import {rebootHolder} from '../../steps/reboot-holder.ts';
import {installedLab} from '../helpers/installed-lab.ts';
import {runHere} from '../helpers/scripts.ts';
import {labPlan, singlePlan, givenFor} from '../helpers/plans.ts';

const [reboot, back] = rebootHolder.tasks;
const given = (host: string) => labGiven(labPlan, host, () => '');
/** Asking less often shows the same and is simulated faster. */
const slower = (script: string): string =>
	script
		.replaceAll('sleep 0.05', 'sleep 0.4')
		.replaceAll('% 20', '% 5')
		.replace('-ge 10 ]', '-ge 4 ]')
		.replace('-ge 20 ]', '-ge 6 ]');

it('reboots the holder of the address, measures the gap from the others, and proves that all of it is back', async () => {
	const lab = await installedLab();
	const run = (host: string, script: string) => lab.open(host).run(`set -euo pipefail\n${slower(script)}`);
	const holder = Object.values(lab.world.machines).find(({addresses}) =>
		addresses.some(({address}) => address === '10.77.0.100'),
	)!.name;
	expect(holder).toBe('m1');
	for (const host of ['m1', 'm2', 'm3']) expect((await run(host, reboot!.check.ask(given(host)))).exit).not.toBe(0);

	const [going, staying] = await Promise.all(['m1', 'm2'].map(host => run(host, reboot!.run(given(host)))));

	expect(going).toMatchObject({exit: 0, stdout: 'm1 reboots in 15 s, and the other control planes watch.\n'});
	expect(staying).toMatchObject({exit: 0, stderr: ''});
	expect(staying!.stdout).toContain('m2 asks the API every 50 ms while m1 reboots.');
	expect(staying!.stdout).toContain('m1 is Ready again, and every member of etcd votes.');
	const gap = Number(/^gap_ms=(\d+)$/m.exec(staying!.stdout)?.[1]);
	expect(gap).toBeGreaterThan(500);
	expect(gap).toBeLessThan(5000);

	expect((await run('m1', reboot!.verify!.ask(given('m1')))).exit).toBe(0);
	expect((await run('m2', reboot!.verify!.ask(given('m2')))).exit).toBe(0);

	expect((await run('m1', back!.check.ask(given('m1')))).exit).not.toBe(0);
	expect((await run('m1', back!.run(given('m1')))).exit).toBe(0);
	for (const host of ['m1', 'm2']) {
		expect((await run(host, back!.verify!.ask(given(host)))).exit).toBe(0);
		expect((await run(host, back!.check.ask(given(host)))).exit).toBe(0);
	}

	await run('m2', 'systemctl stop keepalived');
	expect(await run('m2', back!.verify!.ask(given('m2')))).toMatchObject({
		exit: 1,
		stdout: 'keepalived does not run: journalctl -u keepalived\n',
	});
});

it('says that a host has not rebooted, and needs three control planes', async () => {
	const lab = await installedLab();
	const m1 = lab.open('m1');
	await m1.run(
		"mkdir -p /var/lib/kubewalk/cluster; { cat /proc/sys/kernel/random/boot_id; sed 's/^.*) //' /proc/1/stat | awk '{print $20}'; } > /var/lib/kubewalk/cluster/reboots",
	);
	expect((await m1.run(back!.verify!.ask(given('m1')))).exit).toBe(1);
	expect((await m1.run(reboot!.check.ask(given('m1')))).exit).not.toBe(0);
	expect(reboot!.when!(given('m1'))).toBe(true);
	expect(reboot!.when!(givenFor(singlePlan, 'm1'))).toBe(false);
});

/** Whether the host counts as rebooted, by what stands in /proc/1/stat; the kernel's number stays. */
const rebooted = (stat: string): boolean => {
	const script = reboot!.check.ask(given('m1')).replaceAll(/ \/(proc|var)\//g, ' ./$1/');
	return (
		runHere(`mkdir -p proc/1 proc/sys/kernel/random var/lib/kubewalk/cluster
			echo 8f1c > proc/sys/kernel/random/boot_id
			printf '8f1c\n4711\n' > var/lib/kubewalk/cluster/reboots
			echo '${stat}' > proc/1/stat
			${script}`).exit === 0
	);
};

const stat = (began: number): string => `1 (sd (pam) 1) S 0 1 1 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 ${began} 9 9`;

it('knows a container that was started anew under the same kernel by when its first process began', () => {
	expect(rebooted(stat(4711))).toBe(false);
	expect(rebooted(stat(5022))).toBe(true);
});
