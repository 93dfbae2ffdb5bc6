// What a job and a round of questions meet on real hosts: other people's accounts, full and read-only disks, wrong clocks.
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {createSsh, type SshHost} from '../../source/transport/ssh.ts';
import {addAccount, must} from './accounts.ts';
import {hasNamespaces, type NamespaceHost, startHosts, stopHosts, whereNamespaces} from './namespaces.ts';
import {deaf, has, makeWorkplace, never} from './workplace.ts';

const sockets = join(makeWorkplace(), 's');
mkdirSync(sockets);
let m1: NamespaceHost;
let ops: SshHost;
let count = 0;

beforeAll(async () => {
	if (!hasNamespaces) return;
	[m1] = (await startHosts(1)) as [NamespaceHost];
	ops = await addAccount(m1, 'ops', {sudoers: ['ops ALL=(ALL) NOPASSWD: ALL']});
	await mustExec('usermod -s /bin/bash ops');
});
afterAll(stopHosts);

const mustExec = (script: string): Promise<string> => must(m1, script);

/** A connection of its own, as another bastion has it. */
const connect = (ssh: Partial<SshHost> = {}) =>
	createSsh({sshOf: () => ({...m1.ssh, ...ssh}), knownHosts: m1.knownHosts, config: m1.config, sockets});

const lines = (word: string): string => Array.from({length: 300}, (_, index) => `${word} ${index + 1}\n`).join('');

/** A job over a new connection; each has another id. */
const run = async (script: string, ssh: Partial<SshHost> = {}, id = `job-${(count += 1)}`) => {
	const transport = connect(ssh);
	try {
		return await transport.run(m1.host, {id, script, timeout: 60}, never, deaf);
	} finally {
		await transport.close();
	}
};

const ask = async (question: string, ssh: Partial<SshHost> = {}) => {
	const transport = connect(ssh);
	try {
		return (await transport.ask(m1.host, [question], never))[0];
	} finally {
		await transport.close();
	}
};

const rootThroughSudo = {exit: 0, stdout: '0 ops\n', stderr: ''};

test.skipIf(!hasNamespaces || !has('sudo'))(
	`A user who is not root runs jobs and asks as root through sudo ${whereNamespaces}`,
	async () => {
		expect(await run('echo "$(id -u) $SUDO_USER"', ops)).toEqual(rootThroughSudo);
		expect(await ask('echo "$(id -u) $SUDO_USER"', ops)).toEqual(rootThroughSudo);
	},
);

test.skipIf(!hasNamespaces || !has('sudo'))(
	`A login shell that prints a banner, on both streams, changes no answer ${whereNamespaces}`,
	async () => {
		await mustExec(
			`printf 'echo "Welcome to m1"; echo "kw-banner begin 0"; echo careful >&2\\n' | tee /home/ops/.profile > /home/ops/.bashrc`,
		);

		expect((await mustExec('su ops -c "bash -lc true"')).trim()).toContain('Welcome to m1');
		expect(await run('echo "$(id -u) $SUDO_USER"', ops)).toEqual(rootThroughSudo);
		expect(await ask('echo "$(id -u) $SUDO_USER"', ops)).toEqual(rootThroughSudo);
	},
);

test.skipIf(!hasNamespaces || !has('sudo'))(
	`A home and a place for jobs from which nothing may be executed do no harm ${whereNamespaces}`,
	async () => {
		const places = ['/home/ops', '/root', '/var/lib/kubewalk'];
		await mustExec(`mkdir -p /var/lib/kubewalk
			for place in ${places.join(' ')}; do mount --bind $place $place; mount -o remount,bind,noexec $place; done`);
		try {
			expect(await run('echo "$(id -u) $SUDO_USER"', ops)).toEqual(rootThroughSudo);
			expect(await run('echo root')).toMatchObject({exit: 0, stdout: 'root\n'});
		} finally {
			await mustExec(`umount -l ${places.join(' ')}`);
		}
	},
);

const full = (place: string): string =>
	`mount -t tmpfs -o size=64k kw ${place} && head -c 1000000 /dev/zero > ${place}/fill 2>/dev/null || true`;
const readOnly = (place: string): string => `mount -t tmpfs -o ro kw ${place}`;

/** The host's own /run, where sshd is at home, cannot be covered by another. */
const fullRun = (): string => 'mount -o remount,size=100k /run; head -c 1000000 /dev/zero > /run/fill || true';

const spoiled: readonly (readonly [how: string, places: readonly string[], spoil: (place: string) => string])[] = [
	['a full /tmp', ['/tmp', '/var/tmp'], full],
	['a read-only /tmp', ['/tmp', '/var/tmp'], readOnly],
	['a full /dev/shm and /run', ['/dev/shm'], place => `${full(place)}\n${fullRun()}`],
	['a read-only /dev/shm', ['/dev/shm'], readOnly],
];

for (const [how, places, spoil] of spoiled)
	test.skipIf(!hasNamespaces)(`With ${how} jobs run and questions are answered ${whereNamespaces}`, async () => {
		await mustExec(places.map(spoil).join('\n'));
		try {
			expect(await run('echo on')).toEqual({exit: 0, stdout: 'on\n', stderr: ''});
			expect(await ask('echo on; echo err >&2')).toEqual({exit: 0, stdout: 'on\n', stderr: 'err\n'});
		} finally {
			await mustExec(`umount ${places.join(' ')}; rm -f /run/fill; mount -o remount,size=50% /run`);
		}
	});

test.skipIf(!hasNamespaces)(`With /run, /tmp and /dev/shm read-only the host says so ${whereNamespaces}`, async () => {
	await mustExec(`mount -o remount,ro /run; ${['/tmp', '/var/tmp', '/dev/shm'].map(readOnly).join('\n')}`);
	try {
		expect(await run('echo on')).toMatchObject({exit: 0, stdout: 'on\n'});
		await expect(ask('true')).rejects.toThrow(
			'm1 cannot be asked: no directory with room can be made in /dev/shm, /run, /tmp or /var/tmp.',
		);
	} finally {
		await mustExec('umount /tmp /var/tmp /dev/shm; mount -o remount,rw /run');
	}
});

for (const [how, spoil, why] of [
	['full', full, 'No space left on device'],
	['read-only', readOnly, 'Read-only file system'],
] as const)
	test.skipIf(!hasNamespaces)(
		`Where the place for jobs is ${how}, the reason is said and nothing has run ${whereNamespaces}`,
		async () => {
			await mustExec(`mkdir -p /var/lib/kubewalk; ${spoil('/var/lib/kubewalk')}`);
			try {
				const {exit, stderr} = await run('touch /root/ran');

				expect(exit).toBe(126);
				expect(stderr).toMatch(/^kubewalk: nothing was run, because the job cannot be kept on m1: /);
				expect(stderr).toContain(why);
				expect((await m1.exec('ls /root/ran')).exit).not.toBe(0);
			} finally {
				await mustExec('umount /var/lib/kubewalk');
			}
		},
	);

test.skipIf(!hasNamespaces)(
	`After a reboot a job that ran is interrupted, with its output so far, and asking again does not start it ${whereNamespaces}`,
	async () => {
		const script = 'echo x >> /root/times; echo so far; sleep 1000';
		const transport = connect();
		let rebooted: Promise<void> = Promise.resolve();
		const answer = await transport.run(m1.host, {id: 'rebooted', script, timeout: 2000}, never, text => {
			if (text === 'so far\n') rebooted = m1.reboot();
		});
		await rebooted;
		await transport.close();

		expect(answer).toEqual({
			exit: 125,
			stdout: 'so far\n',
			stderr: 'kubewalk: the host went down, or the job was killed, before it ended; it is not started again by itself.\n',
		});
		expect(await run(script, {}, 'rebooted')).toEqual(answer);
		expect((await mustExec('cat /root/times')).trim()).toBe('x');
	},
	120_000,
);

test.skipIf(!hasNamespaces)(
	`Two bastions that ask for the same job get one run, and both all of its output as it comes ${whereNamespaces}`,
	async () => {
		const job = {
			id: 'shared',
			script: 'echo x >> /root/runs; for i in $(seq 300); do echo line $i; echo err $i >&2; sleep 0.005; done',
			timeout: 60,
		};
		const bastions = [connect(), connect(), connect()];
		const heard = bastions.map(() => ({stdout: '', stderr: '', parts: 0}));

		const answers = await Promise.all(
			bastions.map((bastion, index) =>
				bastion.run(m1.host, job, never, (text, stream) => {
					heard[index]![stream] += text;
					heard[index]!.parts += 1;
				}),
			),
		);
		await Promise.all(bastions.map(bastion => bastion.close()));

		const whole = {exit: 0, stdout: lines('line'), stderr: lines('err')};
		expect(answers).toEqual([whole, whole, whole]);
		for (const {stdout, stderr, parts} of heard) {
			expect({stdout, stderr}).toEqual({stdout: whole.stdout, stderr: whole.stderr});
			expect(parts).toBeGreaterThan(4);
		}
		expect((await mustExec('cat /root/runs')).trim()).toBe('x');
	},
	60_000,
);
