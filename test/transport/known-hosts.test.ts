import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {knownHostsOf, resolve} from '../../source/transport/known-hosts.ts';
import {has, makeWorkplace, never} from '../hosts/workplace.ts';

const workplace = makeWorkplace();
const config = join(workplace, 'config');
writeFileSync(
	config,
	['Host bastioned', 'HostName 10.0.0.9', 'Port 2022', 'ProxyJump edge', 'UserKnownHostsFile /k/one /k/two', ''].join(
		'\n',
	),
);
const files = {knownHosts: '/k/session', config};
const host = {name: 'm1', address: 'bastioned', role: 'worker'};

test.skipIf(!has('ssh'))(
	"The user's own configuration is asked where host keys are kept (skipped where there is no ssh)",
	async () => {
		expect(await knownHostsOf(host, {}, files, never)).toEqual(['/k/one', '/k/two']);
		expect(await resolve(host, {}, files, never)).toMatchObject({hostname: '10.0.0.9', port: '2022', jumps: true});
	},
);

test.skipIf(!has('ssh'))('What the plan says goes before it (skipped where there is no ssh)', async () => {
	const plain = {...host, address: '10.77.0.11'};

	expect(await resolve(plain, {port: 23}, files, never)).toMatchObject({
		hostname: '10.77.0.11',
		port: '23',
		jumps: false,
	});
	expect(await resolve(plain, {jump: 'edge'}, files, never)).toMatchObject({jumps: true});
});
