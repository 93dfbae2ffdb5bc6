import {expect, it} from 'vitest';
import {podDns} from '../../steps/pod-dns.ts';
import {labShell} from '../helpers/lab-shell.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';

const ask = podDns.check.ask(givenFor(labPlan, 'm1'));
const on = (machine: 'ubuntu-24.04' | 'debian-12') =>
	labShell(['m1'], {hosts: [{name: 'm1', address: '10.77.0.11', role: 'x', machine}]});

it('looks past the stub of systemd-resolved at the servers behind it', async () => {
	expect(await on('ubuntu-24.04').run(ask)).toMatchObject({
		exit: 0,
		stdout: '/run/systemd/resolve/resolv.conf names 10.77.0.1\n',
	});
});

it('refuses a resolver on the host’s own loopback, and a list without any', async () => {
	const {run} = on('debian-12');
	await run("echo 'nameserver 127.0.0.1' > /etc/resolv.conf");
	expect(await run(ask)).toMatchObject({exit: 1, stderr: expect.stringContaining('names this host itself')});
	await run('true > /etc/resolv.conf');
	expect(await run(ask)).toMatchObject({exit: 1, stderr: expect.stringContaining('names no DNS server')});
});
