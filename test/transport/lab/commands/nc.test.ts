import {beforeAll, expect, test} from 'vitest';
import {balancedHosts, type Hosts} from '../../../helpers/lab-hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
	hosts = await balancedHosts();
});
const nc = (args: string) => hosts.run('m1', `nc ${args}`);

test('open ports succeed, closed ones are refused', async () => {
	const open = await nc('-vz 10.77.0.12 22');
	expect([open.exit, open.stderr]).toEqual([0, 'Connection to 10.77.0.12 22 port [tcp/*] succeeded!\n']);
	const closed = await nc('-zv 10.77.0.12 6443');
	expect([closed.exit, closed.stderr]).toEqual([
		1,
		'nc: connect to 10.77.0.12 port 6443 (tcp) failed: Connection refused\n',
	]);
});

test('silence lasts as long as -w says', async () => {
	await hosts.must('m2', 'iptables -A INPUT -p tcp --dport 7000 -j DROP');
	const began = hosts.lab.world.now;
	expect((await nc('-zv -w 2 10.77.0.12 7000')).stderr).toContain('Connection timed out');
	expect(hosts.lab.world.now - began).toBe(2000);
});

test('a listener takes its port', async () => {
	await hosts.must('m3', 'nc -l -p 7100');
	expect((await nc('-z 10.77.0.13 7100')).exit).toBe(0);
	expect(await hosts.must('m3', 'ss -ltnp')).toMatch(/:7100 .*"nc"/);
});

test('names are looked up', async () => {
	expect((await nc('-z nobody 22')).stderr).toBe(
		'nc: getaddrinfo for host "nobody" port 22: Name or service not known\n',
	);
	expect((await nc('')).stderr).toContain('usage: nc');
});
