// A command of this machine that prints something, walked through everything that is real: the local way, the engine, the
// journal with its logs, and the screen.
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {systemClock} from '../../source/engine/clock.ts';
import type {Book, Task} from '../../source/engine/declare.ts';
import {createEngine} from '../../source/engine/engine.ts';
import type {EngineEvent, Outcome} from '../../source/engine/event.ts';
import {createStore} from '../../source/engine/store.ts';
import {quote} from '../../source/engine/script.ts';
import {logPath, openJournal, readJournal} from '../../source/session/journal.ts';
import {report} from '../../source/session/report.ts';
import {createLocal} from '../../source/transport/local.ts';
import {sessionOf} from '../../source/ui/session.ts';
import {masks} from '../../steps/masks.ts';
import {making, text} from './fake-world.ts';
import {settle} from './screen.tsx';
import {showProgram, type Showing} from './walking.tsx';

export type Printed = {
	readonly outcome: Outcome;
	readonly screen: Showing;
	/** The log file, read as text. */
	readonly log: string;
	readonly journal: readonly EngineEvent[];
	/** In Markdown. */
	readonly report: string;
};

const host = {name: 'm1', address: '127.0.0.1', role: 'control-plane'};

/** `script` ends well or not; `more` changes the task. Called back with every event. */
export const print = async (
	script: string,
	more: Partial<Task> = {},
	onEvent: (event: EngineEvent) => void = () => undefined,
): Promise<Printed> => {
	const directory = mkdtempSync(join(tmpdir(), 'kubewalk-printing-'));
	const done = join(directory, 'done');
	const task = making('print', {
		check: {ask: () => `[ -e ${quote(done)} ]`},
		run: () => `${script}\ntouch ${quote(done)}`,
		undo: 'nothing-to-undo',
		...more,
	});
	const book: Book = {
		id: 'print',
		title: text('Print'),
		masks,
		stages: [
			{id: 'print', title: text('Print'), why: text('To see what a host can do to a screen.'), tasks: [task]},
		],
	};
	const store = createStore(tell => void setImmediate(tell));
	const files = {journal: join(directory, 'journal.jsonl'), logs: join(directory, 'logs')};
	const journal = openJournal(files, error => {
		throw error;
	});
	store.listen(journal.add);
	store.listen(onEvent);
	const engine = createEngine({
		session: 's1',
		book,
		hosts: [host],
		settings: {},
		transport: createLocal({jobs: join(directory, 'jobs')}),
		store,
		clock: systemClock,
		secrets: {get: () => undefined, set: () => undefined},
		by: 'tester',
		resumed: false,
	});
	const opened = {engine, store, name: 'demo', simulated: false, report: '', leave: async () => undefined};
	const screen = await showProgram(sessionOf(opened));
	await screen.press('o');
	try {
		const outcome = await engine.start();
		await settle();
		journal.close();
		const events = readJournal(files.journal);
		return {
			outcome,
			screen,
			log: readFileSync(logPath(files.logs, 'print', 'm1', 1), 'utf8'),
			journal: events,
			report: report(events, book, {format: 'md', language: 'en'}),
		};
	} finally {
		await engine.close('done');
		rmSync(directory, {recursive: true, force: true});
	}
};
