import {expect, test} from 'vitest';
import {labHostsOf, labShell} from '../../../helpers/lab-shell.ts';

const rocky = () => labShell(['m1'], {hosts: labHostsOf(['m1']).map(host => ({...host, machine: 'rocky-9'}))});

test('SELinux enforces until somebody says otherwise, and again after a boot', async () => {
	const {say, lab} = rocky();
	expect(await say('getenforce; setenforce 0; getenforce')).toBe('Enforcing\nPermissive');
	expect(await say('sestatus')).toContain('Mode from config file:          enforcing');
	lab.powerOff('m1');
	lab.powerOn('m1');
	expect(await say('getenforce')).toBe('Enforcing');
	await say('sed -i s/^SELINUX=enforcing/SELINUX=permissive/ /etc/selinux/config');
	lab.powerOff('m1');
	lab.powerOn('m1');
	expect(await say('getenforce')).toBe('Permissive');
});

test('Debian has none of it', async () => {
	expect((await labShell(['m1']).run('getenforce')).exit).toBe(127);
});

test('A switch of the policy is for now, or with -P for good', async () => {
	const {say, run, lab} = rocky();
	expect(await say('setsebool haproxy_connect_any on; getsebool haproxy_connect_any')).toBe(
		'haproxy_connect_any --> on',
	);
	lab.powerOff('m1');
	lab.powerOn('m1');
	expect(await say('getsebool haproxy_connect_any; setsebool -P haproxy_connect_any 1')).toBe(
		'haproxy_connect_any --> off',
	);
	lab.powerOff('m1');
	lab.powerOn('m1');
	expect(await say('getsebool haproxy_connect_any')).toBe('haproxy_connect_any --> on');
	expect((await run('getsebool nope')).exit).toBe(1);
});
