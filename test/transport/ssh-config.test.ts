import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {readConfig} from '../../source/transport/ssh-config.ts';
import {has, makeWorkplace, never} from '../hosts/workplace.ts';

const workplace = makeWorkplace();
const config = join(workplace, 'config');
writeFileSync(
	config,
	`Include ${workplace}/more
Host bastioned
	HostName 10.0.0.9
	Port 2022
	ProxyJump edge
	IdentityFile /k/id
	UserKnownHostsFile /k/one /k/two
Match host 10.0.1.5 user ops
	Port 2201
Match host 10.0.1.*
	Port 2200
	HostKeyAlias five
`,
);
writeFileSync(join(workplace, 'more'), 'Host 10.0.1.5\n\tUser deploy\n');
const files = {knownHosts: '/k/session', config};
const host = {name: 'm1', address: 'bastioned', role: 'worker'};

const why = ' (skipped where there is no ssh)';

test.skipIf(!has('ssh'))(
	`The user's own configuration says how a host is reached, and where its key is kept${why}`,
	async () => {
		expect(await readConfig(host, {}, files, never)).toEqual({
			user: 'root',
			port: 2022,
			name: '[10.0.0.9]:2022',
			jump: 'edge',
			isIndirect: true,
			known: ['/k/one', '/k/two'],
			identities: ['/k/id'],
		});
	},
);

test.skipIf(!has('ssh'))(`What the plan says goes before it${why}`, async () => {
	const plain = {...host, address: '10.77.0.11'};

	expect(await readConfig(plain, {user: 'ops', port: 23}, files, never)).toMatchObject({
		user: 'ops',
		port: 23,
		name: '[10.77.0.11]:23',
		isIndirect: false,
	});
	expect(await readConfig(host, {jump: 'inner'}, files, never)).toMatchObject({jump: 'inner', isIndirect: true});
});

test.skipIf(!has('ssh'))(`Match and Include count, and an alias of the host key has no port${why}`, async () => {
	const aliased = {...host, address: '10.0.1.5'};

	expect(await readConfig(aliased, {}, files, never)).toMatchObject({user: 'deploy', port: 2200, name: 'five'});
	expect(await readConfig(aliased, {user: 'ops'}, files, never)).toMatchObject({
		user: 'ops',
		port: 2201,
		name: 'five',
	});
});

test.skipIf(!has('ssh'))(`An IPv6 address is named as known_hosts has it${why}`, async () => {
	const six = {...host, address: 'fd00::7'};

	expect((await readConfig(six, {}, files, never)).name).toBe('fd00::7');
	expect((await readConfig(six, {port: 2022}, files, never)).name).toBe('[fd00::7]:2022');
});
