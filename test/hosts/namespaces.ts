// Hosts on this machine, each with its own sshd, processes, disk, network card and boot id: they can be rebooted,
// switched off and cut from the network without a virtual machine. Needs root; /etc, /root and users of a host are its own.
import {spawn, spawnSync, type ChildProcess} from 'node:child_process';
import {chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Host} from '../../source/engine/given.ts';
import type {SshHost} from '../../source/transport/ssh-options.ts';
import {type Bridge, createBridge, mustIp} from './bridge.ts';

export type Said = {readonly exit: number; readonly stdout: string; readonly stderr: string};

export type NamespaceHost = {
	readonly host: Host;
	readonly address6: string;
	readonly ssh: SshHost;
	/** A configuration of ssh that knows nothing of this user's own hosts. */
	readonly config: string;
	/** Holds the keys of all hosts, by both addresses. */
	readonly knownHosts: string;
	/** Directory of this machine with all that the host has written to its disk, and nothing else. */
	readonly written: string;
	/** Bash inside the host, as its root, past sshd and the network; works while the host is cut. */
	readonly exec: (script: string) => Promise<Said>;
	/** A program of this machine, with its files, in the host's network; it ends with this process. */
	readonly beside: (words: readonly string[]) => ChildProcess;
	/** The power fails and comes back: nothing is said to open connections, /run, /tmp and /dev/shm are empty. */
	readonly reboot: () => Promise<void>;
	readonly powerOff: () => Promise<void>;
	readonly powerOn: () => Promise<void>;
	/** All of sshd ends, open connections too, and starts again. */
	readonly restartSshd: () => Promise<void>;
	/** Every packet to and from the host is dropped; nobody is told. */
	readonly cut: () => Promise<void>;
	readonly mend: () => Promise<void>;
};

export type HostsOptions = {
	/** Left out: m1, m2 …; a name that begins with w is a worker. */
	readonly names?: readonly string[];
	/** More lines for sshd's configuration; sshd takes the first of several. */
	readonly sshd?: readonly string[];
};

/** Undefined: the kernel, the user or a missing program does not allow them, and the reason is plain. */
const lacking = (): string | undefined => {
	if (process.getuid?.() !== 0) return 'root';
	if (!existsSync('/usr/sbin/sshd')) return 'sshd';
	if (spawnSync('sh', ['-c', 'command -v nft && command -v ip && command -v setpriv']).status !== 0) {
		return 'nft and ip';
	}
	const trial = `mount -t tmpfs none /mnt && mkdir /mnt/u /mnt/w /mnt/r &&
		mount -t overlay none -o lowerdir=/,upperdir=/mnt/u,workdir=/mnt/w /mnt/r && ip link add kwtrial type bridge && nft list ruleset`;
	const flags = ['--mount', '--pid', '--net', '--uts', '--ipc', '--fork'];
	return spawnSync('unshare', [...flags, 'sh', '-c', trial]).status === 0 ? undefined : 'namespaces and overlays';
};

const missing = lacking();
export const hasNamespaces = missing === undefined;
/** For the names of tests. */
export const whereNamespaces = `(skipped where there are no hosts of namespaces${missing ? `: no ${missing} here` : ''})`;

const collect = (child: ChildProcess): Promise<Said> =>
	new Promise((resolve, reject) => {
		let stdout = '';
		let stderr = '';
		child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
		child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
		child.once('error', reject);
		child.once('close', code => resolve({exit: code ?? -1, stdout, stderr}));
	});

const dropAll = `nft 'table inet cut {
	chain in { type filter hook input priority -300; policy drop; iif lo accept; }
	chain out { type filter hook output priority -300; policy drop; oif lo accept; }
}'`;

/** One that starts while the old one still dies finds its port taken, and says so in its log only. */
const restart = `pkill -KILL -x sshd
timeout 20 sh -c 'while pgrep -x -r D,R,S sshd; do sleep 0.02; done' >/dev/null
/usr/sbin/sshd -E /var/log/sshd.log`;

type Power = {readonly guardian: ChildProcess; readonly pid: string};

let bridge: Bridge | undefined;
let count = 0;
const powers = new Map<string, Power>();

/** The one child of `unshare` is the host's PID 1. */
const firstProcessOf = (pid: number): string => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();

const makeDisk = (directory: string, identity: string, sshd: readonly string[]): void => {
	for (const part of ['up/etc/ssh', 'work', 'root', 'home/.ssh']) {
		mkdirSync(join(directory, part), {recursive: true});
	}
	for (const part of ['home', 'home/.ssh']) chmodSync(join(directory, part), 0o700);
	const file = (name: string): string => join(directory, 'up', name);
	spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file('etc/ssh/ssh_host_ed25519_key')]);
	cpSync(`${identity}.pub`, join(directory, 'home/.ssh/authorized_keys'));
	const own = ['HostKey /etc/ssh/ssh_host_ed25519_key', 'PermitRootLogin yes', 'PasswordAuthentication no'];
	writeFileSync(file('etc/ssh/sshd_config'), [...sshd, ...own, 'UsePAM no', 'PidFile /run/sshd.pid', ''].join('\n'));
};

const makeHost = async (ground: Bridge, name: string, sshd: readonly string[]): Promise<NamespaceHost> => {
	const index = count++;
	const {v4, v6} = ground.addressOf(index);
	const directory = join(ground.directory, name);
	const link = `${ground.name}-${index}`;
	const identity = join(ground.directory, 'key');
	makeDisk(directory, identity, sshd);
	const key = readFileSync(join(directory, 'up/etc/ssh/ssh_host_ed25519_key.pub'), 'utf8');
	const knownHosts = join(ground.directory, 'known_hosts');
	writeFileSync(knownHosts, `${v4},${v6} ${key}`, {flag: 'a'});

	const powerOn = async (): Promise<void> => {
		const boot = ['/bin/bash', join(import.meta.dirname, 'boot.sh'), directory, name, `${v4}/24`, `${v6}/64`];
		const spaces = ['--mount', '--pid', '--net', '--uts', '--ipc', '--fork', '--kill-child=KILL'];
		const guardian = spawn('setpriv', ['--pdeathsig', 'KILL', 'unshare', ...spaces, ...boot]);
		let said = '';
		const hears = (word: string): Promise<void> =>
			new Promise((resolve, reject) => {
				const look = (chunk: Buffer): void => {
					said += chunk.toString();
					if (said.split('\n').includes(word)) resolve();
				};
				guardian.stdout.on('data', look);
				guardian.stderr.on('data', look);
				guardian.once('exit', () => reject(new Error(`The host ${name} did not start: ${said}`)));
			});
		await hears('mounted');
		const pid = firstProcessOf(guardian.pid!);
		const card = `02:88:01:00:00:${(10 + index).toString(16).padStart(2, '0')}`;
		const peer = ['peer', 'name', 'eth0', 'address', card, 'netns', pid];
		mustIp('link', 'add', link, 'type', 'veth', ...peer);
		mustIp('link', 'set', link, 'master', ground.name, 'up');
		const up = hears('up');
		guardian.stdin.write('go\n');
		await up;
		// What was asked while the host was off is remembered here for a moment as "no route".
		mustIp('neighbour', 'flush', 'dev', ground.name);
		powers.set(name, {guardian, pid});
	};

	const powerOff = async (): Promise<void> => {
		const power = powers.get(name);
		if (!power) return;
		powers.delete(name);
		const gone = new Promise(resolve => void power.guardian.once('close', resolve));
		// The cable first: a host that loses power does not say goodbye to its connections.
		mustIp('link', 'delete', link);
		process.kill(Number(power.pid), 'SIGKILL');
		await gone;
	};

	const exec = (script: string): Promise<Said> => {
		const power = powers.get(name);
		if (!power) throw new Error(`${name} is switched off.`);
		const spaces = ['--mount', '--pid', '--net', '--uts', '--ipc', '--root', '--wd=/root'];
		return collect(spawn('nsenter', ['-t', power.pid, ...spaces, '--', 'bash', '-c', script]));
	};

	const beside = (words: readonly string[]): ChildProcess => {
		const power = powers.get(name);
		if (!power) throw new Error(`${name} is switched off.`);
		const into = ['nsenter', '-t', power.pid, '--net', '--', ...words];
		return spawn('setpriv', ['--pdeathsig', 'KILL', ...into], {stdio: 'ignore'});
	};

	const mustExec = async (script: string): Promise<void> => {
		const {exit, stderr} = await exec(script);
		if (exit !== 0) throw new Error(`${name}: ${stderr}`);
	};

	await powerOn();
	return {
		host: {name, address: v4, role: name.startsWith('w') ? 'worker' : 'control-plane'},
		address6: v6,
		ssh: {user: 'root', port: 22, identity, sudo: 'never'},
		config: join(ground.directory, 'ssh_config'),
		knownHosts,
		written: join(directory, 'up'),
		exec,
		beside,
		powerOn,
		powerOff,
		reboot: async () => {
			await powerOff();
			await powerOn();
		},
		restartSshd: () => mustExec(restart),
		cut: () => mustExec(dropAll),
		mend: () => mustExec('nft delete table inet cut'),
	};
};

/** Ends all hosts of this process and takes away their network and disks. */
export const stopHosts = (): void => {
	for (const {pid} of powers.values()) spawnSync('kill', ['-KILL', pid]);
	powers.clear();
	bridge?.remove();
	bridge = undefined;
	count = 0;
};

/** Starts hosts that can reach each other. Call `stopHosts` at the end, in a test by `afterAll`. */
export const startHosts = async (
	amount: number,
	{names = [], sshd = []}: HostsOptions = {},
): Promise<readonly NamespaceHost[]> => {
	if (!bridge) {
		bridge = createBridge();
		process.once('exit', stopHosts);
		spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'test', '-f', join(bridge.directory, 'key')]);
		const config = 'UserKnownHostsFile /dev/null\nGlobalKnownHostsFile /dev/null\nIdentityAgent none\n';
		writeFileSync(join(bridge.directory, 'ssh_config'), config);
	}
	const ground = bridge;
	const first = count;
	const all = Array.from({length: amount}, (_, index) => names[index] ?? `m${first + index + 1}`);
	return Promise.all(all.map(name => makeHost(ground, name, sshd)));
};
