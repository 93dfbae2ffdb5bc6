import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

const prepared = async () => {
	const shell = labShell();
	await shell.say('apt-get update; apt-get install -y haproxy containerd');
	return shell;
};

test('Removing stops and takes the programs, the configuration stays until purge', async () => {
	const {run, say} = await prepared();
	const {stdout} = await run('apt-get remove -y haproxy');
	expect(stdout).toContain('The following packages will be REMOVED:\n  haproxy\n');
	expect(stdout).toContain('Removing haproxy (2.6.12-1+deb12u3) ...\n');
	expect(
		await say(
			'command -v haproxy; ls /etc/haproxy/haproxy.cfg; systemctl is-active haproxy; dpkg -s haproxy | grep Status',
		),
	).toBe('/etc/haproxy/haproxy.cfg\ninactive\nStatus: deinstall ok config-files');
	await say('apt-get purge -y haproxy');

	expect((await run('ls /etc/haproxy/haproxy.cfg; dpkg -s haproxy')).exit).toBe(1);
});

test('What needs it goes along, what is not there is said', async () => {
	const {say, run} = await prepared();

	expect(await say('apt-get remove -y runc nosuchbut')).toContain('E: Unable to locate package nosuchbut');
	expect(await say('apt-get remove -y runc | grep -A1 REMOVED')).toBe(
		'The following packages will be REMOVED:\n  containerd runc',
	);
	expect((await run('apt-get remove -y runc')).stdout).toContain("Package 'runc' is not installed, so not removed\n");
});

test('Held packages and a missing yes stop it', async () => {
	const {run} = await prepared();

	expect((await run('apt-get remove haproxy')).exit).toBe(1);
	expect((await run('apt-mark hold haproxy; apt-get remove -y haproxy')).exit).toBe(100);
	expect((await run('apt-get remove -y --allow-change-held-packages haproxy')).exit).toBe(0);
});
