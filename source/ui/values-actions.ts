// What the keys of the captured values do.
import type {Session} from './session.ts';
import type {ValueRow} from './values.ts';
import {say} from './message.ts';
import {alone, copy} from './walk-actions.ts';

/** A secret would go through the terminal, and through every recording of it. */
export const copyValue = (session: Session, {secret, kept}: ValueRow, write: (sequence: string) => void): void => {
	if (!kept) return say(session, 'quiet', ({values}) => values.notYet);
	if (secret || kept.value === undefined) return say(session, 'warn', ({values}) => values.secretNotCopied);
	copy(session, kept.value, write);
};

export const renewValue = async (session: Session, {name, renewable}: ValueRow): Promise<void> => {
	if (!renewable) return say(session, 'quiet', ({values}) => values.notRenewable);
	await alone(session, async () => {
		const problem = await session.engine.renew(name);
		if (problem === undefined) say(session, 'good', ({values}) => values.renewed(name));
		else say(session, 'bad', () => problem);
	});
};
