// Root's rights on this machine for a host of the plan that is here: sudo's password, when it wants one, asked once.
import {userInfo} from 'node:os';
import type {Host} from '../engine/given.ts';
import type {Texts} from '../texts/texts.ts';
import {isRoot, localReach} from '../transport/local.ts';
import {start} from '../transport/shell.ts';
import {isWrongPassword, tryPassword, wantsPassword} from '../transport/sudo.ts';
import {nobody, type Ask} from '../ui/doors.ts';

type Options = {
	readonly host: Host;
	readonly ask: Ask;
	readonly texts: Texts;
	readonly until: AbortSignal;
	/** What was typed for other hosts: the first may be right here too. */
	readonly known: readonly string[];
};

/** pam_faillock locks an account after three. */
const mostFailures = 3;

/** Without a password: none is needed, or there is nobody to ask and the tasks will say what is wrong. */
export const rootHere = async ({
	host,
	ask,
	texts,
	until,
	known,
}: Options): Promise<{readonly password?: string} | {readonly problem: string}> => {
	if (isRoot()) return {};
	const free = await start(localReach('env LC_ALL=C sudo -n -- true'), '', until, () => undefined);
	if (!wantsPassword(free)) return {};
	const {username} = userInfo();
	let [password] = known;
	for (let failures = 0; failures < mostFailures; failures++) {
		if (password === undefined) {
			const answer = await ask({
				kind: 'secret',
				title: texts.open.sudoPassword(username, host.name),
				lines: [...(failures > 0 ? [texts.open.wrongPassword(host.name)] : []), texts.open.passwordStays],
			});
			if (answer === nobody) return {};
			if (answer === undefined || answer === '') return {problem: texts.open.noPassword(username, host.name)};
			password = answer;
		}
		const tried = await tryPassword(localReach, password, until);
		if (tried.exit === 0) return {password};
		if (!isWrongPassword(tried)) return {};
		password = undefined;
	}
	return {problem: texts.open.noPassword(username, host.name)};
};
