import {expect, test} from 'vitest';
import {createDisk, type Entry} from '../../../source/transport/lab/disk.ts';
import {diskFs} from '../../../source/transport/lab/disk-fs.ts';

const image = new Map<string, Entry>([
	['/etc', {kind: 'directory', mode: 0o755, at: 0}],
	['/etc/x', {kind: 'file', text: 'grüß\n', mode: 0o644, at: 5000}],
	['/usr', {kind: 'directory', mode: 0o755, at: 0}],
	['/usr/sbin', {kind: 'directory', mode: 0o755, at: 0}],
	['/usr/sbin/haproxy', {kind: 'file', text: '/bin/haproxy "$@"\n', mode: 0o755, at: 0}],
]);

const make = (dial: (host: string, port: number) => string | undefined = () => 'Connection refused') => {
	const virtual = {
		covers: () => false,
		read: () => undefined,
		write: () => false,
		isDirectory: () => false,
		list: () => [],
	};
	const disk = createDisk(image, virtual, () => 9000);
	return {disk, fs: diskFs(disk, dial, new Set(['trap']), () => 9000)};
};

test('Text is UTF-8 outside and bytes where bytes are asked for', async () => {
	const {fs} = make();

	expect(await fs.readFile('/etc/x')).toBe('grüß\n');
	expect(await fs.readFile('/etc/x', 'binary')).toHaveLength(7);
	expect((await fs.stat('/etc/x')).size).toBe(7);
	await fs.writeFile('/etc/y', Buffer.from('grüß').toString('latin1'), 'binary');
	expect(await fs.readFile('/etc/y')).toBe('grüß');
});

test('Bytes that are no text come back as they were', async () => {
	const {fs} = make();
	await fs.writeFile('/etc/key', new Uint8Array([0x99, 0x01, 0xff]));

	expect([...(await fs.readFileBuffer('/etc/key'))]).toEqual([0x99, 0x01, 0xff]);
});

test('Errors have the code and the words of the C library', async () => {
	const {fs} = make();

	await expect(fs.readFile('/nope')).rejects.toThrow("ENOENT: no such file or directory, open '/nope'");
	await expect(fs.readFile('/etc')).rejects.toThrow('EISDIR');
	await expect(fs.writeFile('/no/such/dir', 'x')).rejects.toThrow('ENOENT');
	await expect(fs.mkdir('/etc')).rejects.toThrow('EEXIST');
	await expect(fs.readdir('/etc/x')).rejects.toThrow('ENOTDIR');
	await expect(fs.rm('/usr')).rejects.toThrow('ENOTEMPTY');
	await fs.rm('/nope', {force: true});
});

test('A program below /usr/sbin is found through /bin, where just-bash looks', async () => {
	const {fs} = make();

	expect(await fs.exists('/bin/haproxy')).toBe(true);
	expect(await fs.exists('/bin/trap')).toBe(true);
	expect(await fs.exists('/bin/kubeadm')).toBe(false);
});

test('What is written to /dev/null is gone', async () => {
	const {fs, disk} = make();
	await fs.writeFile('/dev/null', 'x');

	expect(await fs.readFile('/dev/null')).toBe('');
	expect(disk.difference()).toEqual({});
});

test('/dev/tcp opens when somebody answers and fails when nobody does', async () => {
	const open = make((host, port) => (host === '10.77.0.12' && port === 22 ? undefined : 'Connection refused'));

	await open.fs.writeFile('/dev/tcp/10.77.0.12/22', '');
	await expect(open.fs.writeFile('/dev/tcp/10.77.0.12/23', '')).rejects.toThrow('Connection refused');
});

test('Copying keeps the mode, moving leaves nothing behind', async () => {
	const {fs, disk} = make();
	await fs.chmod('/etc/x', 0o600);
	await fs.cp('/etc/x', '/etc/copy');
	await fs.mv('/etc/x', '/etc/moved');

	expect(disk.mode('/etc/copy')).toBe(0o600);
	expect(await fs.readFile('/etc/moved')).toBe('grüß\n');
	expect(await fs.exists('/etc/x')).toBe(false);
});

test('Symbolic links are seen as links and followed as files', async () => {
	const {fs} = make();
	await fs.symlink('/etc/x', '/etc/link');

	expect((await fs.lstat('/etc/link')).isSymbolicLink).toBe(true);
	expect((await fs.stat('/etc/link')).isFile).toBe(true);
	expect(await fs.readlink('/etc/link')).toBe('/etc/x');
	expect(await fs.realpath('/etc/link')).toBe('/etc/x');
});
