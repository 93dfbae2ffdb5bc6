// What ssh and sudo say when they cannot, and the one sentence a person gets for it.
import type {SshConfig} from './ssh-config.ts';
import type {SshHost} from './ssh-options.ts';
import type {Host} from '../engine/given.ts';

export type Place = {
	readonly host: Host;
	readonly ssh: SshHost;
	readonly config: Pick<SshConfig, 'user' | 'port' | 'name' | 'jump'>;
};

type Sentence = (place: Place, match: RegExpExecArray) => string;

const where = ({host: {name, address}, config: {user, port, jump}}: Place): string => {
	const shown = port === 22 ? '' : `:${port}`;
	const place = shown !== '' && address.includes(':') ? `[${address}]` : address;
	return `${name} (${user}@${place}${shown}${jump === undefined ? '' : `, through ${jump}`})`;
};

const userOf = ({config}: Place): string => config.user;

export const wrongPassword = (place: Place): string =>
	`sudo on ${place.host.name} did not take the password of ${userOf(place)}: start kubewalk again to type another one, or allow sudo without a password (NOPASSWD in /etc/sudoers.d).`;

/** First match wins: what a jump host says comes before what ssh concludes from it. */
const sentences: readonly (readonly [RegExp, Sentence])[] = [
	[
		/exec: (?:line \d+: )?ssh: not found|exec: ssh: /,
		place =>
			`${place.host.name} cannot be reached, because this machine has no ssh: install OpenSSH's client here.`,
	],
	[
		/REMOTE HOST IDENTIFICATION HAS CHANGED/,
		place =>
			`${where(place)} shows another host key than the one that is known: if the host was not installed anew, somebody may be listening in.`,
	],
	[
		/No \S+ host key is known for (\S+) and you have requested strict checking|Host key verification failed/,
		(place, [, name]) =>
			name === undefined || name === place.config.name
				? `The host key of ${where(place)} is not known: compare its fingerprint and accept it.`
				: `On the way to ${place.host.name}, the host key of ${name} is not known: log in there once with ssh and compare it.`,
	],
	[
		/Could not resolve hostname (\S+): /,
		(place, [, name]) =>
			`The name ${name} of ${place.host.name} is not known: correct the address in the plan, or DNS.`,
	],
	[/Connection refused/, place => `${where(place)} refuses the connection: is sshd running there, and on this port?`],
	[
		/No route to host|Network is unreachable/,
		place => `There is no way in the network to ${where(place)}: is it switched on, and is the address right?`,
	],
	[
		/timed out|Timeout, server .* not responding/,
		place => `${where(place)} does not answer: is it switched on, and does a firewall let ssh through?`,
	],
	[
		/Identity file (\S+) not accessible|Load key "([^"]+)": (?!error in libcrypto)/,
		(place, [, missing, unusable]) =>
			`The key ${missing ?? unusable} for ${place.host.name} cannot be read: correct ssh.identity in the plan, or the file's permissions.`,
	],
	[
		/Too many authentication failures/,
		place => `${where(place)} closed the door after too many keys: name the right one as ssh.identity in the plan.`,
	],
	[
		/(\S+): Permission denied \([^]*UNKNOWN port/,
		(place, [, jump]) =>
			`On the way to ${place.host.name}, ${jump} does not let you in with the keys offered: put your key there, or log in to it by another name in ssh.jump of the plan.`,
	],
	[
		/Permission denied \((?=[^)]*(?:password|keyboard-interactive))/,
		place =>
			`${where(place)} does not let ${userOf(place)} in with the keys offered, but takes a password: log in when kubewalk asks for it on a terminal (a connection that was lost needs a new start of kubewalk), or put your key there with ssh-copy-id.`,
	],
	[
		/Permission denied \(([^)]*)\)/,
		(place, [, methods]) =>
			`${where(place)} does not let ${userOf(place)} in with the keys offered (it accepts: ${methods}): put your key there, for example with ssh-copy-id, or name it as ssh.identity in the plan.`,
	],
	[
		/sudo:.*must have a tty/,
		place =>
			`sudo on ${place.host.name} wants a terminal (requiretty in sudoers), and commands run without one: add "Defaults:${userOf(place)} !requiretty" in /etc/sudoers.d, or connect as root.`,
	],
	[/incorrect (?:password|authentication) attempt|no password was provided/, place => wrongPassword(place)],
	[
		/sudo.*(?:password is required|terminal is required|no tty present|authentication is required)/,
		place =>
			`${userOf(place)} may not use sudo on ${place.host.name} without a password: give it when kubewalk asks on a terminal, allow sudo without one (NOPASSWD in /etc/sudoers.d), or connect as root.`,
	],
	[
		/is not in the sudoers file|not allowed to (?:execute|run)|may not run sudo/,
		place =>
			`${userOf(place)} may not use sudo on ${place.host.name}: allow it in /etc/sudoers.d, or connect as root.`,
	],
	[
		/sudo: (?:command )?not found|sudo: No such file/,
		place =>
			`${place.host.name} has no sudo, and ${userOf(place)} is not root: connect as root, or install sudo there.`,
	],
	[
		/(?:Connection|kex_exchange_identification).*(?:closed|reset)|Broken pipe|closed by remote host/,
		place => `The connection to ${where(place)} was closed from the other side: look at sshd's log there.`,
	],
];

const lastLine = (text: string): string => text.trim().split('\n').at(-1)?.trim() ?? '';

/** One sentence for what ssh, the shell behind it or sudo said on stderr. */
export const sshTrouble = (place: Place, stderr: string, exit: number | undefined): string => {
	for (const [pattern, sentence] of sentences) {
		const match = pattern.exec(stderr);
		if (match) return sentence(place, match);
	}
	const said = lastLine(stderr);
	const how =
		exit === undefined ? 'ssh was ended' : exit === 255 ? 'the connection ended' : `the shell ended with ${exit}`;
	return `${where(place)}: ${how} before the host answered${said === '' ? '; try again.' : `: ${said}`}`;
};
