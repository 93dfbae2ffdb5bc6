// kubewalk report: the record of a session as a document.
import {books, sessionBooks} from '../../steps/books.ts';
import type {Book} from '../engine/declare.ts';
import {fragment} from '../engine/script.ts';
import {tasksOf} from '../engine/context.ts';
import {initialState, reduce, type State} from '../engine/state.ts';
import {readJournal} from '../session/journal.ts';
import {report, type ReportFormat} from '../session/report.ts';
import {findSession, listSessions, type About} from '../session/sessions.ts';
import {textsOf, type Language} from '../texts/texts.ts';
import {exitCodes, type ExitCode} from './exit-codes.ts';
import {givenFor} from './given-for.ts';
import type {Io} from './io.ts';
import {languageOf} from './language.ts';
import {parsePlan} from './load-plan.ts';
import {home} from './state-home.ts';

type CommandOf = (task: string, host: string) => string | undefined;

/** The declared commands, with `<name>` where a captured value was. A plan that cannot be read any more gives none. */
const commandsOf = (book: Book, {planPath, planText, lab}: About, facts: State['facts']): CommandOf => {
	const parsed = parsePlan(planText, planPath ?? `lab ${lab}`, () => '');
	if (!('plan' in parsed)) return () => undefined;
	const tasks = new Map(tasksOf(book).map(task => [task.id, task]));
	return (task, host) =>
		tasks.get(task)?.run(
			givenFor(
				parsed.plan,
				host,
				name => fragment(`<${name}>`),
				(name, other = host) => facts[other]?.[name],
			),
		);
};

export const printReport = async (
	id: string | undefined,
	{format, lang}: {readonly format: ReportFormat; readonly lang?: Language},
	io: Io,
): Promise<ExitCode> => {
	const language = languageOf(lang);
	const texts = textsOf(language);
	const session = id === undefined ? listSessions(home())[0] : findSession(home(), id);
	if (!session) {
		io.stderr(`${id === undefined ? texts.sessions.none : texts.open.noSession(id)}\n`);
		return exitCodes.usage;
	}
	const book = sessionBooks.find(({id}) => id === session.about.book);
	if (!book) {
		io.stderr(`${texts.open.noBook(session.about.book, books.map(({id}) => id).join(', '))}\n`);
		return exitCodes.usage;
	}
	const events = readJournal(session.files.journal);
	io.stdout(
		report(events, book, {
			format,
			language,
			commandOf: commandsOf(book, session.about, events.reduce(reduce, initialState).facts),
		}),
	);
	return exitCodes.done;
};
