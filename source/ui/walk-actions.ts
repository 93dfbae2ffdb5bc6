// What the walk screen's keys do to the engine. Nothing here draws.
import type {Book, Task} from '../engine/declare.ts';
import type {Outcome} from '../engine/event.ts';
import {rowOf} from '../engine/state.ts';
import {copySequence} from './clipboard.ts';
import {say, sayBusy} from './message.ts';
import {plainLines} from './plain.ts';
import type {Pane, Run} from './walk-state.ts';
import type {Focus} from './focus.ts';
import {previewOf} from './preview.ts';
import {entriesOf, isWorking, nextOf, statusOf, statusOn, todoOf, type Entry} from './progress.ts';
import type {Session} from './session.ts';
import {emptyField, fieldOf} from './text-field.ts';

/** What no terminal takes lies in a file that only this user can read. */
const copyToFile = (session: Session, text: string): void => {
	try {
		const path = session.keepText?.('copied.txt', text);
		say(session, path === undefined ? 'warn' : 'good', ({walk}) =>
			path === undefined ? walk.tooLongToCopy : walk.copiedTo(path),
		);
	} catch (error) {
		say(session, 'bad', () => (error instanceof Error ? error.message : String(error)));
	}
};

/** Puts a text into the terminal's clipboard, and says how much it was. */
export const copy = (session: Session, text: string, write: (sequence: string) => void): void => {
	const sequence = copySequence(text);
	if (sequence === undefined) return copyToFile(session, text);
	write(sequence);
	const lines = plainLines(text).length;
	say(session, 'good', ({walk}) => walk.copied(lines));
};

/** What another screen leads to: a task, or a host of what is shown, in the walk. */
export const showInWalk = (
	{view, walk}: Session,
	{task, host, pane}: {readonly task?: string; readonly host?: string; readonly pane?: Pane},
): void => {
	if (task !== undefined) walk.send({type: 'task-selected', task});
	if (host !== undefined) walk.send({type: 'host-selected', host});
	if (pane !== undefined) walk.send({type: 'pane-selected', pane});
	view.send('walk');
};

/** One thing at a time. Trouble that nobody expected is said on the screen, not thrown into it. */
export const alone = async (session: Session, work: () => Promise<void>): Promise<void> => {
	const {engine, walk} = session;
	if (walk.get().busy || engine.isRunning()) return sayBusy(session);
	walk.send({type: 'began'});
	try {
		await work();
	} catch (error) {
		say(session, 'bad', () => (error instanceof Error ? error.message : String(error)));
	} finally {
		walk.send({type: 'ended'});
	}
};

/** The cause of what went wrong is said before a person has read the output. Looking changes nothing, so nobody is asked. */
export const lookForCause = async (session: Session): Promise<void> => {
	const {doctor, findings, store, view} = session;
	if (!doctor || findings.get().looking) return;
	findings.send({type: 'looking', now: true});
	try {
		await doctor.look();
		const [first] = store.getState().diagnosis?.found ?? [];
		if (!first || first.confidence === 'possible' || view.get() === 'findings') return;
		const hosts = first.hosts.filter(host => host !== '').join(' ');
		say(session, 'bad', ({findings, diagnose}) => findings.cause(first.title, diagnose[first.confidence], hosts));
	} catch (error) {
		say(session, 'bad', () => (error instanceof Error ? error.message : String(error)));
	} finally {
		findings.send({type: 'looking', now: false});
	}
};

const next = ({engine, store}: Session): Entry | undefined => nextOf(engine, store.getState(), entriesOf(engine));

/** The report comes when the last task is through, not each time one is run again after that, and to no other screen. */
const showOutcome = (session: Session, outcome: Outcome, aborted: boolean, left: boolean): void => {
	if (outcome === 'stopped') say(session, 'warn', ({walk}) => (aborted ? walk.aborted : walk.stopped));
	else if (outcome !== 'held' && left && !next(session) && session.view.get() === 'walk') session.view.send('report');
};

/** Enter alone does not start it: what destroys, and in a book that warns also what disturbs. */
export const isGrave = ({risk}: Task, {warning}: Book): boolean =>
	risk === 'destructive' || (risk === 'disruptive' && warning !== undefined);

export const run = async (session: Session, what: Run, confirmed = false): Promise<void> => {
	const {engine, walk} = session;
	if (walk.get().busy || engine.isRunning()) return;
	const entries = entriesOf(engine).filter(({task}) => what.tasks.includes(task.id));
	if (entries.length === 0) return;
	if (!confirmed && entries.some(({task}) => isGrave(task, engine.book)))
		return walk.send({type: 'dialog-opened', dialog: {kind: 'destroy', run: what, field: emptyField}});
	let failed = false;
	await alone(session, async () => {
		const left = next(session) !== undefined;
		const outcome = await engine.start(what);
		if (outcome === 'held') walk.send({type: 'dialog-opened', dialog: {kind: 'held', run: what}});
		const state = session.store.getState();
		const aborted = entries.some(entry => statusOf(state, entry) === 'cancelled');
		showOutcome(session, outcome, aborted, left);
		failed = outcome === 'failed' || outcome === 'unreachable';
	});
	if (failed) await lookForCause(session);
};

const todo = (session: Session, wanted: (entry: Entry) => boolean): Run => ({
	tasks: entriesOf(session.engine)
		.filter(entry => wanted(entry) && todoOf(session.store.getState(), entry).length > 0)
		.map(({task}) => task.id),
});

/** Enter: the next task on the hosts where it is still to do; at the end, the report. A held key starts nothing twice. */
export const runNext = async (session: Session): Promise<void> => {
	const {engine, walk, store, view} = session;
	if (walk.get().busy || engine.isRunning()) return;
	const entry = next(session);
	if (!entry) return view.send('report');
	walk.send({type: 'followed'});
	await run(session, {tasks: [entry.task.id], hosts: todoOf(store.getState(), entry)});
};

export const runStage = async (session: Session, {entry}: Focus): Promise<void> => {
	const what = todo(session, ({stage}) => stage === entry.stage);
	session.walk.send({type: 'followed'});
	await run(session, what);
};

export const runAll = async (session: Session): Promise<void> => {
	session.walk.send({type: 'followed'});
	await run(
		session,
		todo(session, () => true),
	);
};

/** The selected task, whatever its marks say; its check decides whether there is anything to do. */
export const runAgain = (session: Session, {entry}: Focus): Promise<void> =>
	run(session, {tasks: [entry.task.id], hosts: entry.hosts});

export const stop = ({engine, walk}: Session): void => {
	if (!engine.isRunning()) return;
	if (walk.get().stopping) return engine.abort();
	engine.stop();
	walk.send({type: 'stopping'});
};

/** A row can say that it is being worked on after a run that broke down: only a run that goes on counts. */
const isAtWork = ({engine, store, walk}: Session, entry: Entry): boolean =>
	(walk.get().busy || engine.isRunning()) &&
	entry.hosts.some(host => isWorking(statusOn(store.getState(), entry, host)));

export const askSkip = (session: Session, {entry}: Focus): void => {
	if (isAtWork(session, entry)) return sayBusy(session);
	if (todoOf(session.store.getState(), entry).length === 0)
		return say(session, 'quiet', ({walk}) => walk.nothingToSkip);
	session.walk.send({type: 'dialog-opened', dialog: {kind: 'skip', task: entry.task.id, field: emptyField}});
};

export const skip = (session: Session, task: string, reason: string): void => {
	session.engine.skip([task], reason);
	session.walk.send({type: 'dialog-closed'});
	session.walk.send({type: 'followed'});
};

/** Every host of the task is asked; those that agree are done, the others stay as they were. */
export const markDone = (session: Session, {entry}: Focus): Promise<void> => {
	const hosts = todoOf(session.store.getState(), entry);
	if (hosts.length === 0) {
		say(session, 'quiet', ({walk}) => walk.nothingToMark);
		return Promise.resolve();
	}
	return alone(session, async () => {
		const agreed: string[] = [];
		const refused: string[] = [];
		for (const host of hosts) {
			const yes = await session.engine.markDone(entry.task.id, host);
			(yes ? agreed : refused).push(host);
		}
		const [first] = refused;
		if (first === undefined) return say(session, 'good', ({walk}) => walk.marked(agreed.join(', ')));
		const {note} = rowOf(session.store.getState(), entry.task.id, first);
		say(session, 'warn', ({walk}) => walk.notMarked(refused.join(', '), note ?? walk.verifyNo));
	});
};

/** The hosts whose commands are the same, letter by letter, are edited together. */
export const askEdit = (session: Session, {entry, host}: Focus): void => {
	if (isAtWork(session, entry)) return sayBusy(session);
	const {script} = previewOf(session.engine, entry.task.id, host);
	const hosts = entry.hosts.filter(name => previewOf(session.engine, entry.task.id, name).script === script);
	const field = {...fieldOf(script), at: 0};
	session.walk.send({type: 'dialog-opened', dialog: {kind: 'edit', task: entry.task.id, hosts, field}});
};

/** An empty text goes back to the declared commands. */
export const saveEdit = (session: Session, task: string, hosts: readonly string[], text: string): void => {
	for (const host of hosts) session.engine.edit(task, host, text.trim() === '' ? undefined : text);
	session.walk.send({type: 'dialog-closed'});
};

const undoable = ({engine, store}: Session, entries: readonly Entry[]): readonly string[] =>
	entries
		.filter(({task, hosts}) =>
			hosts.some(
				host => rowOf(store.getState(), task.id, host).ours && engine.undoPreview(task.id, host) !== undefined,
			),
		)
		.map(({task}) => task.id)
		.toReversed();

export const askUndo = (session: Session, entries: readonly Entry[]): void => {
	const {engine, walk} = session;
	if (walk.get().busy || engine.isRunning()) return sayBusy(session);
	const tasks = undoable(session, entries);
	if (tasks.length === 0) return say(session, 'quiet', ({walk}) => walk.nothingToUndo);
	walk.send({type: 'dialog-opened', dialog: {kind: 'undo', tasks, scroll: 0}});
};

export const undo = (session: Session, tasks: readonly string[]): Promise<void> => {
	session.walk.send({type: 'dialog-closed'});
	return alone(session, async () => {
		const outcome = await session.engine.undo(tasks);
		if (outcome === 'held') session.walk.send({type: 'dialog-opened', dialog: {kind: 'held'}});
		else if (outcome === 'done') say(session, 'good', ({walk}) => walk.undone);
		else say(session, 'warn', ({walk}) => walk.undoFailed);
	});
};

/** From one who is gone, and has been said to be; then what was to be run is run. */
export const takeOver = async (session: Session, what: Run | undefined): Promise<void> => {
	const {engine, walk, store} = session;
	walk.send({type: 'dialog-closed'});
	let ours = false;
	await alone(session, async () => {
		const outcome = await engine.takeOver();
		ours = outcome === 'done';
		if (outcome === 'held')
			walk.send({type: 'dialog-opened', dialog: {kind: 'held', refused: true, ...(what && {run: what})}});
		else say(session, ours ? 'good' : 'bad', ({lease}) => (ours ? lease.takenOver : lease.notTakenOver));
	});
	if (ours && what && !store.getState().holder) await run(session, what, true);
};
