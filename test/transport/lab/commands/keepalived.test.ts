import {beforeAll, expect, test} from 'vitest';
import {balancedHosts, keepalivedConfig, type Hosts, write} from '../../../helpers/lab-hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
	hosts = await balancedHosts();
});

test('a good file is passed over in silence', async () => {
	const done = await hosts.run('m1', 'keepalived -t');
	expect([done.exit, done.stdout, done.stderr]).toEqual([0, '', '']);
});

test('a bad one is told, each of its programs complaining about braces', async () => {
	const done = await hosts.run(
		'm1',
		`${write('/tmp/k.conf', keepalivedConfig('m1', 300).replace(/}\n$/, ''))}keepalived -t -f /tmp/k.conf`,
	);
	expect(done.exit).toBe(5);
	expect(done.stderr).toContain("number '300' outside range [1, 255]");
	expect(done.stderr.match(/There are 1 missing '}'s/g)!.length).toBeGreaterThan(2);
});

test('a file that is not there is named, and so is the version', async () => {
	expect((await hosts.run('m1', 'keepalived -t -f /nowhere')).stderr).toContain(
		'Unable to find configuration file /nowhere',
	);
	expect((await hosts.run('m1', 'keepalived --version')).stderr).toContain('Keepalived v2.2.7 (01/16,2022)');
});
