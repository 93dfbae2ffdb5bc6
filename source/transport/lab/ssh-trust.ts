// Who an ssh of the lab believes, and who believes it. Between the lab's hosts root's own keys are known everywhere, as an
// operator's agent makes them; whoever says IdentitiesOnly or StrictHostKeyChecking=yes has what he names looked at.
import type {Shell} from './command.ts';
import type {Files} from './files.ts';
import {fingerprintOf, hostKeyFile, openHalf} from './ssh-keys.ts';

export type SshOptions = {
	readonly port: number;
	readonly identity: string | undefined;
	/** The value of `-o NAME=…` or `-o "NAME …"`; names are in lower case. */
	readonly option: (name: string) => string | undefined;
};

/** `-o` may be given many times; the first of a name counts. */
export const optionsFrom = (
	port: string | undefined,
	identity: string | undefined,
	all: readonly string[],
): SshOptions => {
	const pairs = new Map<string, string>();
	for (const text of all) {
		const [, name = '', value = ''] = /^\s*(\w+)\s*[=\s]\s*(.*)$/.exec(text) ?? [];
		if (!pairs.has(name.toLowerCase())) pairs.set(name.toLowerCase(), value);
	}
	return {port: Number(port ?? pairs.get('port') ?? 22), identity, option: name => pairs.get(name)};
};

const changed = (
	name: string,
	open: string,
	file: string,
): string => `@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
IT IS POSSIBLE THAT SOMEONE IS DOING SOMETHING NASTY!
Someone could be eavesdropping on you right now (man-in-the-middle attack)!
It is also possible that a host key has just been changed.
The fingerprint for the ED25519 key sent by the remote host is
${fingerprintOf(open)}.
Please contact your system administrator.
Add correct host key in ${file} to get rid of this message.
Host key for ${name} has changed and you have requested strict checking.
Host key verification failed.
`;

const hostKeyTrouble = (at: Shell, host: string, there: Files, options: SshOptions): string | undefined => {
	if (options.option('stricthostkeychecking') !== 'yes') return undefined;
	const name = options.option('hostkeyalias') ?? (options.port === 22 ? host : `[${host}]:${options.port}`);
	const file = options.option('userknownhostsfile') ?? '/root/.ssh/known_hosts';
	const open = there.read(`${hostKeyFile}.pub`)?.split(' ').slice(0, 2).join(' ') ?? '';
	const known = (at.files.read(at.path(file)) ?? '').split('\n').filter(line => line.split(' ')[0] === name);
	if (known.length === 0)
		return `No ED25519 host key is known for ${name} and you have requested strict checking.\nHost key verification failed.\n`;
	return known.some(line => line === `${name} ${open}`) ? undefined : changed(name, open, file);
};

/** Options before the key type: `restrict,from="10.0.0.1"`. */
const allows = (line: string, open: string, from: string): boolean => {
	if (line.startsWith('#') || !line.includes(open)) return false;
	const places = /(?:^|,)from="([^"]*)"/.exec(line.slice(0, line.indexOf(open)))?.[1];
	return places === undefined || places.split(',').includes(from);
};

const loginTrouble = (at: Shell, user: string, host: string, there: Files, options: SshOptions): string | undefined => {
	if (options.option('identitiesonly') !== 'yes') return undefined;
	const denied = `${user}@${host}: Permission denied (publickey).\n`;
	const {identity = '/root/.ssh/id_ed25519'} = options;
	const path = at.path(identity);
	const secret = at.files.read(path);
	if (secret === undefined)
		return `Warning: Identity file ${identity} not accessible: No such file or directory.\n${denied}`;
	const mode = at.files.mode(path) ?? 0;
	if ((mode & 0o077) !== 0)
		return `@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
@         WARNING: UNPROTECTED PRIVATE KEY FILE!          @
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
Permissions 0${(mode & 0o777).toString(8)} for '${identity}' are too open.
It is required that your private key files are NOT accessible by others.
This private key will be ignored.
Load key "${identity}": bad permissions
${denied}`;
	const open = openHalf(secret);
	if (open === undefined) return `Load key "${identity}": error in libcrypto\n${denied}`;
	const from = options.option('bindaddress') ?? at.machine.addresses[0]?.address ?? '';
	const lines = (there.read('/root/.ssh/authorized_keys') ?? '').split('\n');
	return lines.some(line => allows(line, open, from)) ? undefined : denied;
};

/** What ssh says when it does not go in; undefined when it does. */
export const sshTrouble = (at: Shell, target: string, there: Files, options: SshOptions): string | undefined => {
	const [, user = 'root', host = target] = /^(?:(.*)@)?(.*)$/.exec(target) ?? [];
	return hostKeyTrouble(at, host, there, options) ?? loginTrouble(at, user, host, there, options);
};
