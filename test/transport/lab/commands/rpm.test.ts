import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

const {run, say} = labShell(['m1'], {hosts: [{name: 'm1', address: '10.77.0.11', role: 'x', machine: 'rocky-9'}]});

test('rpm says on stdout what is not installed, and counts it', async () => {
	expect(await run('rpm -q bash nonesuch other')).toEqual({
		stdout: 'bash-5.1.8-9.el9.x86_64\npackage nonesuch is not installed\npackage other is not installed\n',
		stderr: '',
		exit: 2,
	});
	expect(await run('rpm -q --quiet nonesuch')).toEqual({stdout: '', stderr: '', exit: 1});
});

test('rpm prints the fields it is asked for, and lists by pattern', async () => {
	expect(await say("rpm -q --qf '%{NAME} %{VERSION}-%{RELEASE}\\n' chrony")).toBe('chrony 4.6.1-1.el9');
	expect(await say("rpm -qa 'open*' | sort")).toBe(
		'openssh-server-8.7p1-46.el9_6.x86_64\nopenssl-3.2.2-6.el9_5.1.x86_64',
	);
});

test('rpm knows whose file it is and takes no package that others need', async () => {
	await run('dnf install -y keepalived');
	expect(await say('rpm -qf /usr/sbin/keepalived')).toBe('keepalived-2.2.8-4.el9_5.x86_64');
	expect(await say('rpm -qf /etc/hostname')).toBe('file /etc/hostname is not owned by any package');
	expect((await run('rpm -e net-snmp-libs')).stderr).toMatch(/net-snmp-libs is needed by \(installed\) keepalived-/);
	expect((await run('rpm -e keepalived')).exit).toBe(0);
	expect((await run('command -v keepalived')).exit).toBe(1);
});

test('rpm imports a key, and says what is none', async () => {
	await run(
		'curl -fsSL -o /tmp/key https://pkgs.k8s.io/core:/stable:/v1.36/rpm/repodata/repomd.xml.key; echo no > /tmp/no',
	);
	expect((await run('rpm --import /tmp/key')).exit).toBe(0);
	expect(await say('rpm --import /tmp/no')).toBe('error: /tmp/no: key 1 not an armored public key.');
	expect(await say('rpm --import /tmp/absent')).toBe('error: /tmp/absent: import read failed(2).');
});
