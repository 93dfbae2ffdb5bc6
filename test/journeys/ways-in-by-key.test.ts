import {spawnSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {createSsh, type SshHost} from '../../source/transport/ssh.ts';
import {addAccount, must} from '../hosts/accounts.ts';
import {startAgent} from '../hosts/agent.ts';
import {hasNamespaces, type NamespaceHost, startHosts, stopHosts, whereNamespaces} from '../hosts/namespaces.ts';
import {makeWorkplace, never} from '../hosts/workplace.ts';

const why = whereNamespaces === '' ? '' : ` ${whereNamespaces}`;
const workplace = makeWorkplace();
let m1: NamespaceHost;

beforeAll(async () => {
	if (!hasNamespaces) return;
	[m1] = (await startHosts(1, {sshd: ['Port 22', 'Port 2222', 'AddressFamily any']})) as [NamespaceHost];
}, 60_000);
afterAll(stopHosts);

type Where = {readonly ssh?: SshHost; readonly config?: string; readonly address?: string; readonly known?: string};

/** Whoever we are there, through a configuration of ssh that has these lines first. */
const whoAmI = async ({ssh = {}, config = '', address = m1.host.address, known = m1.knownHosts}: Where) => {
	const file = join(workplace, 'config');
	const nothing = 'UserKnownHostsFile /dev/null\nGlobalKnownHostsFile /dev/null\n';
	writeFileSync(file, `${config}\nMatch all\n${nothing}`);
	const transport = createSsh({sshOf: () => ({sudo: 'never', ...ssh}), knownHosts: known, config: file});
	try {
		const [answer] = await transport.ask({...m1.host, address}, ['id -un; echo "$SSH_CONNECTION"'], never);
		const [user, connection] = answer!.stdout.split('\n');
		return {user, port: connection?.split(' ')[3], address: connection?.split(' ')[2]};
	} finally {
		await transport.close();
	}
};

test.skipIf(!hasNamespaces)(
	`A key in an agent lets us in; the plan's own key does among many wrong ones${why}`,
	async () => {
		const key = m1.ssh.identity!;
		const agent = startAgent(workplace);
		agent.add(key);
		expect(await whoAmI({config: `IdentityAgent ${agent.socket}`})).toMatchObject({user: 'root'});

		const crowded = startAgent(workplace);
		for (let index = 0; index < 8; index++) {
			const file = join(workplace, `wrong-${index}`);
			spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file]);
			crowded.add(file);
		}
		const config = `IdentityAgent ${crowded.socket}`;
		await expect(whoAmI({config})).rejects.toThrow(
			/closed the door after too many keys: name the right one as ssh\.identity/,
		);
		expect(await whoAmI({config, ssh: {identity: key}})).toMatchObject({user: 'root'});
	},
);

test.skipIf(!hasNamespaces)(
	`User, port and alias come from Match and Include of ssh's configuration, unless the plan names them${why}`,
	async () => {
		const {identity} = await addAccount(m1, 'deploy');
		await addAccount(m1, 'ops');
		const included = join(workplace, 'more');
		writeFileSync(
			included,
			`Match host 10.88.* exec "true"\n\tUser deploy\n\tPort 2222\n\tHostKeyAlias the-first\n`,
		);
		const config = `IdentityAgent none\nInclude ${included}`;
		const known = join(workplace, 'aliased');
		const key = await must(m1, 'cut -d" " -f1,2 /etc/ssh/ssh_host_ed25519_key.pub');
		writeFileSync(known, `the-first ${key}`);
		const ssh = {identity: identity!};

		expect(await whoAmI({ssh, config, known})).toMatchObject({user: 'deploy', port: '2222'});
		expect(await whoAmI({ssh: {...ssh, user: 'ops', port: 22}, config, known})).toMatchObject({
			user: 'ops',
			port: '22',
		});
	},
);

test.skipIf(!hasNamespaces)(`An IPv6 address is reached, on the usual port and on another one${why}`, async () => {
	const address = m1.address6;
	const {identity} = m1.ssh;
	const config = 'IdentityAgent none';
	expect(await whoAmI({ssh: {identity: identity!}, config, address})).toEqual({user: 'root', port: '22', address});

	const known = join(workplace, 'six');
	const key = await must(m1, 'cut -d" " -f1,2 /etc/ssh/ssh_host_ed25519_key.pub');
	const six = {ssh: {identity: identity!, port: 2222}, config, address, known};
	writeFileSync(known, '');
	await expect(whoAmI(six)).rejects.toThrow(
		new RegExp(`^The host key of m1 \\(${address}\\) is not known: compare ED25519 SHA256:`),
	);
	writeFileSync(known, `[${address}]:2222 ${key}`);
	expect(await whoAmI(six)).toMatchObject({port: '2222', address});
	const jumped = {...six, ssh: {...six.ssh, jump: `root@[${address}]:2222`}};
	expect(await whoAmI(jumped)).toMatchObject({port: '2222', address});
});
