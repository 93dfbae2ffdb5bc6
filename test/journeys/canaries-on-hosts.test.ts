// Secrets that only real hosts want: a password for sudo, the passphrase of an ssh key, and what a join takes along. The
// processes of hosts made of namespaces are this machine's too, so one look at /proc sees both ends.
import {spawnSync} from 'node:child_process';
import {globSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {createSsh} from '../../source/transport/ssh.ts';
import {joinWithConfig} from '../../steps/join-config.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';
import {hasTerminal, startInTerminal} from '../helpers/terminal.ts';
import {addAccount, must} from '../hosts/accounts.ts';
import {hasNamespaces, type NamespaceHost, startHosts, stopHosts, whereNamespaces} from '../hosts/namespaces.ts';
import {has, makeWorkplace, never} from '../hosts/workplace.ts';

const canRun = hasNamespaces && hasTerminal && has('sudo');

const joinSecrets = {
	'join-token': 'canary.0123456789abcdef',
	'certificate-key': 'ca9a12'.repeat(11).slice(0, 64),
	'ca-cert-hash': `sha256:${'ca9a13'.repeat(11).slice(0, 64)}`,
} as const;
const sudoPassword = 'canary of sudo: it’s $1 & more';
const passphrase = 'canary of an ssh key';

const workplace = makeWorkplace();
const home = join(workplace, 'home');
let m1: NamespaceHost;

/** Command lines and environments of all processes there are. */
const processes = (): string =>
	readdirSync('/proc')
		.filter(name => /^\d+$/.test(name))
		.flatMap(pid =>
			['cmdline', 'environ'].map(file => {
				try {
					return readFileSync(`/proc/${pid}/${file}`, 'latin1');
				} catch {
					// It has ended meanwhile.
					return '';
				}
			}),
		)
		.join('\n');

const utf8 = (text: string): string => Buffer.from(text).toString('latin1');

/** Files below that hold the text, other than those named. */
const filesWith = (directory: string, text: string): readonly string[] =>
	spawnSync('grep', ['-rlaF', '-e', text, directory], {encoding: 'utf8'})
		.stdout.split('\n')
		.filter(line => line !== '');

/** What the host has written on its disk since it was made. */
const disk = (): string => join(dirname(m1.config), 'm1', 'up');

type Job = {readonly during: string; readonly modes: string; readonly left: readonly string[]};
let job: Job;
let walked: {readonly during: string; readonly screen: string};

/** A kubeadm that reads its stdin and stays until it may go. */
const kubeadm = `cat > /usr/local/bin/kubeadm <<'EOF'
#!/bin/sh
cat > /dev/null
echo joining
until [ -e /root/go ]; do sleep 0.05; done
EOF
chmod 755 /usr/local/bin/kubeadm`;

const hostnamectl = `cat > /usr/local/sbin/hostnamectl <<'EOF'
#!/bin/sh
touch /root/begun
until [ -e /root/go ]; do sleep 0.05; done
hostname "$2"
echo "$2" > /etc/hostname
EOF
chmod 755 /usr/local/sbin/hostnamectl; echo other > /etc/hostname`;

const runJob = async (): Promise<Job> => {
	const {ssh, config, knownHosts, host} = m1;
	await must(m1, `${kubeadm}\nrm -f /root/go`);
	const way = createSsh({sshOf: () => ssh, config, knownHosts, jobs: '/var/lib/kubewalk/jobs'});
	const given = {...givenFor(labPlan, 'm2', joinSecrets)};
	const script = joinWithConfig(given, 'control-plane').bash;
	let seen: {readonly during: string; readonly modes: string} | undefined;
	const look = async (): Promise<void> => {
		const modes = await must(m1, "cd /var/lib/kubewalk/jobs && find . -printf '%m %U %p\\n' | sort");
		seen = {during: processes(), modes};
		await must(m1, 'touch /root/go');
	};
	const {exit} = await way.run(host, {id: 'join', script, timeout: 60}, never, text => {
		if (text.includes('joining')) void look();
	});
	await way.close();
	if (exit !== 0 || !seen) throw new Error(`The join ended with ${exit}.`);
	return {...seen, left: (await must(m1, 'ls /var/lib/kubewalk/jobs/join')).trim().split('\n')};
};

const walk = async (): Promise<typeof walked> => {
	await must(m1, `${hostnamectl}\nrm -f /root/go`);
	const account = await addAccount(m1, 'ops', {password: sudoPassword, sudoers: ['ops ALL=(ALL) ALL']});
	const key = join(workplace, 'locked');
	spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-C', 'locked', '-f', key]);
	await must(m1, `echo '${readFileSync(`${key}.pub`, 'utf8').trim()}' > /home/ops/.ssh/authorized_keys`);
	mkdirSync(home);
	const plan = join(workplace, 'cluster.yaml');
	writeFileSync(
		plan,
		`name: canaries
kubernetes: {version: "1.36"}
endpoint: {kind: single}
ssh: {user: ${account.user}, identity: ${key}}
hosts:
  - {name: m1, address: ${m1.host.address}, role: control-plane}
`,
	);
	const terminal = startInTerminal(['run', '--yes', '--stage', 'names', '--plan', plan], home);
	await terminal.until('Enter passphrase');
	terminal.press(`${passphrase}\n`);
	await terminal.until('for sudo on m1');
	terminal.press(`${sudoPassword}\r`);
	let during = '';
	const isOver = {now: false};
	const watch = async (): Promise<void> => {
		while (!isOver.now) {
			during += processes();
			await new Promise(resolve => setTimeout(resolve, 50));
		}
	};
	const watching = watch();
	await must(m1, 'until [ -e /root/begun ]; do sleep 0.1; done; sleep 0.5; touch /root/go');
	const {text, code} = await terminal.ended;
	isOver.now = true;
	await watching;
	if (code !== 0) throw new Error(`The walk ended with ${code}: ${text}`);
	return {during, screen: text};
};

beforeAll(async () => {
	if (!canRun) return;
	[m1] = (await startHosts(1, {names: ['m1']})) as [NamespaceHost];
	job = await runJob();
	walked = await walk();
}, 60_000);
afterAll(stopHosts);

test.skipIf(!canRun).each(Object.keys(joinSecrets))(
	`While a host joins, %s is in no command line and no environment, and afterwards in no file ${whereNamespaces}`,
	name => {
		const canary = joinSecrets[name as keyof typeof joinSecrets];

		expect(job.during.includes('/usr/local/bin/kubeadm\0join\0--config')).toBe(true);
		expect(job.during.includes(canary)).toBe(false);
		expect(filesWith(disk(), canary)).toEqual([]);
	},
);

test.skipIf(!canRun)(
	`The files of a job are read by root alone, and its script is gone when it has ended ${whereNamespaces}`,
	() => {
		const files = job.modes.trim().split('\n');

		expect(files).toContain('700 0 .');
		expect(files).toContain('700 0 ./join');
		expect(files.filter(line => line.includes('script.'))).toHaveLength(1);
		expect(files.filter(line => !/^[67]00 0 /.test(line))).toEqual([]);
		expect(job.left.filter(name => /script|runner/.test(name))).toEqual([]);
	},
);

test.skipIf(!canRun).each([
	['The password for sudo', sudoPassword],
	['The passphrase of an ssh key', passphrase],
])(`%s is in no command line, environment or file, and not on the screen ${whereNamespaces}`, (_, canary) => {
	expect(walked.during.includes('/usr/local/sbin/hostnamectl')).toBe(true);
	expect(filesWith(disk(), 'touch /root/begun')).toHaveLength(1);
	expect(walked.during.includes(utf8(canary))).toBe(false);
	expect(walked.screen.includes(canary)).toBe(false);
	expect(filesWith(home, canary)).toEqual([]);
	expect(filesWith(disk(), canary)).toEqual([]);
});

test.skipIf(!canRun)(`What kubewalk leaves on this machine is read by its owner alone ${whereNamespaces}`, () => {
	const files = globSync('**', {cwd: home, withFileTypes: true}).filter(entry => entry.isFile());
	const open = files.filter(({parentPath, name}) => (statSync(join(parentPath, name)).mode & 0o077) !== 0);

	expect(files.length).toBeGreaterThan(2);
	expect(open.map(({name}) => name)).toEqual([]);
	expect(files.map(({name}) => name).filter(name => /^core|\.heapsnapshot$|^report\./.test(name))).toEqual([]);
});
