import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, expect, test} from 'vitest';
import {letIn} from '../../source/commands/let-in.ts';
import type {Host} from '../../source/engine/given.ts';
import {textsOf} from '../../source/texts/texts.ts';
import {createSsh, type Ssh, type SshHost} from '../../source/transport/ssh.ts';
import {type Ask, nobody, type Question} from '../../source/ui/doors.ts';
import {addAccount} from '../hosts/accounts.ts';
import {hasNamespaces, type NamespaceHost, startHosts, stopHosts, whereNamespaces} from '../hosts/namespaces.ts';
import {has, linesOf, makeWorkplace, never} from '../hosts/workplace.ts';

const can = hasNamespaces && has('sudo');
const why = whereNamespaces === '' ? '' : ` ${whereNamespaces}`;
const workplace = makeWorkplace();
let hosts: readonly NamespaceHost[];
let ways: Readonly<Record<string, SshHost>>;
let ssh: Ssh;

const account = (on: NamespaceHost, password: string): Promise<SshHost> =>
	addAccount(on, 'ops', {password, sudoers: ['ops ALL=(ALL) ALL']});

beforeAll(async () => {
	if (!can) return;
	hosts = await startHosts(3);
	const [m1, m2, m3] = hosts as [NamespaceHost, NamespaceHost, NamespaceHost];
	ways = {
		m1: await account(m1, 'common'),
		m2: await account(m2, 'common'),
		m3: await account(m3, 'of its own'),
	};
});
afterEach(() => ssh?.close());
afterAll(stopHosts);

/** Answers in their order; what was asked, in words. */
const scripted = (...answers: readonly Awaited<ReturnType<Ask>>[]) => {
	const asked: Question[] = [];
	const ask: Ask = async question => answers[asked.push(question) - 1];
	return {ask, asked};
};

const enter = async (ask: Ask, knownHosts = hosts[0]!.knownHosts, over: SshHost = {}) => {
	ssh = createSsh({sshOf: ({name}) => ({...ways[name], ...over}), knownHosts, config: hosts[0]!.config});
	const all = hosts.map(({host}) => host);
	return letIn({ssh, hosts: all, ask, texts: textsOf('en'), knownHosts, until: never});
};

const idOn = async (host: Host): Promise<string | undefined> => (await ssh.ask(host, ['id -u'], never))[0]?.stdout;

test.skipIf(!can)(
	`A password is asked for once, tried on the others, and asked for where it is refused${why}`,
	async () => {
		const {ask, asked} = scripted('common', 'of its own');
		expect(await enter(ask)).toEqual({secrets: ['common', 'of its own']});

		const stays = 'Tried on the other hosts too; kept in memory only, until kubewalk ends.';
		expect(asked).toEqual([
			{kind: 'secret', title: 'Password of ops for sudo on m1', lines: [stays]},
			{kind: 'secret', title: 'Password of ops for sudo on m3', lines: ['m3 did not accept it.', stays]},
		]);
		for (const {host} of hosts) expect(await idOn(host)).toBe('0\n');
	},
);

test.skipIf(!can)(
	`All doors are opened before a password is asked for, so that it is tried behind each of them${why}`,
	async () => {
		// The keys of all but m2.
		const knownHosts = join(workplace, 'two-known');
		const isOfM2 = (line: string): boolean => line.startsWith(hosts[1]!.host.address);
		writeFileSync(
			knownHosts,
			linesOf(hosts[0]!.knownHosts)
				.filter(line => !isOfM2(line))
				.join('\n') + '\n',
		);
		const {ask, asked} = scripted('yes', 'common', 'of its own');
		expect(await enter(ask, knownHosts)).toEqual({secrets: ['common', 'of its own']});

		expect(asked.map(({kind, title}) => `${kind} ${title.split(' ').at(-1)}`)).toEqual([
			'confirm key?',
			'secret m1',
			'secret m3',
		]);
	},
);

test.skipIf(!can)(
	`Three wrong passwords leave that host to its tasks, and the others are asked for${why}`,
	async () => {
		const {ask, asked} = scripted('wrong', 'wronger', 'wrongest', 'common', 'of its own');
		expect(await enter(ask)).toMatchObject({secrets: expect.arrayContaining(['common'])});

		expect(asked.map(({title}) => title.at(-1))).toEqual(['1', '1', '1', '2', '3']);
		await expect(idOn(hosts[0]!.host)).rejects.toThrow(/^sudo on m1 did not take the password of ops/);
		expect(await idOn(hosts[2]!.host)).toBe('0\n');
	},
);

test.skipIf(!can)(
	`Who turns the question down gets a sentence; where nobody can be asked, the tasks say it${why}`,
	async () => {
		expect(await enter(scripted(undefined).ask)).toEqual({
			problem:
				'No password for sudo was given for ops on m1: type it when asked, or allow sudo without one (NOPASSWD in /etc/sudoers.d).',
		});
		await ssh.close();

		const alone = scripted(nobody);
		expect(await enter(alone.ask)).toEqual({secrets: []});
		expect(alone.asked).toHaveLength(1);
		await expect(idOn(hosts[1]!.host)).rejects.toThrow(
			/^ops may not use sudo on m2 without a password: give it when kubewalk asks on a terminal/,
		);
	},
);

test.skipIf(!can)(
	`The host keys of two jump hosts are shown too, each once, and then the chain carries everything${why}`,
	async () => {
		const knownHosts = join(workplace, 'known');
		const [, m2, m3] = hosts.map(({host}) => host.address);
		const {ask, asked} = scripted('yes', 'yes', 'yes');
		// m1 by way of m2 and m3, both of which are asked for before m1 itself.
		ssh = createSsh({
			sshOf: () => ({...hosts[0]!.ssh, jump: `root@${m2}:22,${m3}`}),
			knownHosts,
			config: hosts[0]!.config,
		});
		const {host} = hosts[0]!;
		const entered = await letIn({ssh, hosts: [host], ask, texts: textsOf('en'), knownHosts, until: never});

		expect(entered).toEqual({secrets: []});
		expect(asked.map(({title}) => title)).toEqual([
			`${m2}, on the way to m1, is not known yet. Is this its host key?`,
			`${m3}, on the way to m1, is not known yet. Is this its host key?`,
			`m1 (${host.address}) is not known yet. Is this its host key?`,
		]);
		expect(asked.every(({lines}) => /^ED25519 SHA256:\S+$/.test(lines[0] ?? ''))).toBe(true);
		expect(linesOf(knownHosts)).toHaveLength(3);
		expect((await ssh.ask(host, ['echo $SSH_CONNECTION'], never))[0]?.stdout.split(' ')[0]).toBe(m3);
	},
);
