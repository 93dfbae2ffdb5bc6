import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

test('install makes files and directories with their modes', async () => {
	const {say, run} = labShell();
	await say(
		'echo x > /tmp/x; install -m 600 /dev/null /etc/secret; install -D -m 755 /tmp/x /opt/a/b/x; install -d -m 700 /srv/d; install /tmp/x /srv/d',
	);

	expect(await say('stat -c "%a %n" /etc/secret /opt/a/b/x /srv/d /srv/d/x; cat /opt/a/b/x')).toBe(
		'600 /etc/secret\n755 /opt/a/b/x\n700 /srv/d\n755 /srv/d/x\nx',
	);
	expect((await run('install /nope /tmp/y')).stderr).toBe(
		"install: cannot stat '/nope': No such file or directory\n",
	);
	expect((await run('install /tmp/x /no/dir/x')).exit).toBe(1);
	expect((await run('install -m 9 /tmp/x /tmp/y')).stderr).toBe('install: invalid mode ‘9’\n');
});

test('mktemp never gives the same name twice', async () => {
	const {say, run} = labShell();
	const [one, other] = (await say('mktemp; mktemp')).split('\n');

	expect(one).toMatch(/^\/tmp\/tmp\.\w{10}$/);
	expect(one).not.toBe(other);
	expect(await say('d=$(mktemp -d); [ -d "$d" ] && stat -c %a "$d"; mktemp /tmp/k.XXXX.yaml')).toMatch(
		/^700\n\/tmp\/k\.\w{4}\.yaml$/,
	);
	expect((await run('mktemp /tmp/k')).stderr).toBe("mktemp: too few X's in template ‘/tmp/k’\n");
});

test('cmp finds the first difference', async () => {
	const {run} = labShell();
	await run('printf "a\\nb\\n" > /tmp/1; printf "a\\nc\\n" > /tmp/2; printf "a\\n" > /tmp/3');

	expect((await run('cmp /tmp/1 /tmp/2')).stdout).toBe('/tmp/1 /tmp/2 differ: byte 3, line 2\n');
	expect(await run('cmp -s /tmp/1 /tmp/1')).toMatchObject({exit: 0});
	expect((await run('cmp /tmp/1 /tmp/3')).stderr).toBe('cmp: EOF on /tmp/3 after byte 2, line 2\n');
	expect(await run('cmp -s /tmp/1 /nope')).toMatchObject({stderr: '', exit: 2});
});

test('An owner has to be somebody', async () => {
	const {run} = labShell();

	expect((await run('chown root:root /etc/hosts')).exit).toBe(0);
	expect((await run('chown haproxy /etc/hosts')).stderr).toBe('chown: invalid user: ‘haproxy’\n');
	expect((await run('chown root /nope')).stderr).toBe("chown: cannot access '/nope': No such file or directory\n");
});

test('logger writes into the journal, shuf mixes, realpath resolves', async () => {
	const {say, run} = labShell();

	expect(
		await say(
			'logger -t me hello; journalctl -t me -o cat; seq 5 | shuf | sort | tr -d "\\n"; realpath /lib/../etc/mtab/..',
		),
	).toContain('hello\n12345');
	expect((await run('realpath /nope')).exit).toBe(1);
});
