import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

test('Addresses come and go, once', async () => {
	const {say, run} = labShell();
	await say('ip addr add 10.77.0.50/24 dev eth0');
	expect(await say('hostname -I')).toBe('10.77.0.11 10.77.0.50 ');
	expect((await run('ip addr add 10.77.0.50/24 dev eth0')).stderr).toBe('RTNETLINK answers: File exists\n');
	await say('ip addr del 10.77.0.50/24 dev eth0');

	expect((await run('ip addr del 10.77.0.50/24 dev eth0')).stderr).toBe(
		'RTNETLINK answers: Cannot assign requested address\n',
	);
	expect((await run('ip addr add 10.0.0.1/24 dev eth9')).stderr).toBe('Cannot find device "eth9"\n');
});

test('Interfaces are made and taken away, the machine’s own stay', async () => {
	const {say, run} = labShell();
	await say('ip link add cni0 type bridge; ip link set cni0 up');
	expect(await say('ip -br link show cni0')).toMatch(/^cni0 +UP /);
	await say('ip link delete cni0');

	expect((await run('ip link show cni0')).stderr).toBe('Device "cni0" does not exist.\n');
	expect((await run('ip link delete eth0')).exit).toBe(2);
	expect((await run('ip link delete nope')).stderr).toBe('Cannot find device "nope"\n');
});

test('An interface that is down hears nobody', async () => {
	const {run} = labShell(['m1', 'm2']);
	await run('ip link set eth0 down');
	expect((await run('ping -c 1 -W 1 10.77.0.12')).exit).toBe(1);
	await run('ip link set dev eth0 up');
	expect((await run('ping -c 1 -W 1 10.77.0.12')).exit).toBe(0);
});
