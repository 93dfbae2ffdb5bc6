import {beforeAll, expect, test} from 'vitest';
import {balancedHosts, haproxyConfig, type Hosts, write} from '../../../helpers/lab-hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
	hosts = await balancedHosts();
});
const check = (config: string) => hosts.run('m1', `${write('/tmp/h.cfg', config)}haproxy -c -f /tmp/h.cfg`);

test('a good file is valid', async () => {
	const done = await check(haproxyConfig());
	expect([done.exit, done.stdout, done.stderr]).toEqual([0, 'Configuration file is valid\n', '']);
});

test('a bad one is refused with everything that is wrong', async () => {
	const done = await check(
		'defaults\n    mode tcp\nfrontend apiserver\n    bind *:9443\n    default_backend apiservers\nbackend apiserver\n    server m1 10.77.0.11:6443 check\n    balanse roundrobin\n',
	);
	expect(done.exit).toBe(1);
	expect(done.stderr.replaceAll(/\(\d+\)/g, '(608)')).toBe(`[NOTICE]   (608) : haproxy version is 2.6.12-1+deb12u3
[NOTICE]   (608) : path to executable is /usr/sbin/haproxy
[ALERT]    (608) : config : parsing [/tmp/h.cfg:8] : unknown keyword 'balanse' in 'backend' section; did you mean 'balance' maybe ?
[ALERT]    (608) : config : Error(s) found in configuration file : /tmp/h.cfg
[ALERT]    (608) : config : Fatal errors found in configuration.
`);
});

test('a name that leads nowhere is found', async () => {
	const done = await check(haproxyConfig().replace('server m1 10.77.0.11', 'server m1 m99'));
	expect(done.stderr).toContain("'server apiservers/m1' : could not resolve address 'm99'.");
	expect(done.stderr).toContain('config : Failed to initialize server(s) addr.');
});

test('a file that is not there, no file at all, and its version', async () => {
	expect((await hosts.run('m1', 'haproxy -c -f /nowhere')).exit).toBe(1);
	expect((await hosts.run('m1', 'haproxy')).stderr).toContain('Usage : haproxy');
	expect(await hosts.must('m1', 'haproxy -v')).toContain('HAProxy version 2.6.12-1+deb12u3');
});
