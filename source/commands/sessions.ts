// kubewalk sessions: list, show, remove.
import {books} from '../../steps/books.ts';
import {initialState, reduce} from '../engine/state.ts';
import {pathsOf} from '../session/home.ts';
import {takeLock} from '../session/lock.ts';
import {findSession, listSessions, removeSession, type Listed} from '../session/sessions.ts';
import {textsOf, type Language} from '../texts/texts.ts';
import {languageOf} from './language.ts';
import {home} from './state-home.ts';

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const say = (text: string): void => void process.stderr.write(`${text}\n`);

const lineOf = (session: Listed, language: Language): string => {
	const texts = textsOf(language).sessions;
	const at = new Date(session.at).toISOString().slice(0, 16).replace('T', ' ');
	const last = session.events.at(-1);
	const end = last?.type === 'session-closed' ? texts.closed : texts.open;
	return [session.id.padEnd(28), at, session.book.padEnd(8), end].join('  ');
};

const show = (session: Listed, language: Language): void => {
	const texts = textsOf(language);
	const state = session.events.reduce(reduce, initialState);
	print(lineOf(session, language));
	const stages = books.find(({id}) => id === session.book)?.stages ?? [];
	for (const task of stages.flatMap(stage => stage.tasks)) {
		const rows = Object.entries(state.rows[task.id] ?? {});
		if (rows.length === 0) continue;
		print(
			`${task.title[language]}: ${rows.map(([host, {status}]) => `${host} ${texts.status[status]}`).join(', ')}`,
		);
	}
};

const remove = (session: Listed, language: Language): number => {
	const lock = takeLock(pathsOf(home(), session.id).lock, Date.now());
	if ('holder' in lock) {
		say(textsOf(language).open.held(session.id, lock.holder));
		return 5;
	}
	removeSession(home(), session.id);
	return 0;
};

export const sessions = async (verb: string, id: string | undefined): Promise<number> => {
	const language = languageOf(undefined);
	const texts = textsOf(language);
	if (verb === 'list') {
		const all = listSessions(home());
		if (all.length === 0) say(texts.sessions.none);
		for (const session of all) print(lineOf(session, language));
		return 0;
	}
	if ((verb !== 'show' && verb !== 'remove' && verb !== 'rm') || id === undefined) {
		say(texts.sessions.usage);
		return 2;
	}
	const session = findSession(home(), id);
	if (!session) {
		say(texts.open.noSession(id));
		return 2;
	}
	if (verb !== 'show') return remove(session, language);
	show(session, language);
	return 0;
};
