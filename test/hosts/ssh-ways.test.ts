// Ways to a real sshd that lie in the keys, the addresses and the configuration of whoever connects.
import {spawnSync} from 'node:child_process';
import {appendFileSync, readFileSync, writeFileSync} from 'node:fs';
import {userInfo} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeAll, expect, test} from 'vitest';
import {acceptHostKey, scanHostKey} from '../../source/transport/host-key.ts';
import {createSsh, type Ssh, type SshHost} from '../../source/transport/ssh.ts';
import {startAgent} from './agent.ts';
import {hasSshd, type Sshd, startSshd} from './sshd.ts';
import {linesOf, makeWorkplace, never} from './workplace.ts';

const workplace = makeWorkplace();
const why = hasSshd ? '' : ' (skipped where there is no sshd)';
const knownHosts = join(workplace, 'known_hosts');
const {username} = userInfo();
let [m1, w1]: readonly Sshd[] = [];
let ssh: Ssh;

const isolated = 'UserKnownHostsFile /dev/null\nGlobalKnownHostsFile /dev/null\n';

/** A configuration of ssh with these lines in it, apart from this user's own. */
const configure = (name: string, lines: string): string => {
	const file = join(workplace, name);
	writeFileSync(file, lines + isolated);
	return file;
};

const makeKey = (name: string): string => {
	const file = join(workplace, name);
	spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file]);
	return file;
};

beforeAll(async () => {
	if (!hasSshd) return;
	const lines = ['ListenAddress ::1', 'MaxAuthTries 3'];
	[m1, w1] = [await startSshd(workplace, 'm1', lines), await startSshd(workplace, 'w1')];
	const files = {knownHosts, config: configure('plain', 'IdentityAgent none\n')};
	for (const sshd of [m1, w1]) await acceptHostKey(await scanHostKey(sshd.host, sshd.ssh, files), files);
});
afterEach(() => ssh?.close());

const connect = (way: SshHost, config: string): Ssh =>
	(ssh = createSsh({sshOf: () => ({sudo: 'never', ...way}), knownHosts, config}));

const greeting = async (over: Ssh, address = '127.0.0.1'): Promise<string | undefined> =>
	(await over.ask({...m1!.host, address}, ['echo here'], never))[0]?.stdout;

test.skipIf(!hasSshd)(
	`A key that only the agent has lets us in, and so does one in a file, without an agent${why}`,
	async () => {
		const [inFile, port] = [m1!.ssh.identity!, m1!.ssh.port!];
		const agent = startAgent(workplace);
		agent.add(inFile);

		const withAgent = configure('agent', `IdentityAgent ${agent.socket}\nIdentityFile ${workplace}/none\n`);
		expect(await greeting(connect({user: username, port}, withAgent))).toBe('here\n');
		await ssh.close();
		const withFile = configure('file', `IdentityAgent none\nIdentityFile ${inFile}\n`);
		expect(await greeting(connect({user: username, port}, withFile))).toBe('here\n');
	},
);

test.skipIf(!hasSshd)(
	`An agent with more wrong keys than the host bears is a sentence, and the key that the plan names goes past it${why}`,
	async () => {
		const agent = startAgent(workplace);
		for (let index = 0; index < 6; index += 1) agent.add(makeKey(`wrong${index}`));
		const config = configure('many', `IdentityAgent ${agent.socket}\n`);
		const {port, identity} = m1!.ssh as Required<SshHost>;

		const lost = connect({user: username, port}, config);
		// It takes no passwords, so there is nothing that a person could type.
		expect(await lost.knock(m1!.host)).toBeUndefined();
		await expect(greeting(lost)).rejects.toThrow(
			/^m1 .* closed the door after too many keys: name the right one as ssh\.identity/,
		);
		await lost.close();
		expect(await greeting(connect({user: username, port, identity}, config))).toBe('here\n');
	},
);

test.skipIf(!hasSshd)(
	`Names of ssh's own configuration, through Match and Include, lead to the host${why}`,
	async () => {
		writeFileSync(
			join(workplace, 'included'),
			`Host first\n\tHostName 127.0.0.1\n\tIdentityFile ${m1!.ssh.identity}\n\tIdentitiesOnly yes\n`,
		);
		const config = configure(
			'matching',
			`Include ${workplace}/included\nMatch originalhost first user ${username}\n\tPort ${m1!.ssh.port}\nMatch all\n\tIdentityAgent none\n`,
		);

		expect(await greeting(connect({user: username}, config), 'first')).toBe('here\n');
	},
);

test.skipIf(!hasSshd)(
	`An IPv6 address with a port is asked about, written down as [::1]:port, and from then on leads to the host${why}`,
	async () => {
		const config = configure('six', 'IdentityAgent none\n');
		const host = {...m1!.host, address: '::1'};
		const over = connect(m1!.ssh, config);
		const want = await over.knock(host);
		expect(want).toMatchObject({kind: 'host-key', key: {fingerprint: m1!.fingerprint}});
		if (want?.kind !== 'host-key') return;
		await acceptHostKey(want.key, {knownHosts});

		expect(linesOf(knownHosts).at(-1)).toMatch(new RegExp(`^\\[::1\\]:${m1!.ssh.port} ssh-ed25519 `));
		expect(await greeting(over, '::1')).toBe('here\n');
		await over.close();
		// And as a host on the way.
		const jump = `${username}@[::1]:${m1!.ssh.port}`;
		expect(await greeting(connect({...m1!.ssh, jump}, config))).toBe('here\n');
	},
);

test.skipIf(!hasSshd)(`Each host has its own port and key${why}`, async () => {
	const ways: Readonly<Record<string, SshHost>> = {m1: m1!.ssh, w1: w1!.ssh};
	ssh = createSsh({sshOf: ({name}) => ways[name]!, knownHosts, config: configure('each', 'IdentityAgent none\n')});
	const portOn = async ({host}: Sshd): Promise<string | undefined> =>
		(await ssh.ask(host, ['set -- $SSH_CONNECTION; echo "$4"'], never))[0]?.stdout;

	expect(await Promise.all([portOn(m1!), portOn(w1!)])).toEqual([`${m1!.ssh.port}\n`, `${w1!.ssh.port}\n`]);
});

test.skipIf(!hasSshd)(`A jump host whose key has changed is refused, with both fingerprints${why}`, async () => {
	const edge = await startSshd(workplace, 'edge');
	appendFileSync(join(workplace, 'edge/authorized'), readFileSync(`${m1!.ssh.identity}.pub`));
	const files = {knownHosts, config: configure('edgy', 'IdentityAgent none\n')};
	await acceptHostKey(await scanHostKey(edge.host, edge.ssh, files), files);
	const over = connect({...m1!.ssh, jump: `${username}@127.0.0.1:${edge.ssh.port}`}, files.config);
	expect(await greeting(over)).toBe('here\n');
	await over.close();

	await edge.changeKey();
	const again = connect({...m1!.ssh, jump: `${username}@127.0.0.1:${edge.ssh.port}`}, files.config);
	expect(await again.knock(m1!.host)).toBeUndefined();
	const refusal: unknown = await greeting(again).catch((error: unknown) => error);
	const {message} = refusal as Error;
	expect(message).toMatch(/^127\.0\.0\.1 shows another host key \(ED25519 SHA256:\S+\) than the one that is known/);
	expect(message).toContain(edge.fingerprint);
});
