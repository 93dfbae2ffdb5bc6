// What the keys of the captured values do.
import {copySequence} from './clipboard.ts';
import type {Session} from './session.ts';
import {plainLines} from './plain.ts';
import type {ValueRow} from './values.ts';
import {alone, say} from './walk-actions.ts';

/** A secret would go through the terminal, and through every recording of it. */
export const copyValue = (session: Session, {secret, kept}: ValueRow, write: (sequence: string) => void): void => {
	if (!kept) return say(session, 'quiet', ({values}) => values.notYet);
	if (secret || kept.value === undefined) return say(session, 'warn', ({values}) => values.secretNotCopied);
	const sequence = copySequence(kept.value);
	if (sequence === undefined) return say(session, 'warn', ({walk}) => walk.tooLongToCopy);
	write(sequence);
	const lines = plainLines(kept.value).length;
	say(session, 'good', ({walk}) => walk.copied(lines));
};

export const renewValue = async (session: Session, {name, renewable}: ValueRow): Promise<void> => {
	if (!renewable) return say(session, 'quiet', ({values}) => values.notRenewable);
	await alone(session, async () => {
		const problem = await session.engine.renew(name);
		if (problem === undefined) say(session, 'good', ({values}) => values.renewed(name));
		else say(session, 'bad', () => problem);
	});
};
