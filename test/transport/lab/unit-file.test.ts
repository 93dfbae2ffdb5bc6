import {expect, test} from 'vitest';
import {
	declarationFrom,
	disableLinks,
	enableLinks,
	hasInstall,
	isEnabled,
	setting,
	textOf,
	unitFile,
} from '../../../source/transport/lab/unit-file.ts';
import {unitDeclaration} from '../../../source/transport/lab/units.ts';
import {labShell} from '../../helpers/lab-shell.ts';

test('A file in /etc takes the place of the package’s', () => {
	const files = labShell().lab.filesOf('m1');
	expect(unitFile(files, 'ssh.service')).toBe('/lib/systemd/system/ssh.service');
	files.write('/etc/systemd/system/ssh.service', '[Unit]\n');

	expect(unitFile(files, 'ssh.service')).toBe('/etc/systemd/system/ssh.service');
	expect(unitFile(files, 'nope.service')).toBeUndefined();
});

test('Enabling makes a link and says so, once', () => {
	const files = labShell().lab.filesOf('m1');
	expect(disableLinks(files, 'ssh.service')).toEqual([
		'Removed "/etc/systemd/system/multi-user.target.wants/ssh.service".',
	]);
	expect(isEnabled(files, 'ssh.service')).toBe(false);

	expect(enableLinks(files, 'ssh.service')).toEqual([
		'Created symlink /etc/systemd/system/multi-user.target.wants/ssh.service → /lib/systemd/system/ssh.service.',
	]);
	expect(enableLinks(files, 'ssh.service')).toEqual([]);
});

test('The last setting of a name counts', () => {
	const text = 'ExecStart=\nExecStart=-/bin/x --flag\nType=notify\nDescription=Demo\n';
	expect(setting(text, 'ExecStart')).toBe('-/bin/x --flag');
	expect(declarationFrom('d.service', text)).toMatchObject({
		type: 'notify',
		execStart: '/bin/x --flag',
		program: 'x',
		description: 'Demo',
	});
	expect(hasInstall(text)).toBe(false);
});

test('A declared unit without a text of its own gets a plain one', () => {
	const text = textOf(unitDeclaration('ssh.service')!);

	expect(text).toContain('ExecStart=/usr/sbin/sshd -D');
	expect(text).toContain('WantedBy=multi-user.target');
});
