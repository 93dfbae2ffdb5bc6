// Where ssh has to ask a person: for a password, or for the passphrase of a key. It asks on the terminal in its own
// words; what is typed never comes near us. Once logged in, the shared connection carries everything else.
import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {setTimeout} from 'node:timers/promises';
import {quote} from '../engine/script.ts';
import {type Command, start} from './shell.ts';

const never = new AbortController().signal;

const expand = (path: string): string => (path.startsWith('~/') ? join(homedir(), path.slice(2)) : path);

const printed = async (command: Command): Promise<{readonly exit: number | undefined; readonly text: string}> => {
	let text = '';
	const {exit} = await start(command, '', never, chunk => {
		text += chunk.toString();
	});
	return {exit, text};
};

/** `ssh-ed25519 AAAA…`, without the comment. */
const bareKey = (line: string): string => line.trim().split(/\s+/).slice(0, 2).join(' ');

const agentKeys = async (): Promise<readonly string[]> => {
	const {exit, text} = await printed(['ssh-add', '-L']);
	return exit === 0 ? text.trim().split('\n') : [];
};

const publicHalf = (identity: string): string | undefined => {
	const file = `${identity}.pub`;
	return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
};

/** The first of the keys that has a passphrase which no agent has been told; undefined when there is none. */
export const lockedKey = async (identities: readonly string[]): Promise<string | undefined> => {
	const files = identities.map(expand).filter(existsSync);
	if (files.length === 0) return undefined;
	const unlocked = (await agentKeys()).map(bareKey);
	for (const file of files) {
		const half = publicHalf(file);
		if (half !== undefined && unlocked.includes(bareKey(half))) continue;
		const opened = await printed(['ssh-keygen', '-y', '-P', '', '-f', file]);
		if (opened.exit !== 0) return file;
	}
	return undefined;
};

/** The public key that would let the person in without a password: the plan's, else the agent's first, else a usual one. */
export const publicKey = async (
	identity: string | undefined,
	identities: readonly string[],
): Promise<string | undefined> => {
	const halves = (identity === undefined ? identities : [identity]).map(expand).map(publicHalf);
	const agent = identity === undefined ? (await agentKeys())[0] : undefined;
	return agent ?? halves.find(half => half !== undefined);
};

/** For the user's own shell: puts the key among those that let him in, once, and keeps the file as sshd wants it. */
export const installScript = (key: string): string => `set -e
umask 077
cd
mkdir -p .ssh
file=.ssh/authorized_keys
touch "$file"
if ! grep -v '^[[:space:]]*#' "$file" | grep -qF -- ${quote(bareKey(key))}; then
	[ ! -s "$file" ] || [ -z "$(tail -c 1 "$file")" ] || echo >> "$file"
	printf '%s\\n' ${quote(key)} >> "$file"
fi
chmod go-w . .ssh
chmod 600 "$file"
if command -v restorecon > /dev/null; then restorecon -F .ssh "$file" || :; fi
`;

/** ssh's options for a login in which it asks. With `skipKeys` the keys, of which an agent may have too many, stay at home. */
export const asking = (skipKeys: boolean): readonly string[] => [
	'-o',
	`PreferredAuthentications=${skipKeys ? '' : 'publickey,'}keyboard-interactive,password`,
];

/** A Ctrl+C at a program's prompt is for that program: the terminal sends it to us as well. */
const spare = (): void => undefined;

/** Runs a program that talks to the person on the terminal, to its end. */
export const inTerminal = async ([program, ...args]: Command): Promise<void> => {
	process.on('SIGINT', spare);
	const env = {...process.env, SSH_ASKPASS_REQUIRE: 'never'};
	// Nothing else happens meanwhile: a program of ours that went on would read from the same terminal, and take away
	// every other key of what is typed.
	spawnSync(program, args, {stdio: 'inherit', env});
	// A signal that came meanwhile is told only now.
	await setTimeout(20);
	process.off('SIGINT', spare);
};
