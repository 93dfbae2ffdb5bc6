import {expect, test} from 'vitest';
import {applySysctlFiles, assignments, sysctlFiles} from '../../../source/transport/lab/sysctl-files.ts';
import {labShell} from '../../helpers/lab-shell.ts';

test('Files are read by name, /etc before /usr, /etc/sysctl.conf last', () => {
	const files = labShell().lab.filesOf('m1');
	files.write('/etc/sysctl.d/50-pid-max.conf', '');
	files.write('/etc/sysctl.d/k8s.conf', '');

	expect(sysctlFiles(files)).toEqual([
		'/etc/sysctl.d/50-pid-max.conf',
		'/usr/lib/sysctl.d/99-protect-links.conf',
		'/etc/sysctl.d/99-sysctl.conf',
		'/etc/sysctl.d/k8s.conf',
		'/etc/sysctl.conf',
	]);
});

test('The last file that names a key wins', () => {
	const files = labShell().lab.filesOf('m1');
	files.write('/etc/sysctl.d/10.conf', 'a.b = 1\n');
	files.write('/etc/sysctl.d/20.conf', 'a.b = 2\n');
	const set: Record<string, string> = {};
	applySysctlFiles(files, (key, value) => void (set[key] = value));

	expect(set['a.b']).toBe('2');
});

test('Keys may be said with slashes, a dash forgives, comments are nothing', () => {
	expect(assignments('# x\n; y\n-net/ipv4/ip_forward=1\nbad\n a.b = 3 4 \n')).toEqual([
		{key: 'net.ipv4.ip_forward', value: '1', lenient: true},
		{key: 'a.b', value: '3 4', lenient: false},
	]);
});
