// kubewalk walk --watch: the screen on a session that another process has.
import type {Language} from '../texts/texts.ts';
import type {Opened, Problems} from '../ui/doors.ts';
import {endpointText, wayOf} from './host-ways.ts';

/** `session` by its id, else the one that somebody has, of that plan when one is named. Leaving changes nothing there. */
export const lookOn = async (
	id: string | true,
	plan: string | undefined,
	language: Language,
	later: (tell: () => void) => void,
): Promise<Opened | Problems> => {
	// The rooms behind this door are loaded when it opens.
	const {findHeld, watchSession} = await import('./watch-session.ts');
	const session = findHeld(id, plan, language);
	if ('problem' in session) return {problems: [session.problem]};
	const watched = watchSession(session, language, later);
	if ('problems' in watched) return watched;
	const {engine, store, simulated, by: watching} = watched;
	const left = new AbortController();
	const following = watched.follow(left.signal);
	return {
		engine,
		store,
		name: watched.plan.name,
		simulated,
		report: `kubewalk report ${watched.id}`,
		wayOf: wayOf(watched.plan, simulated),
		endpoint: endpointText(watched.plan),
		watching,
		leave: async () => {
			left.abort();
			await following;
		},
	};
};
