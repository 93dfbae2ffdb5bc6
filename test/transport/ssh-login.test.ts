import {spawnSync} from 'node:child_process';
import {appendFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, expect, test} from 'vitest';
import {asking, inTerminal, installScript, lockedKey, publicKey} from '../../source/transport/ssh-login.ts';
import {startAgent} from '../hosts/agent.ts';
import {has, makeWorkplace} from '../hosts/workplace.ts';

const workplace = makeWorkplace();
const why = ' (skipped where there is no ssh)';
const outside = process.env['SSH_AUTH_SOCK'];

afterEach(() => {
	if (outside === undefined) delete process.env['SSH_AUTH_SOCK'];
	else process.env['SSH_AUTH_SOCK'] = outside;
});

const makeKey = (name: string, passphrase = ''): string => {
	const file = join(workplace, name);
	if (!existsSync(file)) spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-C', name, '-f', file]);
	return file;
};

const halfOf = (file: string): string => readFileSync(`${file}.pub`, 'utf8').trim();

test.skipIf(!has('ssh'))(`A key with a passphrase is found, unless an agent has it unlocked${why}`, async () => {
	delete process.env['SSH_AUTH_SOCK'];
	const [open, locked] = [makeKey('open'), makeKey('locked', 'secret phrase')];
	expect(await lockedKey([join(workplace, 'missing'), open])).toBeUndefined();
	expect(await lockedKey([open, locked])).toBe(locked);

	const agent = startAgent(workplace);
	process.env['SSH_AUTH_SOCK'] = agent.socket;
	agent.add(locked, 'secret phrase');
	expect(await lockedKey([open, locked])).toBeUndefined();
});

test.skipIf(!has('ssh'))(`The plan's key goes before the agent's, and that before a usual file${why}`, async () => {
	const [usual, named, loaded] = [makeKey('usual'), makeKey('named'), makeKey('loaded')];
	delete process.env['SSH_AUTH_SOCK'];
	expect(await publicKey(undefined, [join(workplace, 'missing'), usual])).toBe(halfOf(usual));

	const agent = startAgent(workplace);
	process.env['SSH_AUTH_SOCK'] = agent.socket;
	agent.add(loaded);
	expect(await publicKey(undefined, [usual])).toBe(halfOf(loaded));
	expect(await publicKey(named, [usual])).toBe(halfOf(named));
	expect(await publicKey(join(workplace, 'missing'), [])).toBeUndefined();
});

test('A key is put among those that let the user in once, and the files are as sshd wants them', () => {
	const home = join(workplace, 'home');
	mkdirSync(home, {mode: 0o775});
	const key = `ssh-ed25519 AAAAC3NzaC1lZDI1 it's me@here`;
	const install = () => spawnSync('sh', ['-s'], {input: installScript(key), env: {...process.env, HOME: home}});
	const file = join(home, '.ssh/authorized_keys');

	expect(install().status).toBe(0);
	expect(readFileSync(file, 'utf8')).toBe(`${key}\n`);
	expect(statSync(file).mode & 0o777).toBe(0o600);
	expect(statSync(join(home, '.ssh')).mode & 0o777).toBe(0o700);

	// Another's key without a line's end, and our own with another comment: neither is lost or doubled.
	writeFileSync(file, '# ssh-ed25519 AAAAC3NzaC1lZDI1 was here\nssh-rsa AAAAB3 other');
	install();
	appendFileSync(file, '');
	install();
	expect(readFileSync(file, 'utf8')).toBe(`# ssh-ed25519 AAAAC3NzaC1lZDI1 was here\nssh-rsa AAAAB3 other\n${key}\n`);
});

test('A host that takes too many keys for an attack is shown none', () => {
	expect(asking(false).at(-1)).toBe('PreferredAuthentications=publickey,keyboard-interactive,password');
	expect(asking(true).at(-1)).toBe('PreferredAuthentications=keyboard-interactive,password');
});

test('A program in the terminal is waited for, and one that is not there is no crash', async () => {
	const file = join(workplace, 'ran');
	await inTerminal(['sh', '-c', `echo "$SSH_ASKPASS_REQUIRE" > '${file}'`]);
	expect(readFileSync(file, 'utf8')).toBe('never\n');
	await inTerminal(['no-such-program-here']);
});
