// The whole program on a terminal, walking a small book through a world of files.
import type {Book} from '../../source/engine/declare.ts';
import {createHolder} from '../../source/ui/holder.ts';
import {createKeyboard} from '../../source/ui/keyboard.ts';
import {createMouse} from '../../source/ui/mouse.ts';
import {Root} from '../../source/ui/root.tsx';
import {sessionOf, type Session} from '../../source/ui/session.ts';
import {reduceShell, shellOf} from '../../source/ui/shell.ts';
import {initialStart, reduceStart} from '../../source/ui/start-state.ts';
import type {Doctor, Doors, Opened} from '../../source/ui/doors.ts';
import type {Start} from '../../source/ui/start-actions.ts';
import type {Ui} from '../../source/ui/context.ts';
import type {Language} from '../../source/texts/texts.ts';
import {createFakeWorld, openEngine, type FakeWorld} from './fake-world.ts';
import {show, type Screen} from './screen.tsx';
import {fiveHosts, walkBook} from './walk-book.ts';

/** A front door behind which nothing is; tests replace the doors they walk through. */
export const closedDoors: Doors = {
	sessions: async () => [],
	plans: async () => [],
	rehearse: async () => ({problems: ['There is no lab in this test.']}),
	resume: async () => ({problems: ['There is no session in this test.']}),
	watch: async () => ({problems: ['Nobody has a session in this test.']}),
	openPlan: async () => ({problems: ['There is no plan in this test.']}),
	troubleshoot: async () => ({problems: ['There are no hosts in this test.']}),
	readText: async () => ({problems: ['Nobody reads in this test.']}),
	draftPlan: async () => ({text: '', complaints: []}),
	newPlan: async () => ({problems: ['There is no disk in this test.']}),
	remember: () => undefined,
};

export const openBook = (world: FakeWorld, book: Book = walkBook, simulated = true): Opened => {
	const {engine, store} = openEngine(book, world, {hosts: fiveHosts});
	return {engine, store, name: 'demo', simulated, report: 'kubewalk report s1', leave: async () => undefined};
};

export type Options = {
	readonly columns?: number;
	readonly rows?: number;
	readonly language?: Language;
	readonly colour?: boolean;
	readonly doors?: Partial<Doors>;
};

/** What the screens draw from, with a keyboard and a mouse of its own; doors that are left out stay closed. */
export const uiWith = (shell: Ui['shell'], doors: Partial<Doors> = {}, colour = true): Ui => {
	const keyboard = createKeyboard();
	return {doors: {...closedDoors, ...doors}, shell, keyboard, mouse: createMouse(keyboard.inTurn), colour};
};

export type Showing = Screen & {readonly ui: Ui; readonly start: Start; readonly left: () => boolean};

export const showProgram = async (session: Session | undefined, options: Options = {}): Promise<Showing> => {
	const {columns = 80, rows = 24, language = 'en', colour = true, doors = {}} = options;
	const shell = createHolder(reduceShell, shellOf(language, session));
	const start = createHolder(reduceStart, initialStart);
	const ui = uiWith(shell, doors, colour);
	let left = false;
	const leave = (): void => {
		left = true;
	};
	const screen = await show(<Root ui={ui} start={start} leave={leave} />, columns, rows);
	return {...screen, ui, start, left: () => left};
};

/** Finds nothing and cures nothing. */
const idle: Doctor = {look: async () => undefined, cure: async () => 'failed'};

export type Walking = Showing & {readonly world: FakeWorld; readonly session: Session};

export const walking = async (
	options: Options & {readonly book?: Book; readonly simulated?: boolean; readonly doctor?: Partial<Doctor>} = {},
): Promise<Walking> => {
	const world = createFakeWorld();
	const opened = openBook(world, options.book, options.simulated);
	const session = sessionOf(options.doctor ? {...opened, doctor: {...idle, ...options.doctor}} : opened);
	return {...(await showProgram(session, options)), world, session};
};
