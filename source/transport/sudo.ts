// Root's rights through sudo. A password goes to sudo on stdin and nowhere else: not into arguments, which everybody on
// the host can read, nor into its environment or a file.
import {type KeptShells, keepShells} from './kept-shell.ts';
import {type Command, type Ended, start} from './shell.ts';

/** What ssh is started with so that the host's login shell runs this. */
export type Reach = (command: string) => Command;

/** sudo's own words must be English, whatever locale ssh carries over: they are read. */
const sudo = 'env LC_ALL=C sudo';

/** -k: a password that sudo remembers would leave ours unread on stdin. */
const withPassword = `${sudo} -k -S -p ''`;

export const plainShells = (reach: Reach): KeptShells => keepShells(reach('sh -s'));

/** sudo's answer is a refusal where it would have to ask. */
export const sudoShells = (reach: Reach): KeptShells => keepShells(reach(`${sudo} -n -H -- sh -s`));

/**
 * sudo reads the first line. Should it let us in without reading, the shell throws that line away; should it have read
 * it, the shell throws away the empty one. So the password is never a command, nor part of what the job sees.
 */
export const passwordShells = (reach: Reach, password: string): KeptShells =>
	keepShells(reach(`${withPassword} -H -- sh -c 'IFS= read -r _; exec sh -s'`), `${password}\n\n`);

/**
 * Whether sudo takes the password. Nothing but the password is on stdin, so that a wrong one is one failed attempt: sudo
 * would take the lines of a script for second and third tries, and accounts are locked after a few.
 */
export const tryPassword = (reach: Reach, password: string, signal: AbortSignal): Promise<Ended> =>
	start(reach(`${withPassword} -- sh -c :`), `${password}\n`, signal, () => undefined);

/** `sudo -n` tells in this way that it would let us in with a password. sudo-rs has words of its own. */
export const wantsPassword = ({stderr}: Ended): boolean =>
	/sudo.*(?:password is required|authentication is required)/.test(stderr);

/** Not the connection's end, nor a rule of sudoers that no password changes. */
export const isWrongPassword = ({exit, stderr}: Ended): boolean =>
	exit === 1 &&
	/incorrect (?:password|authentication) attempt|no password was provided|Sorry, try again/.test(stderr);
