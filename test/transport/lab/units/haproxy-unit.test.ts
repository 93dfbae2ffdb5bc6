import {beforeEach, describe, expect, test} from 'vitest';
import {checkConfig} from '../../../../source/transport/lab/units/haproxy-unit.ts';
import {balancedHosts, haproxyConfig, type Hosts, write} from '../../../helpers/lab-hosts.ts';

let hosts: Hosts;
beforeEach(async () => {
	hosts = await balancedHosts();
});

const restart = (config: string, before = ''): Promise<{stdout: string; stderr: string; exit: number}> =>
	hosts.run('m3', `${before}${write('/etc/haproxy/haproxy.cfg', config)}systemctl restart haproxy`);
const journal = (): Promise<string> => hosts.must('m3', 'journalctl -u haproxy --no-pager -o cat -n 30');

describe('a start that fails', () => {
	test('because of a mistake in the file, in haproxy’s words', async () => {
		const done = await restart(haproxyConfig().replace('balance', 'balanse'));
		expect(done.exit).toBe(1);
		expect(done.stderr).toContain(
			'Job for haproxy.service failed because the control process exited with error code.',
		);
		expect(await journal()).toMatch(
			/\[ALERT\]    \(\d+\) : config : parsing \[\/etc\/haproxy\/haproxy\.cfg:\d+\] : unknown keyword 'balanse' in 'backend' section; did you mean 'balance' maybe \?/,
		);
		expect(await journal()).toContain("haproxy.service: Failed with result 'exit-code'.");
	});

	test('because the address is on another host', async () => {
		const config = haproxyConfig().replace('*:9443', '10.77.0.100:9443');
		expect((await restart(config)).exit).toBe(1);
		expect(await journal()).toContain(
			'for frontend apiserver: cannot bind socket (Cannot assign requested address) for [10.77.0.100:9443]',
		);
		expect(
			(await restart(config, 'sysctl -qw net.ipv4.ip_nonlocal_bind=1; systemctl reset-failed haproxy\n')).exit,
		).toBe(0);
	});

	test('because somebody else has the port', async () => {
		await hosts.must('m3', 'systemctl stop haproxy; nc -l -p 9443');
		expect((await restart(haproxyConfig())).exit).toBe(1);
		expect(await journal()).toContain('cannot bind socket (Address already in use) for [0.0.0.0:9443]');
		expect(await journal()).toContain(
			'[/usr/sbin/haproxy.main()] Some protocols failed to start their listeners! Exiting.',
		);
	});
});

test('a reload with a mistake leaves the old one running', async () => {
	await hosts.must('m3', write('/etc/haproxy/haproxy.cfg', haproxyConfig().replace('*:9443', 'nonsense')));
	expect((await hosts.run('m3', 'systemctl reload haproxy')).exit).toBe(1);
	expect(await hosts.must('m3', 'systemctl is-active haproxy; ss -ltn')).toContain('0.0.0.0:9443');
});

test('a changed file counts after a reload, not before', async () => {
	await hosts.must('m3', write('/etc/haproxy/haproxy.cfg', haproxyConfig().replace('*:9443', '*:9444')));
	expect(await hosts.must('m3', 'ss -ltn')).not.toContain(':9444');
	expect(await hosts.must('m3', 'systemctl reload haproxy; ss -ltn')).toContain(':9444');
});

test('stopping says so and lets go of the port', async () => {
	await hosts.must('m3', 'systemctl stop haproxy');
	expect(await hosts.must('m3', 'ss -ltn')).not.toContain(':9443');
	expect(await journal()).toContain('exited with code 143 (Terminated)');
});

test('a file that is not there is named', () => {
	const {lab} = hosts;
	expect(checkConfig(lab.world, lab.world.machines['m1']!, lab.filesOf('m1'), '/tmp/none.cfg', 7)).toMatchObject({
		valid: false,
	});
});
