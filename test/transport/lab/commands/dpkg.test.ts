import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

const prepared = async () => {
	const shell = labShell();
	await shell.say('apt-get update; apt-get install -y haproxy psmisc; apt-mark hold haproxy');
	return shell;
};

test('The state of a package is told in full, and a missing one as missing', async () => {
	const {say, run} = await prepared();

	expect(await say('dpkg -s haproxy | grep -E "^(Status|Version)"')).toBe(
		'Status: hold ok installed\nVersion: 2.6.12-1+deb12u3',
	);
	expect(await run('dpkg -s nosuch')).toMatchObject({
		stderr: "dpkg-query: package 'nosuch' is not installed and no information is available\nUse dpkg --info (= dpkg-deb --info) to examine archive files.\n",
		exit: 1,
	});
});

test('Packages are listed and queried in any format', async () => {
	const {say, run} = await prepared();

	expect(await say('dpkg -l haproxy psmisc | tail -n 2')).toMatch(
		/^hi {2}haproxy +2\.6\.12-1\+deb12u3 amd64 .*\nii {2}psmisc /,
	);
	expect(await say(`dpkg-query -W -f '\${Package} \${db:Status-Status}\\n' 'psm*'`)).toBe('psmisc installed');
	expect(await say('dpkg-query -W psmisc')).toBe('psmisc\t23.6-1');
	expect((await run('dpkg-query -W nosuch')).stderr).toBe('dpkg-query: no packages found matching nosuch\n');
	expect((await run('dpkg -l nosuch')).exit).toBe(1);
});

test('Files and their packages find each other', async () => {
	const {say, run} = await prepared();

	expect(await say('dpkg -L psmisc | grep bin; dpkg -S /usr/sbin/haproxy')).toBe(
		'/usr/bin/fuser\n/usr/bin/killall\n/usr/bin/pstree\nhaproxy: /usr/sbin/haproxy',
	);
	expect((await run('dpkg -L nosuch')).exit).toBe(1);
	expect((await run('dpkg -S /nope')).stderr).toBe('dpkg-query: no path found matching pattern /nope\n');
});

test('Versions are compared, the architecture is known', async () => {
	const {run, say} = labShell();

	expect((await run('dpkg --compare-versions 1.36.10 gt 1.36.4')).exit).toBe(0);
	expect((await run('dpkg --compare-versions 1.36.4 ge 1.36.10')).exit).toBe(1);
	expect(await say('dpkg --print-architecture')).toBe('amd64');
	expect((await run('dpkg')).exit).toBe(2);
});
