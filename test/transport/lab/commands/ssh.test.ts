import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

test('A command runs on the other host, with its input and its exit', async () => {
	const {run, say} = labShell(['m1', 'm2']);

	expect(await run('ssh -o BatchMode=yes root@10.77.0.12 "hostname; exit 4"')).toMatchObject({
		stdout: 'm2\n',
		exit: 4,
	});
	expect(await say("echo data | ssh 10.77.0.12 'cat > /tmp/x; cat /tmp/x'")).toBe('data');
	expect(await say('echo hostname | ssh 10.77.0.12')).toBe('m2');
});

test('Who does not answer is told apart in the words of ssh', async () => {
	const {lab, run} = labShell(['m1', 'm2']);

	expect((await run('ssh nowhere true')).stderr).toBe(
		'ssh: Could not resolve hostname nowhere: Name or service not known\n',
	);
	lab.powerOff('m2');
	expect(await run('ssh -o ConnectTimeout=5 10.77.0.12 true')).toMatchObject({
		stderr: 'ssh: connect to host 10.77.0.12 port 22: No route to host\n',
		exit: 255,
	});
	lab.powerOn('m2');
	await run('systemctl stop ssh', 'm2');
	expect((await run('ssh 10.77.0.12 true')).stderr).toBe(
		'ssh: connect to host 10.77.0.12 port 22: Connection refused\n',
	);
	expect((await run('ssh')).exit).toBe(255);
});

test('Files and folders are copied both ways, with their modes', async () => {
	const {lab, run, say} = labShell(['m1', 'm2']);
	await say('mkdir -p /etc/k/pki; echo key > /etc/k/pki/ca.key; chmod 600 /etc/k/pki/ca.key');
	expect((await run('scp -r /etc/k 10.77.0.12:/etc/')).exit).toBe(0);
	expect(lab.filesOf('m2').read('/etc/k/pki/ca.key')).toBe('key\n');
	expect(lab.filesOf('m2').mode('/etc/k/pki/ca.key')).toBe(0o600);
	expect(
		await say(
			'scp 10.77.0.12:/etc/k/pki/ca.key /tmp/; cat /tmp/ca.key; scp 10.77.0.12:/etc/hostname 10.77.0.12:; ssh 10.77.0.12 cat /root/hostname',
		),
	).toBe('key\nm2');

	expect((await run('scp /nope 10.77.0.12:/tmp')).exit).toBe(1);
	expect((await run('scp /etc/hosts 10.77.0.12:/no/dir/x')).stderr).toContain(
		'scp: dest open "/no/dir/x": No such file or directory',
	);
	expect((await run('scp /etc/k 10.77.0.12:/tmp')).stderr).toContain('not a regular file');
});
