import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

test('A policy tells what is installed, what could be, and from where', async () => {
	const {say} = labShell();
	await say('apt-get update');

	expect(await say('apt-cache policy haproxy')).toBe(
		'haproxy:\n  Installed: (none)\n  Candidate: 2.6.12-1+deb12u3\n  Version table:\n     2.6.12-1+deb12u3 500\n        500 http://deb.debian.org/debian-security bookworm-security/main amd64 Packages\n     2.6.12-1+deb12u1 500\n        500 http://deb.debian.org/debian bookworm/main amd64 Packages',
	);
	expect(await say('apt-cache policy nosuch')).toBe('');
	expect(await say('apt-cache policy wget | head -n 3')).toBe(
		'wget:\n  Installed: 1.21.3-1+b2\n  Candidate: 1.21.3-1+b2',
	);
});

test('madison lists versions, newest first, in columns', async () => {
	const {say, run} = labShell();
	await say(
		'echo "deb [trusted=yes] https://pkgs.k8s.io/core:/stable:/v1.36/deb/ /" > /etc/apt/sources.list.d/k.list; apt-get update',
	);

	expect(await say('apt-cache madison kubeadm | head -n 1')).toBe(
		'   kubeadm | 1.36.4-1.1 | https://pkgs.k8s.io/core:/stable:/v1.36/deb  Packages',
	);
	expect((await run('apt-cache madison nosuch')).stderr).toBe('W: Unable to locate package nosuch\n');
	expect(await say('apt-cache show kubelet | grep Depends')).toContain('kubernetes-cni');
	expect((await run('apt-cache show nosuch')).exit).toBe(100);
	expect((await run('apt-cache dance')).exit).toBe(100);
});

test('A hold is set and taken back, and told', async () => {
	const {say, run} = labShell();
	await say('apt-get update; apt-get install -y psmisc jq');

	expect(
		await say(
			'apt-mark hold psmisc jq; apt-mark showhold; apt-mark hold jq; apt-mark unhold jq; apt-mark unhold jq; apt-mark showhold',
		),
	).toBe(
		'psmisc set on hold.\njq set on hold.\njq\npsmisc\njq was already set on hold.\nCanceled hold on jq.\njq was already not on hold.\npsmisc',
	);
	expect((await run('apt-mark hold nosuch')).stderr).toBe(
		'E: Unable to locate package nosuch\nE: No packages found\n',
	);
});
