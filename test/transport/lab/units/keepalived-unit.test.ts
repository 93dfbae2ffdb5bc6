import {beforeEach, expect, test} from 'vitest';
import {balancedHosts, holders, keepalivedConfig, type Hosts, write} from '../../../helpers/lab-hosts.ts';

let hosts: Hosts;
beforeEach(async () => {
	hosts = await balancedHosts();
});

const journal = (lines: number): Promise<string> =>
	hosts.must('m1', `journalctl -u keepalived --no-pager -o cat -n ${lines}`);

test('without a configuration it is skipped in silence', async () => {
	const done = await hosts.run(
		'm1',
		'systemctl stop keepalived; rm /etc/keepalived/keepalived.conf; systemctl start keepalived; systemctl is-active keepalived',
	);
	expect(done.stdout).toContain('inactive');
	expect(await journal(1)).toContain(
		'was skipped because of an unmet condition check (ConditionFileNotEmpty=/etc/keepalived/keepalived.conf).',
	);
});

test('a start is told line by line, as the real one tells it', async () => {
	await hosts.must('m1', 'systemctl restart keepalived');
	const said = await journal(10);
	expect(said).toContain('Starting Keepalived v2.2.7 (01/16,2022)');
	expect(said).toContain('Configuration file /etc/keepalived/keepalived.conf');
	expect(said).toContain('(VI_1) Entering BACKUP STATE (init)');
	expect(said).toContain('Startup complete');
});

test('an interface that is not there ends it for good', async () => {
	const config = write('/etc/keepalived/keepalived.conf', keepalivedConfig('m1', 101).replace('eth0', 'eth9'));
	expect((await hosts.run('m1', `${config}systemctl restart keepalived`)).exit).toBe(1);
	const said = await journal(12);
	expect(said).toContain('Non-existent interface specified in configuration');
	expect(said).toMatch(/pid \d+ exited with permanent error CONFIG\. Terminating/);
	expect(said).toContain('status=2/INVALIDARGUMENT');
	expect(holders(hosts)).toEqual([]);
});

test('a script that nobody may run is not tracked', async () => {
	const config = keepalivedConfig('m1', 101).replace('/usr/bin/killall -0 haproxy', '/etc/keepalived/check.sh');
	await hosts.must(
		'm1',
		`echo 'exit 1' > /etc/keepalived/check.sh; chmod 644 /etc/keepalived/check.sh; ${write('/etc/keepalived/keepalived.conf', config)}systemctl restart keepalived; sleep 9`,
	);
	expect(await journal(30)).toContain('Disabling track script chk_haproxy since not found/accessible');
	expect(holders(hosts)).toEqual(['m1']);
});

test('a reload keeps the address where it is, and takes away one that is no longer named', async () => {
	await hosts.must('m1', 'systemctl reload keepalived');
	expect(holders(hosts)).toEqual(['m1']);
	await hosts.must(
		'm1',
		`${write('/etc/keepalived/keepalived.conf', keepalivedConfig('m1', 101).replace('10.77.0.100', '10.77.0.101'))}systemctl reload keepalived`,
	);
	expect(await hosts.must('m1', 'ip -4 addr show eth0')).not.toContain('10.77.0.100');
});

test('stopping is told, and the address is gone', async () => {
	await hosts.must('m1', 'systemctl stop keepalived');
	expect(await journal(6)).toContain('Stopped Keepalived v2.2.7 (01/16,2022)');
	expect(await hosts.must('m1', 'ip -4 addr show eth0')).not.toContain('10.77.0.100');
});
