// kubewalk sessions: list, show, remove.
import {books} from '../../steps/books.ts';
import {holderOf, type Lock, SessionHeld, takeLock} from '../session/lock.ts';
import {findSession, listSessions, removeSession, stateOf, type Session} from '../session/sessions.ts';
import {summaryOf} from '../session/summary.ts';
import {CannotKeep} from '../session/write-file.ts';
import {textsOf, type Language} from '../texts/texts.ts';
import {askHere} from './ask-in-terminal.ts';
import {exitCodes, type ExitCode} from './exit-codes.ts';
import {forgetJobs} from './forget-jobs.ts';
import {sessionHeld} from './held.ts';
import type {Io} from './io.ts';
import {languageOf} from './language.ts';
import type {Ask} from './open-ssh.ts';
import {home, self} from './state-home.ts';

/** One journal that cannot be read does not hide the other sessions; `show` says what is wrong with it. */
const endOf = (session: Session, language: Language): string => {
	const texts = textsOf(language).sessions;
	try {
		return summaryOf(session).outcome === undefined ? texts.open : texts.closed;
	} catch (error) {
		if (error instanceof CannotKeep) return texts.unreadable;
		throw error;
	}
};

const lineOf = (session: Session, language: Language): string => {
	const at = new Date(session.touched).toISOString().slice(0, 16).replace('T', ' ');
	const end = endOf(session, language);
	const holder = holderOf(session.files.lock, self());
	const held = holder && textsOf(language).lease.heldBy(`${holder.user}@${holder.host}`, holder.pid);
	const parts = [session.id.padEnd(28), at, session.about.book.padEnd(8), end, ...(held ? [held] : [])];
	return `${parts.join('  ')}\n`;
};

const show = (session: Session, language: Language, io: Io): void => {
	const {rows, causes, diagnosis} = stateOf(session);
	io.stdout(lineOf(session, language));
	const stages = books.find(({id}) => id === session.about.book)?.stages ?? [];
	for (const task of stages.flatMap(stage => stage.tasks)) {
		const marks = Object.entries(rows[task.id] ?? {}).map(
			([host, {status}]) => `${host} ${textsOf(language).status[status]}`,
		);
		if (marks.length > 0) io.stdout(`${task.title[language]}: ${marks.join(', ')}\n`);
	}
	const {ending} = textsOf(language);
	for (const [id, {title, hosts}] of Object.entries(causes.found)) {
		const isThere = diagnosis?.found.some(told => told.id === id);
		const where = hosts.filter(host => host !== '').join(' ');
		io.stdout(`${title[language]}: ${where} ${isThere ? ending.there : ending.gone}\n`);
	}
};

/** Finished jobs leave the hosts with the session; one that runs holds it, a host that is away does not. */
const remove = async (session: Session, language: Language, io: Io, ask: Ask): Promise<ExitCode> => {
	const texts = textsOf(language).sessions;
	let lock: Lock;
	try {
		lock = takeLock(session.id, session.files.lock, self(), Date.now());
	} catch (error) {
		if (!(error instanceof SessionHeld)) throw error;
		io.stderr(`${sessionHeld(error, language)}\n`);
		return exitCodes.held;
	}
	const {running, away} = await forgetJobs(session, ask, language);
	for (const {host, jobs} of running) io.stderr(`${texts.jobsRun(host, jobs.join(', '))}\n`);
	for (const why of away) io.stderr(`${texts.jobsStay(why)}\n`);
	if (running.length > 0) {
		lock.release();
		return exitCodes.failed;
	}
	removeSession(home(), session.id);
	return away.length > 0 ? exitCodes.unreachable : exitCodes.done;
};

export const sessions = async (
	verb: string,
	id: string | undefined,
	io: Io,
	ask: Ask = askHere(false),
): Promise<ExitCode> => {
	const language = languageOf(undefined);
	const texts = textsOf(language);
	if (verb === 'list') {
		const all = listSessions(home());
		if (all.length === 0) io.stderr(`${texts.sessions.none}\n`);
		for (const session of all) io.stdout(lineOf(session, language));
		return exitCodes.done;
	}
	if (!['show', 'remove', 'rm'].includes(verb) || id === undefined) {
		io.stderr(`${texts.sessions.usage}\n`);
		return exitCodes.usage;
	}
	const session = findSession(home(), id);
	if (!session) {
		io.stderr(`${texts.open.noSession(id)}\n`);
		return exitCodes.usage;
	}
	if (verb !== 'show') return remove(session, language, io, ask);
	show(session, language, io);
	return exitCodes.done;
};
