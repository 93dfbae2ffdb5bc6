// Hosts that do not let us in: an address where nobody listens, another key, a user who may not. The others go on where
// the book allows. The hosts are this machine, asked whether we are root and nothing else.
import {spawnSync} from 'node:child_process';
import {chmodSync, existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {addresses, localPlan, startLocalHosts} from '../helpers/local-hosts.ts';
import {kubewalk} from '../helpers/program.ts';
import {hasSshd, type Sshd, startSshd} from '../hosts/sshd.ts';
import {has, makeWorkplace} from '../hosts/workplace.ts';
import {makeHome} from '../session/story.ts';

const workplace = makeWorkplace();
let sshd: Sshd;

beforeAll(async () => {
	if (hasSshd) sshd = await startLocalHosts(workplace, 'hosts');
});

const why = ' (skipped where there is no sshd)';
const nowhere = 'port: 1';

/** The three hosts, each with what differs in its ssh settings. */
const writePlan = (home: string, ssh: Readonly<Record<string, string>> = {}): void => {
	const roles = {m1: 'control-plane', w1: 'worker', w2: 'worker'};
	const hosts = Object.entries(roles).map(([name, role], index) => ({
		name,
		address: addresses[index]!,
		role,
		...(ssh[name] !== undefined && {ssh: ssh[name]}),
	}));
	writeFileSync(join(home, 'cluster.yaml'), localPlan(sshd, hosts));
};

const ask = (home: string, ...more: readonly string[]) =>
	kubewalk(['run', '--plan', 'cluster.yaml', '--yes', '--stage', 'connect', '--until', 'root', ...more], {home});

test.skipIf(!hasSshd)(
	`A worker that cannot be reached is told, the others go on, and the code says so${why}`,
	async () => {
		const home = makeHome();
		writePlan(home, {w1: nowhere});
		const {code, stdout, stderr} = await ask(home);
		expect(code).toBe(3);
		expect(stdout).toMatch(/^✔ m1 {2}Commands run as root: already so$/m);
		expect(stdout).toMatch(/^✔ w2 {2}Commands run as root: already so$/m);
		expect(stderr).toMatch(
			/^✖ w1 {2}Commands run as root: unreachable: w1 \(\S+@127\.0\.0\.2:1\) refuses the connection: is sshd running there, and on this port\?\n/,
		);
		expect(stderr).toMatch(
			/0 done, 2 already so, 0 skipped, 1 failed, in .* s\nGo on with: kubewalk run --yes --resume \S+\n$/,
		);
	},
);

test.skipIf(!hasSshd)(
	`A control plane that cannot be reached ends the run before anything else is done${why}`,
	async () => {
		const home = makeHome();
		writePlan(home, {m1: nowhere});
		const {code, stdout, stderr} = await kubewalk(
			[
				'run',
				'--plan',
				'cluster.yaml',
				'--yes',
				'--stage',
				'connect',
				'--until',
				'operating-system',
				'--lang',
				'zh',
			],
			{home},
		);
		expect(code).toBe(3);
		expect(stderr).toMatch(/^✖ m1 {2}.*：连不上：m1 \(/m);
		expect(stdout + stderr).not.toContain('Debian');
	},
);

test.skipIf(!hasSshd)(`A host that shows another key than before is refused with both fingerprints${why}`, async () => {
	const home = makeHome();
	const changing = await startLocalHosts(workplace, 'changing');
	writeFileSync(
		join(home, 'cluster.yaml'),
		localPlan(changing, [{name: 'm1', address: addresses[0], role: 'control-plane'}]),
	);
	expect((await ask(home)).code).toBe(0);
	expect(readFileSync(join(home, 'known_hosts'), 'utf8')).toMatch(/^\[127\.0\.0\.1\]:\d+ ssh-ed25519 /);

	await changing.changeKey();
	const {code, stderr} = await ask(home);
	expect(code).toBe(3);
	const [, now, before] =
		/another host key \(ED25519 (SHA256:\S+)\) than the one that is known \((SHA256:\S+)\)/.exec(stderr)!;
	expect(before).toBe(changing.fingerprint);
	expect(now).not.toBe(before);
	expect(stderr).toMatch(
		/if the host was installed anew, remove the old key with ssh-keygen -R and accept the new one/,
	);
});

const user = 'kubewalk-test';
const canMakeUsers = hasSshd && process.getuid?.() === 0 && has('sudo') && has('useradd');

afterAll(() => {
	// Its connection may still be on its way out, so without force it would stay.
	if (canMakeUsers) spawnSync('userdel', ['-f', user]);
});

test.skipIf(!canMakeUsers)(
	'A user who may not use sudo without a password is told what to allow (skipped without root, sshd and sudo)',
	async () => {
		const home = makeHome();
		// A password that nothing matches: the account is not locked, and sudo has something to ask for.
		spawnSync('useradd', ['-M', '-d', '/', '-s', '/bin/sh', '-p', '*', user]);
		expect(spawnSync('id', [user]).status).toBe(0);
		const plain = await startSshd(workplace, 'plain');
		for (const path of [workplace, join(workplace, 'plain'), join(workplace, 'plain/authorized')])
			chmodSync(path, 0o755);
		const plan = localPlan({...plain, ssh: {...plain.ssh, user}}, [
			{name: 'm1', address: addresses[0], role: 'control-plane'},
		]);
		writeFileSync(join(home, 'cluster.yaml'), plan);

		const {code, stderr} = await ask(home);
		expect(code).toBe(3);
		expect(stderr).toMatch(
			new RegExp(
				`unreachable: ${user} may not use sudo on m1 without a password: give it when kubewalk asks on a terminal, allow sudo without one \\(NOPASSWD in /etc/sudoers\\.d\\), or connect as root\\.\n`,
			),
		);
		expect(existsSync(join(home, 'sessions'))).toBe(true);
	},
);
