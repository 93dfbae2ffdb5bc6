import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

const updated = async () => {
	const shell = labShell();
	await shell.say('apt-get update');
	return shell;
};

test('Before the lists are fetched nothing can be installed', async () => {
	const {run, say} = labShell();

	expect(await run('apt-get install -y haproxy')).toMatchObject({
		stderr: 'E: Unable to locate package haproxy\n',
		exit: 100,
	});
	await say('apt-get update');
	expect((await run('apt-get install -y nosuch')).stderr).toBe('E: Unable to locate package nosuch\n');
	expect((await run('apt-get install -y haproxy=9')).stderr).toBe('E: Version ‘9’ for ‘haproxy’ was not found\n');
	expect((await run('apt-get dance')).stderr).toBe('E: Invalid operation dance\n');
	expect((await run('apt-get')).exit).toBe(1);
});

test('An installation says what it brings and starts what it brought', async () => {
	const {lab, run, say} = await updated();
	const before = lab.world.now;
	const {stdout, exit} = await run(
		'DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 install -y --no-install-recommends haproxy',
	);

	expect(exit).toBe(0);
	expect(stdout).toContain(
		'The following additional packages will be installed:\n  liblua5.3-0 libopentracing-c-wrapper0 libopentracing1\n',
	);
	expect(stdout).toContain('0 upgraded, 4 newly installed, 0 to remove and 0 not upgraded.\n');
	expect(stdout).toContain('Unpacking haproxy (2.6.12-1+deb12u3) ...\n');
	expect(stdout).toContain(
		'Setting up haproxy (2.6.12-1+deb12u3) ...\nCreated symlink /etc/systemd/system/multi-user.target.wants/haproxy.service → /lib/systemd/system/haproxy.service.\n',
	);
	expect(lab.world.now).toBeGreaterThan(before + 1000);
	expect(await say('systemctl is-active haproxy; apt-get install -y haproxy | head -n 4 | tail -n 1')).toBe(
		'active\nhaproxy is already the newest version (2.6.12-1+deb12u3).',
	);
});

test('Without a yes only what brings nothing else is installed', async () => {
	const {run} = await updated();

	expect(await run('apt-get install haproxy')).toMatchObject({exit: 1});
	expect((await run('apt-get install psmisc')).exit).toBe(0);
	expect((await run('apt-get -s install -y haproxy')).stdout).toContain('Inst haproxy (2.6.12-1+deb12u3)');
	expect((await run('command -v haproxy')).exit).toBe(1);
	expect((await run('apt-get -qq install -y haproxy')).stdout).toBe('');
});

test('A package on hold is changed only when that is allowed', async () => {
	const {run, say} = await updated();
	await say('apt-get install -y haproxy=2.6.12-1+deb12u1; apt-mark hold haproxy');
	expect(await run('apt-get install -y haproxy=2.6.12-1+deb12u3')).toMatchObject({
		stderr: 'E: Held packages were changed and -y was used without --allow-change-held-packages.\n',
		exit: 100,
	});
	await say('apt-get install -y --allow-change-held-packages haproxy=2.6.12-1+deb12u3');

	expect(await say('dpkg-query -W -f "\\${Version}" haproxy')).toBe('2.6.12-1+deb12u3');
});

test('A package that conflicts goes', async () => {
	const {say} = await updated();
	await say('apt-get install -y systemd-timesyncd');
	expect(await say('apt-get install -y chrony | grep -A1 REMOVED')).toBe(
		'The following packages will be REMOVED:\n  systemd-timesyncd',
	);

	expect(await say('systemctl is-active systemd-timesyncd chrony')).toBe('inactive\nactive');
});

test('A package is unpacked once more when that is asked for', async () => {
	const {run, say} = await updated();
	await say('apt-get install -y psmisc; rm /usr/bin/pstree');
	expect((await run('apt-get install -y psmisc; ls /usr/bin/pstree')).exit).not.toBe(0);
	const {stdout} = await run('apt-get install -y --reinstall psmisc');

	expect(stdout).toContain('0 upgraded, 0 newly installed, 1 reinstalled, 0 to remove and 0 not upgraded.');
	expect((await run('ls /usr/bin/pstree')).exit).toBe(0);
});
