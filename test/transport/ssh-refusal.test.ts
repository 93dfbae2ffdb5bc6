import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {beforeAll, expect, test} from 'vitest';
import {acceptHostKey, scanHostKey} from '../../source/transport/host-key.ts';
import {refusalOf} from '../../source/transport/ssh-refusal.ts';
import {hasSshd, type Sshd, startSshd} from '../hosts/sshd.ts';
import {makeWorkplace} from '../hosts/workplace.ts';

const workplace = makeWorkplace();
const why = ' (skipped where there is no sshd)';
let sshd: Sshd;

beforeAll(async () => {
	if (hasSshd) sshd = await startSshd(workplace, 'm1');
});

const files = () => ({knownHosts: join(workplace, 'known'), config: sshd.config});
const denied = (methods: string) => ({exit: 255, stderr: `ops@127.0.0.1: Permission denied (${methods}).`});

test.skipIf(!hasSshd)(`An unknown host key is wanted, with its fingerprint; a changed one is not${why}`, async () => {
	const unknown = {exit: 255, stderr: 'Host key verification failed.'};
	const refusal = await refusalOf(sshd.host, sshd.ssh, files(), unknown);
	expect(refusal).toMatchObject({
		message: `The host key of m1 (127.0.0.1) is not known: compare ED25519 ${sshd.fingerprint} with the host's own and accept it.`,
		want: {kind: 'host-key', key: {state: 'unknown', fingerprint: sshd.fingerprint}},
	});

	const other = await startSshd(workplace, 'm2');
	await acceptHostKey(await scanHostKey(other.host, other.ssh, files()), files());
	await other.changeKey();
	const changed = await refusalOf(other.host, other.ssh, files(), unknown);
	expect(changed.want).toBeUndefined();
	expect(changed.message).toMatch(
		new RegExp(
			`^m2 shows another host key \\(ED25519 SHA256:\\S+\\) than the one that is known \\(${other.fingerprint.replaceAll(/[+/]/g, '.')}\\)`,
		),
	);
});

test.skipIf(!hasSshd)(
	`A login is wanted where a person can make one, and not where only a key would help${why}`,
	async () => {
		const want = async (methods: string, identity?: string) =>
			(
				await refusalOf(
					sshd.host,
					{...sshd.ssh, user: 'ops', ...(identity && {identity})},
					files(),
					denied(methods),
				)
			).want;

		expect(await want('publickey')).toBeUndefined();
		expect(await want('publickey,password')).toEqual({kind: 'login', user: 'ops', skipKeys: false});
		expect(await want('publickey,keyboard-interactive')).toMatchObject({kind: 'login'});
		const locked = join(workplace, 'locked');
		spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', 'secret phrase', '-f', locked]);
		expect(await want('publickey', locked)).toEqual({kind: 'login', user: 'ops', skipKeys: false, key: locked});
		expect((await refusalOf(sshd.host, sshd.ssh, files(), {exit: 1, stderr: 'No.'})).want).toBeUndefined();
	},
);

test.skipIf(!hasSshd)(
	`Who is sent away for too many keys may log in where a password is taken, without keys${why}`,
	async () => {
		const tooMany = {exit: 255, stderr: 'Received disconnect from ::1 port 22:2: Too many authentication failures'};
		const known = files();
		const wantAt = async (at: Sshd) => {
			await acceptHostKey(await scanHostKey(at.host, at.ssh, known), known);
			return (await refusalOf(at.host, at.ssh, known, tooMany)).want;
		};

		expect(await wantAt(sshd)).toBeUndefined();
		const open = await startSshd(workplace, 'm3', ['PasswordAuthentication yes']);
		expect(await wantAt(open)).toEqual({kind: 'login', user: open.ssh.user, skipKeys: true});
	},
);
