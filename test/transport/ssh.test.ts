import {chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeAll, expect, test} from 'vitest';
import {acceptHostKey, scanHostKey} from '../../source/transport/host-key.ts';
import {createSsh, type SshHost} from '../../source/transport/ssh.ts';
import {hasSshd, type Sshd, startSshd} from '../hosts/sshd.ts';
import {deaf, linesOf, makeWorkplace, never} from '../hosts/workplace.ts';

const workplace = makeWorkplace();
const knownHosts = join(workplace, 'known_hosts');
const programs = join(workplace, 'programs');
const jobs = join(workplace, 'jobs');
const sockets = join(workplace, 's');

/** A `sudo` of our own on the host, which says what the test wants it to say. */
const sudoSays = (text: string): void => {
	writeFileSync(join(programs, 'sudo'), `#!/bin/sh\n${text}\n`);
	chmodSync(join(programs, 'sudo'), 0o755);
};

let sshd: Sshd;

beforeAll(async () => {
	if (!hasSshd) return;
	mkdirSync(programs);
	mkdirSync(sockets);
	sshd = await startSshd(workplace, 'm1', [`SetEnv PATH=${programs}:${process.env['PATH']}`]);
	const files = {knownHosts, config: sshd.config};
	await acceptHostKey(await scanHostKey(sshd.host, sshd.ssh, files), files);
});

const connect = (ssh: SshHost = {}, known = knownHosts) =>
	createSsh({sshOf: () => ({...sshd.ssh, ...ssh}), knownHosts: known, config: sshd.config, jobs, sockets});

const why = ' (skipped where there is no sshd)';

test.skipIf(!hasSshd)(`Questions and a job travel over one connection, which is let go at the end${why}`, async () => {
	const ssh = connect();

	const [first, second] = await Promise.all([
		ssh.ask(sshd.host, ['echo "$SSH_CONNECTION"', 'exit 5'], never),
		ssh.ask(sshd.host, ['echo "$SSH_CONNECTION"'], never),
	]);
	const answer = await ssh.run(sshd.host, {id: 'one', script: 'echo "$SSH_CONNECTION"', timeout: 60}, never, deaf);

	expect(first[0]?.stdout).toMatch(/^127\.0\.0\.1 /);
	expect(first[1]?.exit).toBe(5);
	expect(second[0]?.stdout).toBe(first[0]?.stdout);
	expect(answer).toEqual({exit: 0, stdout: first[0]?.stdout, stderr: ''});
	await ssh.close();
	expect(readdirSync(sockets)).toEqual([]);
});

test.skipIf(!hasSshd)(
	`Twenty questions at once are more than one connection has sessions, and all are answered${why}`,
	async () => {
		const ssh = connect();
		const answers = await Promise.all(
			Array.from({length: 20}, (_, index) => ssh.ask(sshd.host, [`echo ${index}`], never)),
		);
		await ssh.close();

		expect(answers.map(([answer]) => answer?.stdout)).toEqual(Array.from({length: 20}, (_, index) => `${index}\n`));
	},
);

test.skipIf(!hasSshd)(
	`A job whose connection is cut goes on, is found again, and each line comes once${why}`,
	async () => {
		const ssh = connect();
		const [count, go] = [join(workplace, 'count'), join(workplace, 'go')];
		let live = '';
		const script = `echo x >> ${count}; echo before; until [ -e ${go} ]; do sleep 0.05; done; echo after`;

		const answer = await ssh.run(sshd.host, {id: 'cut', script, timeout: 60}, never, text => {
			live += text;
			if (text === 'before\n') {
				sshd.hangUp();
				writeFileSync(go, '');
			}
		});
		await ssh.close();

		expect(answer).toEqual({exit: 0, stdout: 'before\nafter\n', stderr: ''});
		expect(live).toBe('before\nafter\n');
		expect(linesOf(count)).toEqual(['x']);
	},
);

test.skipIf(!hasSshd)(`An abort ends the job on the host${why}`, async () => {
	const ssh = connect();
	const stop = new AbortController();

	const answer = await ssh.run(sshd.host, {id: 'stop', script: 'echo $$; sleep 1000', timeout: 60}, stop.signal, () =>
		stop.abort(),
	);
	await ssh.close();

	expect(answer.exit).toBe(130);
	expect(existsSync(`/proc/${answer.stdout.trim()}`)).toBe(false);
});

test.skipIf(!hasSshd || process.getuid?.() !== 0)(
	`A user who is not root gets root's rights through sudo, without a question (skipped without sshd and root)`,
	async () => {
		sudoSays(
			'case "$*" in "-n -H -- sh -s") echo "uid() { :; }" >/dev/null; exec env ROOT=yes sh -s ;; esac; exit 1',
		);
		const ssh = connect({sudo: 'always'});
		const asking = ssh.ask(sshd.host, ['echo "$ROOT"'], never);

		expect((await asking)[0]?.stdout).toBe('yes\n');
		await ssh.close();
	},
);

const refusals: readonly (readonly [says: string, sentence: RegExp])[] = [
	['echo "sudo: a password is required" >&2; exit 1', /may not use sudo on m1 without a password: .*NOPASSWD/],
	['echo "ops is not in the sudoers file." >&2; exit 1', /may not use sudo on m1: allow it in/],
	['echo "sh: 1: sudo: not found" >&2; exit 127', /m1 has no sudo, .*connect as root/],
];

for (const [says, sentence] of refusals) {
	test.skipIf(!hasSshd)(
		`When the host says ${JSON.stringify(says)} the sentence names it and the way out${why}`,
		async () => {
			sudoSays(says);
			const ssh = connect({sudo: 'always'});

			await expect(ssh.ask(sshd.host, ['true'], never)).rejects.toThrow(sentence);
			await ssh.close();
		},
	);
}

test.skipIf(!hasSshd)(
	`A key that the host does not take, and one that is not there, each have their sentence${why}`,
	async () => {
		const wrong = connect({identity: join(workplace, 'm1', 'other-key')});
		await expect(wrong.ask(sshd.host, ['true'], never)).rejects.toThrow(
			/does not let \S+ in with the keys offered .*ssh-copy-id/,
		);
		await wrong.close();

		const missing = connect({identity: join(workplace, 'nothing')});
		await expect(missing.ask(sshd.host, ['true'], never)).rejects.toThrow(
			/The key \S+nothing for m1 cannot be read/,
		);
		await missing.close();
	},
);

test.skipIf(!hasSshd)(
	`A port where nobody listens and a name that nobody knows each have their sentence${why}`,
	async () => {
		const refused = connect({port: 1});
		await expect(refused.ask(sshd.host, ['true'], never)).rejects.toThrow(
			'refuses the connection: is sshd running there',
		);
		await refused.close();

		const nameless = connect();
		const host = {...sshd.host, address: 'no-such-host.invalid'};
		await expect(nameless.ask(host, ['true'], never)).rejects.toThrow(
			'The name no-such-host.invalid of m1 is not known',
		);
		await nameless.close();
	},
);

test.skipIf(!hasSshd)(`A host behind a jump host is reached, and both host keys are checked${why}`, async () => {
	const jump = await startSshd(workplace, 'bastion');
	const target = `${jump.ssh.user}@127.0.0.1:${jump.ssh.port}`;
	const authorized = join(workplace, 'bastion', 'authorized');
	writeFileSync(authorized, linesOf(join(workplace, 'm1', 'key.pub')).join('\n') + '\n');

	const before = connect({jump: target});
	await expect(before.ask(sshd.host, ['true'], never)).rejects.toThrow(
		/On the way to m1, the host key of 127\.0\.0\.1:\d+ is not known: compare ED25519 SHA256:\S+ with/,
	);
	await before.close();

	const files = {knownHosts, config: sshd.config};
	await acceptHostKey(await scanHostKey(jump.host, jump.ssh, files), files);
	const after = connect({jump: target});
	expect((await after.ask(sshd.host, ['echo here'], never))[0]?.stdout).toBe('here\n');
	await after.close();
});

test('A host that cannot be reached is told while the program goes on to another', async () => {
	const ssh = createSsh({sshOf: () => ({port: 1}), knownHosts, config: '/dev/null', sockets: workplace});
	const host = {name: 'gone', address: '127.0.0.1', role: 'worker'};

	await expect(ssh.ask(host, ['true'], never)).rejects.toMatchObject({host: 'gone'});
	await expect(ssh.ask(host, ['true'], AbortSignal.abort())).resolves.toEqual([{exit: 130, stdout: '', stderr: ''}]);
	await ssh.close();
});
