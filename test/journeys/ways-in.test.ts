// The whole program on a terminal, at hosts that want something which only a person can give: what is typed does its work
// and is found nowhere afterwards.
import {spawnSync} from 'node:child_process';
import {appendFileSync, existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import type {SshHost} from '../../source/transport/ssh.ts';
import {kubewalk} from '../helpers/program.ts';
import {hasTerminal, startInTerminal} from '../helpers/terminal.ts';
import {addAccount, must} from '../hosts/accounts.ts';
import {hasNamespaces, type NamespaceHost, startHosts, stopHosts, whereNamespaces} from '../hosts/namespaces.ts';
import {has} from '../hosts/workplace.ts';
import {makeHome} from '../session/story.ts';

const can = hasNamespaces && hasTerminal && has('sudo');
const why = whereNamespaces === '' ? '' : ` ${whereNamespaces}`;
let m1: NamespaceHost;
let w1: NamespaceHost;

beforeAll(async () => {
	if (!can) return;
	const sshd = [
		'PasswordAuthentication yes',
		'KbdInteractiveAuthentication no',
		'Port 22',
		'Port 2222',
		'LogLevel VERBOSE',
	];
	[m1, w1] = (await startHosts(2, {names: ['m1', 'w1'], sshd})) as [NamespaceHost, NamespaceHost];
}, 60_000);
afterAll(stopHosts);

/** A home whose plan has the one host, and the host's key beside it. */
const homeFor = (ssh: SshHost): string => {
	const home = makeHome();
	writeFileSync(join(home, 'known_hosts'), readFileSync(m1.knownHosts));
	writeFileSync(
		join(home, 'cluster.yaml'),
		`name: one
endpoint: {kind: single}
ssh: {user: ${ssh.user}${ssh.identity === undefined ? '' : `, identity: ${ssh.identity}`}}
hosts: [{name: m1, address: ${m1.host.address}, role: control-plane}]
`,
	);
	return home;
};

const args = ['run', '--plan', 'cluster.yaml', '--yes', '--stage', 'connect', '--until', 'root'];

/** Whether it stands in any file below the home. */
const isKept = (home: string, secret: string): boolean => spawnSync('grep', ['-rqF', secret, home]).status === 0;

const makeKey = (home: string, passphrase: string): string => {
	const file = join(home, 'id');
	spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-C', 'mine', '-f', file]);
	return file;
};

test.skipIf(!can)(
	`Without a screen sudo's password is typed unseen; without a terminal there is a sentence and exit 3${why}`,
	async () => {
		const password = 'correct horse 密码';
		const home = homeFor(await addAccount(m1, 'ops', {password, sudoers: ['ops ALL=(ALL) ALL']}));
		const terminal = startInTerminal(args, home);
		await terminal.until('Password of ops for sudo on m1: ');
		terminal.press(`${password}\r`);
		const {code, text} = await terminal.ended;

		expect(text).toMatch(/m1 {2}Commands run as root: already so/);
		expect(code).toBe(0);
		expect(text).not.toContain('horse');
		expect(existsSync(join(home, 'sessions'))).toBe(true);
		expect(isKept(home, 'horse')).toBe(false);

		const alone = await kubewalk(args, {home});
		expect(alone.code).toBe(3);
		expect(alone.stderr).toMatch(
			/^✖ m1 .*: ops may not use sudo on m1 without a password: give it when kubewalk asks on a terminal, /m,
		);
	},
	60_000,
);

test.skipIf(!can)(
	`Ctrl+C at the question turns it down: a sentence, exit 3, and no connection stays${why}`,
	async () => {
		const home = homeFor(await addAccount(m1, 'shy', {password: 'pw', sudoers: ['shy ALL=(ALL) ALL']}));
		const terminal = startInTerminal(args, home);
		await terminal.until('Password of shy for sudo on m1: ');
		terminal.press('\u0003');
		const {code, text} = await terminal.ended;

		expect(text).toContain('No password for sudo was given for shy on m1: type it when asked');
		expect(code).toBe(3);
		expect(await must(m1, 'pgrep -u shy -c sshd || :')).toBe('0\n');
	},
	60_000,
);

test.skipIf(!can)(
	`A host that takes only a password is logged in to once; the key offered then lets us in for good${why}`,
	async () => {
		const sudoers = ['newcomer ALL=(ALL) NOPASSWD: ALL'];
		const account = await addAccount(m1, 'newcomer', {password: 'pass word', sudoers, key: false});
		const home = homeFor(account);
		const identity = makeKey(home, '');
		writeFileSync(
			join(home, 'cluster.yaml'),
			readFileSync(join(home, 'cluster.yaml'), 'utf8').replace('newcomer', `newcomer, identity: ${identity}`),
		);
		const alone = await kubewalk(args, {home});
		expect(alone.code).toBe(3);
		expect(alone.stderr).toContain('but takes a password: log in when kubewalk asks for it on a terminal');

		const terminal = startInTerminal(args, home);
		await terminal.until("'s password: ");
		terminal.press('pass word\n');
		await terminal.until('needs no password there from now on?');
		terminal.press('y\r');
		const {code, text} = await terminal.ended;
		expect(text).toContain('m1 lets newcomer in with a password.');
		expect(text).toMatch(/m1 {2}Commands run as root: already so/);
		expect(code).toBe(0);
		expect(isKept(home, 'pass word')).toBe(false);
		expect(
			await must(m1, 'stat -c "%U %a" ~newcomer/.ssh/authorized_keys; wc -l < ~newcomer/.ssh/authorized_keys'),
		).toBe('newcomer 600\n1\n');

		expect((await kubewalk(args, {home})).code).toBe(0);
	},
	60_000,
);

test.skipIf(!can)(
	`Who would have no key put there is let in all the same, and the host is left as it was${why}`,
	async () => {
		const sudoers = ['visitor ALL=(ALL) NOPASSWD: ALL'];
		const home = homeFor(await addAccount(m1, 'visitor', {password: 'pass word', sudoers, key: false}));
		const identity = makeKey(home, '');
		writeFileSync(
			join(home, 'cluster.yaml'),
			readFileSync(join(home, 'cluster.yaml'), 'utf8').replace('visitor', `visitor, identity: ${identity}`),
		);
		const terminal = startInTerminal(args, home);
		await terminal.until("'s password: ");
		terminal.press('pass word\n');
		await terminal.until('needs no password there from now on?');
		terminal.press('n\r');
		const {code, text} = await terminal.ended;

		expect(text).toMatch(/m1 {2}Commands run as root: already so/);
		expect(code).toBe(0);
		expect(await must(m1, 'ls -A ~visitor/.ssh')).toBe('');
	},
	60_000,
);

test.skipIf(!can)(
	`On the screen ssh has the terminal to itself while it asks, and then the screen goes on${why}`,
	async () => {
		const sudoers = ['guest ALL=(ALL) NOPASSWD: ALL'];
		const home = homeFor(await addAccount(m1, 'guest', {password: 'pass word', sudoers, key: false}));
		// Leaves a session open, in which the host is out of reach; kubewalk goes on with the only one.
		await kubewalk(args, {home});
		const terminal = startInTerminal([], home);
		await terminal.until('m1 lets guest in with a password.');
		terminal.press('y');
		await terminal.until("'s password: ");
		for (const key of 'pass word\n') terminal.press(key);
		await terminal.until('try again on 1 host');
		terminal.press('\r');
		await terminal.until('“A system with apt');
		terminal.press('q');
		const {code, text} = await terminal.ended;

		expect(text).not.toContain('Permission denied');
		expect(text).not.toContain('pass word');
		// Left before its end.
		expect(code).toBe(4);
	},
	60_000,
);

test.skipIf(!can)(
	`The passphrase of a key is asked for by ssh itself, and carries the whole session${why}`,
	async () => {
		const account = await addAccount(m1, 'keyed', {sudoers: ['keyed ALL=(ALL) NOPASSWD: ALL'], key: false});
		const home = homeFor(account);
		const identity = makeKey(home, 'open sesame');
		await must(
			m1,
			`echo '${readFileSync(`${identity}.pub`, 'utf8').trim()}' > ~keyed/.ssh/authorized_keys
			chown keyed ~keyed/.ssh/authorized_keys && chmod 600 ~keyed/.ssh/authorized_keys`,
		);
		writeFileSync(
			join(home, 'cluster.yaml'),
			readFileSync(join(home, 'cluster.yaml'), 'utf8').replace('keyed', `keyed, identity: ${identity}`),
		);
		const terminal = startInTerminal(args, home);
		await terminal.until('Enter passphrase for key');
		terminal.press('open sesame\n');
		const {code, text} = await terminal.ended;

		expect(text).toMatch(/m1 {2}Commands run as root: already so/);
		expect(code).toBe(0);
	},
	60_000,
);

test.skipIf(!can)(
	`Each host of a plan has its own user, port and way to root, and the plan's own go for the others${why}`,
	async () => {
		await addAccount(w1, 'porter', {sudoers: ['porter ALL=(ALL) NOPASSWD: ALL']});
		const home = homeFor({...m1.ssh, user: 'root'});
		const known = readFileSync(w1.knownHosts, 'utf8').split('\n');
		const line = known.find(line => line.startsWith(`${w1.host.address},`)) ?? '';
		appendFileSync(join(home, 'known_hosts'), `[${w1.host.address}]:2222${line.slice(line.indexOf(' '))}\n`);
		const worker = `{name: w1, address: ${w1.host.address}, role: worker, ssh: {user: porter, port: 2222}}`;
		const plan = readFileSync(join(home, 'cluster.yaml'), 'utf8');
		writeFileSync(join(home, 'cluster.yaml'), plan.replace('plane}]', `plane}, ${worker}]`));
		const {code, stdout} = await kubewalk(args, {home});

		expect(stdout).toMatch(/m1 {2}Commands run as root: already so/);
		expect(stdout).toMatch(/w1 {2}Commands run as root: already so/);
		expect(code).toBe(0);
		const log = await must(w1, 'cat /var/log/sshd.log');
		expect(log).toMatch(/^Connection from \S+ port \d+ on \S+ port 2222/m);
		expect(log).toContain('Accepted publickey for porter from');
	},
	60_000,
);
