import {expect, test} from 'vitest';
import {labShell} from '../../helpers/lab-shell.ts';

test('Scripts run as root with the environment of a login', async () => {
	const {say} = labShell();

	expect(await say('echo "$HOME $USER $HOSTNAME $UID $PWD"; id -u; whoami')).toBe('/root root m1 0 /root\n0\nroot');
});

test('A program is there while its package is, wherever its file lies', async () => {
	const {say, run} = labShell();

	expect(await say('command -v modprobe; /sbin/modprobe loop && echo loaded')).toBe('/usr/sbin/modprobe\nloaded');
	expect(await run('haproxy -v')).toMatchObject({exit: 127, stderr: 'bash: line 1: haproxy: command not found\n'});
	expect((await run('command -v kubeadm')).exit).toBe(1);
});

test('A trap for the end runs with the variables of the script, also when it fails', async () => {
	const {say, run} = labShell();

	expect(await say('f=/tmp/x; trap \'rm -f "$f"; echo removed\' EXIT; touch "$f"; ls /tmp')).toBe('x\nremoved');
	expect((await run('set -e; trap "echo cleaned" EXIT; false')).stdout).toBe('cleaned\n');
	expect(await say('ls /tmp')).toBe('');
});

test('Bytes pass through a pipe unharmed', async () => {
	const {say} = labShell();

	expect(await say('openssl rand 32 > /tmp/k; openssl dgst -sha256 -binary /tmp/k | wc -c; wc -c < /tmp/k')).toBe(
		'32\n32',
	);
});

test('Each line of a learner goes on where the last one ended', async () => {
	const {lab, say} = labShell();
	await say('cd /etc; name=value');

	expect(await say('pwd; echo $name')).toBe('/etc\nvalue');
	expect(lab.open('m1').prompt()).toBe('root@m1:~# ');
});

test('A connection through /dev/tcp opens only where somebody listens', async () => {
	const {run} = labShell(['m1', 'm2']);

	expect((await run(': > /dev/tcp/10.77.0.12/22')).exit).toBe(0);
	expect((await run(': > /dev/tcp/10.77.0.12/6443')).exit).toBe(1);
});
