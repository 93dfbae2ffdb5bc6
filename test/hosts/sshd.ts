// A real sshd of the current user on a free port of this machine; no root needed.
import {spawn, spawnSync, type ChildProcess} from 'node:child_process';
import {chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir, userInfo} from 'node:os';
import {join} from 'node:path';
import {afterAll} from 'vitest';
import type {Host} from '../../source/engine/given.ts';
import type {SshHost} from '../../source/transport/ssh-options.ts';

const program = '/usr/sbin/sshd';

export type Sshd = {
	readonly host: Host;
	readonly ssh: SshHost;
	/** A configuration of ssh that knows nothing of this user's own hosts. */
	readonly config: string;
	readonly fingerprint: string;
	/** Ends the connections that are open now, from the server's side. */
	readonly hangUp: () => void;
	/** Shows another host key from now on. */
	readonly changeKey: () => Promise<void>;
};

const freePort = (): Promise<number> =>
	new Promise(resolve => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
		});
	});

const makeKey = (path: string): void => {
	spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'test', '-f', path]);
};

const fingerprintOf = (path: string): string =>
	spawnSync('ssh-keygen', ['-l', '-f', `${path}.pub`], {encoding: 'utf8'}).stdout.split(' ')[1] ?? '';

const childrenOf = (pid: number | undefined): readonly number[] =>
	spawnSync('pgrep', ['-P', String(pid)], {encoding: 'utf8'})
		.stdout.trim()
		.split('\n')
		.filter(line => line !== '')
		.map(Number);

const runSshd = async (
	directory: string,
	name: string,
	more: readonly string[],
): Promise<Sshd & {readonly stop: () => Promise<void>}> => {
	const port = await freePort();
	const place = join(directory, name);
	mkdirSync(place, {mode: 0o700});
	const file = (part: string): string => join(place, part);
	makeKey(file('host-key'));
	makeKey(file('other-key'));
	makeKey(file('key'));
	spawnSync('cp', [file('key.pub'), file('authorized')]);
	chmodSync(file('authorized'), 0o600);
	writeFileSync(file('config'), 'UserKnownHostsFile /dev/null\nGlobalKnownHostsFile /dev/null\nIdentityAgent none\n');
	let server: ChildProcess | undefined;
	const start = async (key: string): Promise<void> => {
		writeFileSync(
			file('sshd_config'),
			[
				...more,
				`Port ${port}`,
				'ListenAddress 127.0.0.1',
				`HostKey ${file(key)}`,
				`AuthorizedKeysFile ${file('authorized')}`,
				'StrictModes no',
				'UsePAM no',
				'PermitRootLogin yes',
				'PasswordAuthentication no',
				'KbdInteractiveAuthentication no',
				`PidFile ${file('pid')}`,
				'',
			].join('\n'),
		);
		const started = spawn(program, ['-D', '-e', '-f', file('sshd_config')], {stdio: ['ignore', 'ignore', 'pipe']});
		server = started;
		await new Promise<void>((resolve, reject) => {
			let said = '';
			started.stderr.on('data', (chunk: Buffer) => {
				said += chunk.toString();
				if (said.includes('Server listening')) resolve();
			});
			started.once('exit', () => reject(new Error(`sshd ended: ${said}`)));
		});
	};
	const stop = async (): Promise<void> => {
		const gone = new Promise(resolve => void server?.once('exit', resolve));
		server?.kill();
		await gone;
	};
	await start('host-key');
	return {
		stop,
		host: {name, address: '127.0.0.1', role: 'control-plane'},
		ssh: {user: userInfo().username, port, identity: file('key'), sudo: 'never'},
		config: file('config'),
		fingerprint: fingerprintOf(file('host-key')),
		hangUp: () => {
			for (const child of childrenOf(server?.pid)) process.kill(child, 'SIGKILL');
		},
		changeKey: async () => {
			await stop();
			await start('other-key');
		},
	};
};

/** Hooks count only when a file is read, and servers are started later than that. */
const running: (() => Promise<void>)[] = [];
afterAll(async () => {
	await Promise.all(running.map(stop => stop()));
});

/** `more` are lines for sshd's configuration; sshd takes the first of several. */
export const startSshd = async (directory: string, name: string, more: readonly string[] = []): Promise<Sshd> => {
	const {stop, ...sshd} = await runSshd(directory, name, more);
	running.push(stop);
	return sshd;
};

/** Whether this user can log in to an sshd of his own; an account that is locked or has no shell cannot. */
const canLogIn = async (): Promise<boolean> => {
	if (!existsSync(program) || spawnSync('ssh', ['-V']).status !== 0) return false;
	// As root, sshd wants the directory that its service would have made.
	if (userInfo().uid === 0) mkdirSync('/run/sshd', {recursive: true, mode: 0o755});
	const directory = mkdtempSync(join(tmpdir(), 'kw-sshd-'));
	try {
		const {stop, ssh, config} = await runSshd(directory, 'trial', []);
		const options = ['-o', 'BatchMode=yes', '-o', 'StrictHostKeyChecking=no', '-F', config];
		const words = [...options, '-i', ssh.identity ?? '', '-p', String(ssh.port), '127.0.0.1', 'true'];
		const {status} = spawnSync('ssh', words);
		await stop();
		return status === 0;
	} catch {
		return false;
	} finally {
		rmSync(directory, {recursive: true, force: true});
	}
};

export const hasSshd = await canLogIn();
