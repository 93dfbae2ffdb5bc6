import {spawnSync} from 'node:child_process';
import {hostname} from 'node:os';
import {readFileSync} from 'node:fs';
import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Answer} from '../../source/engine/declare.ts';
import {createSsh} from '../../source/transport/ssh.ts';
import {hasNamespaces, type NamespaceHost, startHosts, stopHosts, whereNamespaces} from './namespaces.ts';
import {never} from './workplace.ts';

let one: NamespaceHost;
let other: NamespaceHost;

beforeAll(async () => {
	if (!hasNamespaces) return;
	const hosts = await startHosts(2, {names: ['m1', 'w1']});
	[one, other] = [hosts[0]!, hosts[1]!];
});
afterAll(stopHosts);

/** What a person gets who logs in anew; ssh waits two seconds for the host. */
const login = (host: NamespaceHost, script: string, address = host.host.address): string => {
	const options = ['-o', 'BatchMode=yes', '-o', 'ConnectTimeout=2', '-o', `UserKnownHostsFile=${host.knownHosts}`];
	const words = ['-F', host.config, '-i', host.ssh.identity!, ...options, `root@${address}`, script];
	const {stdout, stderr} = spawnSync('ssh', words, {encoding: 'utf8'});
	return (stdout + stderr).trim();
};

const read = async (host: NamespaceHost, script: string): Promise<string> => (await host.exec(script)).stdout.trim();

const connect = () =>
	createSsh({sshOf: () => one.ssh, knownHosts: one.knownHosts, config: one.config, jobs: '/var/lib/kubewalk/jobs'});

test.skipIf(!hasNamespaces)(`A host is reached by both addresses and has a name of its own ${whereNamespaces}`, () => {
	expect(login(one, 'hostname')).toBe('m1');
	expect(login(other, 'hostname', other.address6)).toBe('w1');
	expect(hostname()).not.toBe('m1');
	expect([one.host.role, other.host.role]).toEqual(['control-plane', 'worker']);
});

test.skipIf(!hasNamespaces)(
	`Hosts reach each other, and each sees only its own processes ${whereNamespaces}`,
	async () => {
		expect(await read(one, `read -r word < /dev/tcp/${other.host.address}/22; echo "$word"`)).toMatch(/^SSH-2/);
		expect(await read(one, 'pgrep -x sshd | wc -l')).toBe('1');
		expect(await read(one, 'tr "\\0" " " < /proc/1/cmdline')).toContain('boot.sh');
	},
);

test.skipIf(!hasNamespaces)(
	`What is written on a host is on no other and not on this machine ${whereNamespaces}`,
	async () => {
		await one.exec(
			'useradd ops && echo "ops ALL=(ALL) ALL" > /etc/sudoers.d/ops && mkdir -p /var/lib/kubewalk/jobs',
		);

		expect(await read(one, 'id -un ops')).toBe('ops');
		expect((await other.exec('id ops || ls /etc/sudoers.d/ops')).exit).not.toBe(0);
		expect(readFileSync('/etc/passwd', 'utf8')).not.toMatch(/^ops:/m);
	},
);

test.skipIf(!hasNamespaces)(
	`After a reboot the disk is as it was, and all else is new ${whereNamespaces}`,
	async () => {
		await one.exec(
			'for place in /root /run /tmp /dev/shm; do echo x > $place/mine; done; setsid sleep 1000 >/dev/null 2>&1 &',
		);
		const boot = await read(one, 'cat /proc/sys/kernel/random/boot_id');

		await one.reboot();

		expect(login(one, 'ls /root/mine /run/mine /tmp/mine /dev/shm/mine 2>/dev/null')).toBe('/root/mine');
		expect(await read(one, 'pgrep -fc "sleep 1000$"')).toBe('0');
		expect(boot).toMatch(/^[\da-f-]{36}$/);
		expect(await read(one, 'cat /proc/sys/kernel/random/boot_id')).not.toBe(boot);
	},
);

test.skipIf(!hasNamespaces)(
	`A host that is switched off does not answer until it is on again ${whereNamespaces}`,
	async () => {
		await one.powerOff();
		expect(login(one, 'hostname')).toMatch(/No route to host|timed out/);
		await one.powerOn();
		expect(login(one, 'hostname')).toBe('m1');
	},
);

test.skipIf(!hasNamespaces)(
	`A cut link drops packets in silence, and what waited comes through when it is mended ${whereNamespaces}`,
	async () => {
		const ssh = connect();
		expect((await ssh.ask(one.host, ['hostname'], never))[0]?.stdout).toBe('m1\n');
		let live = '';
		await one.exec('mkfifo /run/go');

		const running = new Promise<Answer>((resolve, reject) => {
			const script = 'echo before; read -r < /run/go; echo after';
			const cutAndMend = async (): Promise<void> => {
				await one.cut();
				expect(login(one, 'hostname')).toMatch(/timed out/);
				expect(login(other, 'hostname')).toBe('w1');
				await one.exec('echo > /run/go');
				await one.mend();
			};
			const hear = (text: string): void => {
				live += text;
				if (text === 'before\n') cutAndMend().catch(reject);
			};
			ssh.run(one.host, {id: 'waits', script, timeout: 60}, never, hear).then(resolve, reject);
		});

		expect(await running).toEqual({exit: 0, stdout: 'before\nafter\n', stderr: ''});
		expect(live).toBe('before\nafter\n');
		await ssh.close();
	},
);

test.skipIf(!hasNamespaces)(
	`When sshd starts again, connections that were open are gone ${whereNamespaces}`,
	async () => {
		const ssh = connect();
		const ask = async () => (await ssh.ask(one.host, ['echo $SSH_CONNECTION'], never))[0]?.stdout;
		const before = await ask();

		await one.restartSshd();

		const after = await ask();
		expect(after).toMatch(/^10\.88\./);
		expect(after).not.toBe(before);
		await ssh.close();
	},
);
