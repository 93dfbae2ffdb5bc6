// When a run failed, the cause is said before anybody has read the output.
import type {State} from '../../engine/state.ts';
import type {Language} from '../../texts/texts.ts';
import type {OpenedSession} from '../open-session.ts';
import {createDoctor} from './doctor.ts';
import {toldLines} from './print-told.ts';

const most = 3;

/** What is sure, the most probable first; nothing when there is none: the output has been printed already. */
export const causeLines = ({diagnosis}: State, language: Language): readonly string[] =>
	(diagnosis?.found ?? [])
		.filter(({confidence}) => confidence !== 'possible')
		.slice(0, most)
		.flatMap(told => ['', ...toldLines(told, language, (_, text) => text)]);

/** Asks the hosts of a session whose run failed. Trouble in looking is no reason to end otherwise. */
export const lookAfterFailure = async (
	session: Pick<OpenedSession, 'engine' | 'store' | 'plan'>,
	language: Language,
	say: (line: string) => void,
): Promise<void> => {
	await createDoctor(session).look();
	causeLines(session.store.getState(), language).forEach(say);
};
