import {expect, test} from 'vitest';
import {labHostsOf, labShell} from '../../../helpers/lab-shell.ts';

const rocky = (...names: readonly string[]) =>
	labShell(names, {hosts: labHostsOf(names).map(host => ({...host, machine: 'rocky-9'}))});

test('A fresh host lets ssh in and answers everything else with "No route to host"', async () => {
	const {run, say} = rocky('m1', 'm2');
	expect(await say('firewall-cmd --state; firewall-cmd --get-active-zones; firewall-cmd --list-services')).toBe(
		'running\npublic\n  interfaces: eth0\ncockpit dhcpv6-client ssh',
	);
	expect((await run('ssh m2 true; ssh 10.77.0.12 true')).exit).toBe(0);
	expect((await run('ssh -p 6443 10.77.0.12 true')).stderr).toContain('No route to host');
});

test('What is in force now and what is kept are two things', async () => {
	const {say, run, lab} = rocky('m1', 'm2');
	await say('firewall-cmd --add-port=6443/tcp', 'm2');
	expect((await run('ssh -p 6443 10.77.0.12 true')).stderr).toContain('Connection refused');
	expect(await say('firewall-cmd --query-port=6443/tcp; firewall-cmd --permanent --query-port=6443/tcp', 'm2')).toBe(
		'yes\nno',
	);
	await say('firewall-cmd --reload', 'm2');
	expect(await say('firewall-cmd --query-port=6443/tcp', 'm2')).toBe('no');

	await say('firewall-cmd --permanent --add-port=6443/tcp', 'm2');
	expect(await say('firewall-cmd --query-port=6443/tcp', 'm2')).toBe('no');
	lab.powerOff('m2');
	lab.powerOn('m2');
	expect(await say('firewall-cmd --query-port=6443/tcp', 'm2')).toBe('yes');
	expect(lab.filesOf('m2').read('/etc/firewalld/zones/public.xml')).toContain('<port port="6443" protocol="tcp"/>');
});

test('A rich rule is for whom it names', async () => {
	const {say, run} = rocky('m1', 'm2', 'm3');
	const rule = 'rule family=ipv4 source address=10.77.0.11 port port=2379-2380 protocol=tcp accept';
	expect(await say(`firewall-cmd --add-rich-rule='${rule}'`, 'm2')).toBe('success');
	expect(await say('firewall-cmd --list-rich-rules', 'm2')).toBe(
		'rule family="ipv4" source address="10.77.0.11" port port="2379-2380" protocol="tcp" accept',
	);
	expect((await run('ssh -p 2380 10.77.0.12 true')).stderr).toContain('Connection refused');
	expect((await run('ssh -p 2380 10.77.0.12 true', 'm3')).stderr).toContain('No route to host');
	await say('firewall-cmd --runtime-to-permanent; systemctl restart firewalld', 'm2');
	expect(await say('firewall-cmd --list-rich-rules', 'm2')).toContain('10.77.0.11');
});

test('It says what it does not do, in its own words and exit codes', async () => {
	const {run} = rocky('m1');
	expect(await run('firewall-cmd --add-port=22')).toMatchObject({exit: 102});
	expect(await run('firewall-cmd --zone=nowhere --list-all')).toMatchObject({
		exit: 112,
		stderr: 'Error: INVALID_ZONE: nowhere\n',
	});
	expect(await run('firewall-cmd --add-service=ssh')).toMatchObject({exit: 0, stdout: 'success\n'});
	expect((await run('firewall-cmd --permanent --add-service=ssh')).stderr).toBe('Warning: ALREADY_ENABLED: ssh\n');
	await run('firewall-cmd --add-port=6000-7000/tcp');
	expect((await run('firewall-cmd --query-port=6443/tcp')).exit).toBe(0);
	await run('firewall-cmd --zone=trusted --add-source=10.244.0.0/16');
	expect((await run('firewall-cmd --add-source=10.244.0.0/16')).stderr).toContain("already bound to 'trusted'");
	await run('systemctl stop firewalld');
	expect(await run('firewall-cmd --list-all')).toMatchObject({exit: 252, stderr: 'FirewallD is not running\n'});
	expect(await run('firewall-cmd --state')).toMatchObject({exit: 252});
});
