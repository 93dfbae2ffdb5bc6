import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

test('Listeners are shown with their programs, columns in line', async () => {
	const {lab, say} = labShell();
	const pid = lab.world.machines['m1']!.units['ssh.service']!.pid;

	expect(await say('ss -ltnp')).toBe(
		`State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process\nLISTEN 0      4096           0.0.0.0:22         0.0.0.0:* users:(("sshd",pid=${pid},fd=7))\nLISTEN 0      4096              [::]:22            [::]:* users:(("sshd",pid=${pid},fd=7))`,
	);
	expect(await say('ss -ltnH "sport = :22" | wc -l; ss -ltnH "sport = :6443"; ss -4ltnH | wc -l')).toBe('2\n1');
	expect(await say('ss -tn')).toBe('State Recv-Q Send-Q Local Address:Port Peer Address:Port');
});

test('UDP has its own state and its own place', async () => {
	const {say} = labShell();
	await say('apt-get update; apt-get install -y chrony');

	expect(await say('ss -lunH | awk "{print \\$1, \\$4}"; ss -lntuH | awk "{print \\$1}" | sort -u')).toBe(
		'UNCONN 127.0.0.1:323\nUNCONN [::1]:323\ntcp\nudp',
	);
});
