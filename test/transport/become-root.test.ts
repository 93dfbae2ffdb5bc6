import {mkdirSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test, vi} from 'vitest';
import {createSsh, type Ssh, type SshHost} from '../../source/transport/ssh.ts';
import {addAccount, must} from '../hosts/accounts.ts';
import {hasNamespaces, type NamespaceHost, startHosts, stopHosts, whereNamespaces} from '../hosts/namespaces.ts';
import {deaf, has, makeWorkplace, never} from '../hosts/workplace.ts';

const sockets = join(makeWorkplace(), 's');
let m1: NamespaceHost;
const can = hasNamespaces && has('sudo');
const why = whereNamespaces === '' ? '' : ` ${whereNamespaces}`;
const open: Ssh[] = [];

beforeAll(async () => {
	mkdirSync(sockets);
	if (can) [m1] = (await startHosts(1)) as [NamespaceHost];
});
afterAll(async () => {
	await Promise.all(open.map(ssh => ssh.close()));
	stopHosts();
});

const connect = (ssh: SshHost): Ssh => {
	const made = createSsh({sshOf: () => ssh, knownHosts: m1.knownHosts, config: m1.config, sockets});
	open.push(made);
	return made;
};

const idOver = async (ssh: Ssh): Promise<string | undefined> => (await ssh.ask(m1.host, ['id -u'], never))[0]?.stdout;

test.skipIf(!can)(`A user who may use sudo without a password is root, and so is root himself${why}`, async () => {
	const free = await addAccount(m1, 'free', {sudoers: ['free ALL=(ALL) NOPASSWD: ALL']});

	expect(await idOver(connect(free))).toBe('0\n');
	expect(await idOver(connect({...m1.ssh, sudo: 'auto'}))).toBe('0\n');
	expect(await idOver(connect({...free, sudo: 'never'}))).not.toBe('0\n');
});

const passwords = ['hunter2', `it's "a\\b" $HOME  two  spaces `, '-Secret 1', '密码 пароль é'];

test.skipIf(!can).each(passwords.map((password, index) => [password, `user${index}`] as const))(
	`sudo takes the password %s over stdin, for questions and jobs${why}`,
	async (password, user) => {
		const ssh = connect(await addAccount(m1, user, {password, sudoers: [`${user} ALL=(ALL) ALL`]}));
		expect(await ssh.knock(m1.host)).toEqual({kind: 'sudo-password', user, failures: 0});
		ssh.give(m1.host, password);
		expect(await ssh.knock(m1.host)).toBeUndefined();

		expect(await idOver(ssh)).toBe('0\n');
		const script = `id -u; echo "[$(cat)]"; cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>&1 | tr '\\0' '\\n' || true`;
		const job = await ssh.run(m1.host, {id: user, script, timeout: 60}, never, deaf);
		expect(job).toMatchObject({exit: 0, stdout: expect.stringMatching(/^0\n\[\]\n/)});
		expect(job.stdout).not.toContain(password.trim());
	},
);

test.skipIf(!can)(
	`Neither a ticket that sudo keeps, nor a lecture, nor a rule that asks no more comes between sudo and the script${why}`,
	async () => {
		const rules = ['Defaults:ops timestamp_type=global,lecture=always', 'ops ALL=(ALL) ALL'];
		const ssh = connect(await addAccount(m1, 'ops', {password: 'pass word', sudoers: rules}));
		await ssh.knock(m1.host);
		ssh.give(m1.host, 'pass word');
		expect(await ssh.knock(m1.host)).toBeUndefined();
		const ask = async (): Promise<unknown> => (await ssh.ask(m1.host, ['id -u; cat', 'echo two'], never))[0];
		expect(await ask()).toEqual({exit: 0, stdout: '0\n', stderr: ''});

		// With a fresh ticket for all of the user's sessions, sudo would not read the password.
		await must(m1, `su ops -c "echo 'pass word' | sudo -S -v"`);
		expect(await ask()).toEqual({exit: 0, stdout: '0\n', stderr: ''});

		await must(m1, `echo 'ops ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/zz && chmod 440 /etc/sudoers.d/zz`);
		expect(await ask()).toEqual({exit: 0, stdout: '0\n', stderr: ''});
		await must(m1, 'rm /etc/sudoers.d/zz');
	},
);

test.skipIf(!can)(
	`A wrong password is one failed attempt; after three of them the host is left alone, with a sentence${why}`,
	async () => {
		const rules = ['Defaults:clumsy logfile=/var/log/clumsy', 'clumsy ALL=(ALL) ALL'];
		const ssh = connect(await addAccount(m1, 'clumsy', {password: 'right', sudoers: rules}));
		const wanted = [];
		for (const wrong of ['wrong', 'wrong two', 'wronger']) {
			wanted.push(await ssh.knock(m1.host));
			ssh.give(m1.host, wrong);
		}

		expect(wanted).toEqual([0, 1, 2].map(failures => ({kind: 'sudo-password', user: 'clumsy', failures})));
		expect(await ssh.knock(m1.host)).toBeUndefined();
		const log = (): Promise<string> => must(m1, 'grep -c "1 incorrect password attempt" /var/log/clumsy');
		expect(await log()).toBe('3\n');
		await expect(ssh.ask(m1.host, ['true'], never)).rejects.toThrow(
			/^sudo on m1 did not take the password of clumsy: start kubewalk again/,
		);
		expect(await log()).toBe('3\n');
		await ssh.close();
	},
);

const refusals: readonly (readonly [user: string, rule: string, sentence: RegExp])[] = [
	[
		'teletype',
		'Defaults:teletype requiretty',
		/^sudo on m1 wants a terminal \(requiretty in sudoers\), .*!requiretty/,
	],
	['outsider', '', /^outsider may not use sudo on m1: allow it in \/etc\/sudoers\.d/],
	['limited', 'limited ALL=(ALL) /bin/ls', /^limited may not use sudo on m1: allow it in \/etc\/sudoers\.d/],
];

test.skipIf(!can).each(refusals)(
	`What no password changes is a sentence and no second question, and the connection is let go: %s${why}`,
	async (user, rule, sentence) => {
		await Promise.all(open.splice(0).map(other => other.close()));
		const ssh = connect(await addAccount(m1, user, {password: 'right', sudoers: [rule]}));
		if ((await ssh.knock(m1.host)) !== undefined) ssh.give(m1.host, 'right');

		expect(await ssh.knock(m1.host)).toBeUndefined();
		await expect(ssh.ask(m1.host, ['true'], never)).rejects.toThrow(sentence);
		const [directory = ''] = readdirSync(sockets);
		await vi.waitFor(() => expect(readdirSync(join(sockets, directory))).toEqual([]), 10_000);
	},
);
