import {spawnSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {alone, forPerson, sharing, sshArguments, withOptions} from '../../source/transport/ssh-options.ts';
import {has} from '../hosts/workplace.ts';

const host = {name: 'm1', address: '10.77.0.11', role: 'worker'};
const files = {knownHosts: '/k/session known', config: '/dev/null'};

const nothing = {user: 'root', known: []};
const jumping = (jump: string) => ({...nothing, jump});

/** What ssh itself makes of the words: `ssh -G` prints the configuration that it would use. */
const understood = (args: readonly string[]): ReadonlyMap<string, string> => {
	const {stdout} = spawnSync('ssh', ['-G', ...args], {encoding: 'utf8'});
	return new Map(stdout.split('\n').map(line => [line.split(' ', 1)[0]!, line.slice(line.indexOf(' ') + 1)]));
};

test.skipIf(!has('ssh'))(
	'ssh asks nobody, checks host keys, and uses what the plan names (skipped where there is no ssh)',
	() => {
		const options = understood(
			sshArguments(host, {user: 'ops', port: 2222, identity: import.meta.filename}, files, {
				user: 'ops',
				known: ['/k/known'],
			}),
		);

		expect(options.get('hostname')).toBe('10.77.0.11');
		expect(options.get('user')).toBe('ops');
		expect(options.get('port')).toBe('2222');
		expect(options.get('identityfile')).toBe(import.meta.filename);
		expect(options.get('identitiesonly')).toBe('yes');
		expect(options.get('batchmode')).toBe('yes');
		expect(options.get('stricthostkeychecking')).toBe('true');
		expect(options.get('userknownhostsfile')).toBe('/k/known /k/session known');
		expect(options.get('forwardagent')).toBe('no');
		expect(Number(options.get('connecttimeout'))).toBeGreaterThan(0);
		expect(Number(options.get('serveraliveinterval'))).toBeGreaterThan(0);
	},
);

test.skipIf(!has('ssh'))(
	"Without an identity of the plan the user's own configuration decides (skipped where there is no ssh)",
	() => {
		const options = understood(sshArguments(host, {}, files, nothing));

		expect(options.get('identitiesonly')).toBe('no');
		expect(options.get('port')).toBe('22');
	},
);

test.skipIf(!has('ssh'))(
	'One connection is shared, and a look at a host key uses one of its own (skipped where there is no ssh)',
	() => {
		const args = sshArguments(host, {}, files, nothing);

		expect(understood(withOptions(args, sharing('/run/50%/1'))).get('controlpath')).toBe('/run/50%/1');
		expect(understood(withOptions(args, sharing('/run/1'))).get('controlmaster')).toBe('auto');
		expect(understood(withOptions(args, alone)).get('controlmaster')).toBe('false');
	},
);

test('A jump host is reached with the same strictness, and several in their order', () => {
	const args = sshArguments(host, {identity: '/k/my key'}, files, jumping('ops@edge:2200, inner'));
	const command = args.find(word => word.startsWith('ProxyCommand='));

	expect(command).toContain('StrictHostKeyChecking=yes');
	expect(command).toContain("-i '/k/my key'");
	expect(command).toMatch(/ -W '\[%h\]:%p' -- inner$/);
	expect(command).toContain('-o User=ops -o Port=2200 -W ');
});

test('No address is taken for an option', () => {
	expect(sshArguments({...host, address: '-oProxyCommand=touch /tmp/x'}, {}, files, nothing).slice(-2)).toEqual([
		'--',
		'-oProxyCommand=touch /tmp/x',
	]);
});

test('No jump host becomes more than one word for the shell', () => {
	const args = sshArguments(host, {}, files, jumping("x'; touch /tmp/x #"));

	expect(args.find(word => word.startsWith('ProxyCommand='))).toMatch(/ -- 'x'\\''; touch \/tmp\/x #'$/);
});

test('A person gets the same way with a terminal at its end, and only there', () => {
	const args = sshArguments({...host, address: '-T'}, {port: 2222}, files, nothing, 'in-terminal');

	expect(forPerson(args)).toEqual(args.map((arg, index) => (arg === '-T' && index < args.length - 1 ? '-t' : arg)));
	expect(forPerson(args)).toContain('-t');
	expect(forPerson(args).at(-1)).toBe('-T');
});
