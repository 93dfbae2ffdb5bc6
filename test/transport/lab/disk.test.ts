import {expect, test} from 'vitest';
import {createDisk, nameOf, normal, parentOf, type Entry, type Virtual} from '../../../source/transport/lab/disk.ts';

const nothing: Virtual = {
	covers: () => false,
	read: () => undefined,
	write: () => false,
	isDirectory: () => false,
	list: () => [],
};

const file = (text: string): Entry => ({kind: 'file', text, mode: 0o644, at: 0});

const image = new Map<string, Entry>([
	['/etc', {kind: 'directory', mode: 0o755, at: 0}],
	['/etc/hostname', file('m1\n')],
	['/usr', {kind: 'directory', mode: 0o755, at: 0}],
	['/usr/lib', {kind: 'directory', mode: 0o755, at: 0}],
	['/lib', {kind: 'link', target: 'usr/lib', mode: 0o777, at: 0}],
]);

const disk = () => createDisk(image, nothing, () => 1000);

test('Paths lose their dots and doubled slashes', () => {
	expect(normal('/a//b/./c/../d/')).toBe('/a/b/d');
	expect(normal('/..')).toBe('/');
	expect(parentOf('/etc/hosts')).toBe('/etc');
	expect(parentOf('/etc')).toBe('/');
	expect(nameOf('/etc/hosts')).toBe('hosts');
});

test('A file that is written is read back, and its missing directories are made', () => {
	const files = disk();
	files.write('/var/lib/x', 'one', 0o600);
	files.append('/var/lib/x', ' two');

	expect(files.read('/var/lib/x')).toBe('one two');
	expect(files.mode('/var/lib/x')).toBe(0o600);
	expect(files.isDirectory('/var/lib')).toBe(true);
	expect(files.changedAt('/var/lib/x')).toBe(1000);
});

test('Links are followed on the way and at the end', () => {
	const files = disk();
	files.write('/lib/systemd/x.service', 'unit');
	files.link('/lib/systemd/x.service', '/etc/x');

	expect(files.read('/usr/lib/systemd/x.service')).toBe('unit');
	expect(files.read('/etc/x')).toBe('unit');
	expect(files.linkTarget('/etc/x')).toBe('/lib/systemd/x.service');
	files.remove('/lib/systemd/x.service');
	expect(files.exists('/etc/x')).toBe(false);
});

test('A circle of links leads nowhere instead of hanging', () => {
	const files = disk();
	files.link('/etc/b', '/etc/a');
	files.link('/etc/a', '/etc/b');

	expect(files.read('/etc/a')).toBeUndefined();
	expect(files.exists('/etc/a')).toBe(false);
});

test('Removing a directory takes everything below it', () => {
	const files = disk();
	files.write('/opt/a/b/c', '1');
	files.remove('/opt/a');

	expect(files.exists('/opt/a/b/c')).toBe(false);
	expect(files.list('/opt')).toEqual([]);
	files.remove('/nowhere');
});

test('Only what differs from the image is told, and what is gone is null', () => {
	const files = disk();
	files.write('/etc/new', 'x');
	files.remove('/etc/hostname');

	expect(Object.keys(files.difference())).toEqual(['/etc/new', '/etc/hostname']);
	expect(files.difference()['/etc/hostname']).toBeNull();
	expect(disk().difference()).toEqual({});
});

test('Every change counts, reading does not', () => {
	const files = disk();
	const before = files.changes();
	files.read('/etc/hostname');
	expect(files.changes()).toBe(before);
	files.setMode('/etc/hostname', 0o600);
	expect(files.changes()).toBeGreaterThan(before);
});
