import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

test('ping hears who is there, and the kernel remembers the MAC', async () => {
	const {lab, say, run} = labShell(['m1', 'm2']);

	expect((await run('ping -c 2 10.77.0.12')).stdout).toContain('2 packets transmitted, 2 received, 0% packet loss');
	expect(await say('ip neigh show 10.77.0.12')).toBe(
		`10.77.0.12 dev eth0 lladdr ${lab.world.machines['m2']!.mac} REACHABLE`,
	);
	expect(await run('ping -c 1 -W 1 10.77.0.99')).toMatchObject({exit: 1});
	expect((await run('ping -c 1 nowhere')).stderr).toBe('ping: nowhere: Name or service not known\n');
	expect((await run('ping -c 1 deb.debian.org')).exit).toBe(0);
});

test('arping comes with its package, and tells who answers for an address', async () => {
	const {lab, run, say} = labShell(['m1', 'm2']);
	expect((await run('arping -c 1 10.77.0.12')).exit).toBe(127);
	await say('apt-get update; apt-get install -y iputils-arping');

	expect((await run('arping -c 1 -I eth0 10.77.0.12')).stdout).toContain(
		`Unicast reply from 10.77.0.12 [${lab.world.machines['m2']!.mac.toUpperCase()}]`,
	);
	expect((await run('arping -D -c 2 -I eth0 10.77.0.12')).exit).toBe(1);
	expect((await run('arping -D -c 2 -I eth0 10.77.0.100')).exit).toBe(0);
});
