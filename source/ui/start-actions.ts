// What the start screen's keys do: open a session through one of the front door's doors.
import type {Ui} from './context.ts';
import type {Ask, Opened, Problems} from './doors.ts';
import {lookFirst} from './findings-actions.ts';
import type {Holder} from './holder.ts';
import {isFinished} from './progress.ts';
import {sessionOf} from './session.ts';
import {itemsOf, type StartChange, type StartItem, type StartState} from './start-state.ts';
import {say, sayBusy} from './message.ts';

export type Start = Holder<StartState, StartChange>;

/** The front door's questions appear on top of whatever is shown. */
const askOn =
	({shell}: Ui): Ask =>
	question =>
		new Promise(answer => shell.send({type: 'asked', asked: {question, answer}}));

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const opening = async (start: Start, work: () => Promise<void>): Promise<void> => {
	if (start.get().opening) return;
	start.send({type: 'opening'});
	try {
		await work();
	} catch (error) {
		start.send({type: 'refused', problems: [sentence(error)]});
	}
};

const open = (ui: Ui, start: Start, door: (ask: Ask) => Promise<Opened | Problems>): Promise<void> =>
	opening(start, async () => {
		const opened = await door(askOn(ui));
		if ('problems' in opened) return start.send({type: 'refused', problems: opened.problems});
		start.send({type: 'refused', problems: []});
		const session = sessionOf(opened);
		ui.shell.send({type: 'session-opened', session});
		void lookFirst(session);
	});

export const openPath = async (ui: Ui, start: Start, path: string): Promise<void> => {
	const {doors} = ui;
	const door = start.get().wish === 'troubleshoot' ? doors.troubleshoot : doors.openPlan;
	if (path.trim() !== '') await open(ui, start, ask => door(path.trim(), ask));
};

/** What a pasted text says; the start screen stands behind it as it was. */
export const readPasted = async (ui: Ui, start: Start): Promise<void> => {
	const {pasted} = start.get();
	if (pasted.trim() !== '') await open(ui, start, () => ui.doors.readText(pasted));
};

export const choose = async (ui: Ui, start: Start, item: StartItem): Promise<void> => {
	const {doors} = ui;
	switch (item.kind) {
		case 'resume':
			return open(ui, start, ask => doors.resume(item.session.id, ask));
		case 'watch':
			return open(ui, start, () => doors.watch(item.session.id));
		case 'rehearse':
			return open(ui, start, ask => doors.rehearse(ask));
		case 'plan':
			return open(ui, start, ask => doors.openPlan(item.path, ask));
		case 'path':
			return start.send({type: 'mode', mode: 'path', wish: 'walk'});
		case 'broken':
			return start.send({type: 'mode', mode: 'broken'});
		case 'troubleshoot':
			return open(ui, start, ask => doors.troubleshoot(item.path, ask));
		case 'troubleshoot-path':
			return start.send({type: 'mode', mode: 'path', wish: 'troubleshoot'});
		case 'paste':
			return start.send({type: 'mode', mode: 'paste'});
		case 'create':
			return start.send({type: 'mode', mode: 'form'});
	}
};

/** Looks around for sessions and plans while the first frame is already there. */
export const lookAround = async ({doors}: Ui, start: Start): Promise<void> => {
	try {
		const [sessions, plans] = await Promise.all([doors.sessions(), doors.plans()]);
		start.send({type: 'found', sessions, plans});
	} catch (error) {
		start.send({type: 'refused', problems: [sentence(error)]});
	}
};

/** Without flags the last session is gone on with, if one is open; else the start screen waits for a choice. */
export const begin = async (ui: Ui, start: Start): Promise<void> => {
	await lookAround(ui, start);
	const [first] = itemsOf(start.get());
	if (first?.kind !== 'resume' || start.get().opening || ui.shell.get().session) return;
	if (!first.session.hostsGone) return choose(ui, start, first);
	// Nobody came for a sentence about files: the rehearsal begins, and says why it is not the one of before.
	await choose(ui, start, {kind: 'rehearse', key: 'rehearse'});
	const {session} = ui.shell.get();
	if (session) say(session, 'warn', ({start}) => start.hostsGone(first.session.id));
};

/** Back to the start screen. The session can be resumed, unless nothing is left to do in it. */
export const leaveSession = async (ui: Ui, start: Start): Promise<void> => {
	const {session} = ui.shell.get();
	if (!session) return;
	const {engine, store} = session;
	if (engine.isRunning()) return sayBusy(session);
	ui.shell.send({type: 'session-left'});
	await opening(start, async () => {
		await session.leave(isFinished(engine, store.getState()));
		start.send({type: 'refused', problems: []});
	});
	await lookAround(ui, start);
};
