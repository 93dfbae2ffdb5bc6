// What a person is told when somebody else has the session, or the hosts.
import type {Holder} from '../engine/lease.ts';
import type {SessionHeld} from '../session/lock.ts';
import {textsOf, type Language} from '../texts/texts.ts';
import {leaseWords, moment} from '../ui/lease-words.ts';
import {self} from './state-home.ts';
import {findHeld} from './watch-session.ts';

/** Who has the session, since when, and the ways out. */
export const sessionHeld = ({session, holder}: SessionHeld, language: Language): string =>
	textsOf(language).lease.sessionHeld(session, `${holder.user}@${holder.host}`, holder.pid, moment(holder.since));

/** Only the machine of a session has its journal, and there may be one of the same name here. */
const howToLookOn = ({by, session}: Holder, language: Language): string => {
	const isHere = by.endsWith(`@${self().host}`) && !('problem' in findHeld(session, undefined, language));
	return isHere ? `kubewalk walk --watch ${session}` : 'kubewalk run --watch --plan FILE';
};

/** Who has the hosts, and the ways out. `wanted`: they were to be taken over. */
export const hostsHeld = (holder: Holder, language: Language, wanted: boolean): readonly string[] => {
	const texts = textsOf(language);
	const words = leaseWords(holder, texts);
	if (holder.gone) return [texts.lease.gone(words), texts.lease.takeOverWith];
	return [
		wanted ? texts.lease.notGone(words) : texts.lease.held(words),
		texts.lease.lookOn(howToLookOn(holder, language)),
	];
};
