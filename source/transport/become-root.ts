// Who we are on a host, and how root's rights are had there.
import type {KeptShells} from './kept-shell.ts';
import type {Passwords} from './passwords.ts';
import type {Ended, Shell} from './shell.ts';
import type {SshHost} from './ssh-options.ts';
import type {Refusal, Want} from './ssh-refusal.ts';
import {type Place, sshTrouble, wrongPassword} from './ssh-trouble.ts';
import {isWrongPassword, passwordShells, type Reach, sudoShells, tryPassword, wantsPassword} from './sudo.ts';

type Met = {readonly ended: Ended; /** Undefined when the shell did not get to say it. */ readonly uid?: number};

/** The first thing asked over a connection. */
export const whoIs = async (shell: Shell, signal: AbortSignal): Promise<Met> => {
	let said = '';
	const ended = await shell(`echo "uid=$(id -u)"\n`, signal, chunk => {
		said += chunk.toString();
	});
	const uid = /uid=(\d+)/.exec(said)?.[1];
	return {ended, ...(uid !== undefined && {uid: Number(uid)})};
};

/** Whether the plan wants no other rights than those of the user we are. */
export const isEnough = ({sudo = 'auto'}: SshHost, uid: number): boolean =>
	sudo === 'never' || (sudo === 'auto' && uid === 0);

/** Shells of root through sudo, with a password where there is one that it takes. */
export const becomeRoot = async (
	place: Place,
	reach: Reach,
	passwords: Passwords,
	signal: AbortSignal,
): Promise<KeptShells | Refusal> => {
	const {name} = place.host;
	const refused = ({stderr, exit}: Ended): Refusal => ({message: sshTrouble(place, stderr, exit)});
	/** The shells when they are root's, else how they ended. */
	const proven = async (shells: KeptShells): Promise<KeptShells | Ended> => {
		const {ended, uid} = await whoIs(shells.shell, signal);
		if (uid === 0) return shells;
		shells.close();
		return ended;
	};
	const free = await proven(sudoShells(reach));
	if ('shell' in free) return free;
	if (!wantsPassword(free)) return refused(free);
	for (const password of passwords.candidates(name)) {
		const answer = await tryPassword(reach, password, signal);
		if (answer.exit === 0) {
			passwords.took(name, password);
			const shells = await proven(passwordShells(reach, password));
			return 'shell' in shells ? shells : refused(shells);
		}
		if (!isWrongPassword(answer)) return refused(answer);
		passwords.refused(name, password);
	}
	const failures = passwords.failures(name);
	const want: Want = {kind: 'sudo-password', user: place.config.user, failures};
	const message = failures > 0 ? wrongPassword(place) : refused(free).message;
	return {message, ...(passwords.mayAsk(name) && {want})};
};
