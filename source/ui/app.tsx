import {render, type RenderOptions} from 'ink';
import type {Ui} from './context.ts';
import type {Left, StartApp} from './doors.ts';
import {createHolder} from './holder.ts';
import {createKeyboard} from './keyboard.ts';
import {createMouse} from './mouse.ts';
import {mouseStream} from './mouse-input.ts';
import {entriesOf, isFinished, runningIn} from './progress.ts';
import {sessionOf, type Session} from './session.ts';
import {Root} from './root.tsx';
import {reduceShell, shellOf} from './shell.ts';
import {begin, lookAround} from './start-actions.ts';
import {lookFirst} from './findings-actions.ts';
import {terseStream} from './terse.ts';
import {initialStart, reduceStart} from './start-state.ts';

/** The terminal stays whole: its own screen, and Ctrl+C is a key like any other. */
const screen: RenderOptions = {
	alternateScreen: true,
	exitOnCtrlC: false,
	// The front door has decided that this is a terminal, also where a CI variable is set.
	interactive: true,
	maxFps: 30,
	// Nothing in this program writes to the console: the linter sees to it.
	patchConsole: false,
};

const leftFrom = ({engine, store}: Session): Left => {
	const state = store.getState();
	const entries = entriesOf(engine);
	const running = runningIn(state, entries).flatMap(({id, hosts}) => hosts.map(host => `${id} on ${host}`));
	return {session: state.session, running, finished: isFinished(engine, state, entries)};
};

/** Shows the screens until the person leaves. Commands that run on hosts are never ended by leaving. */
export const startApp: StartApp = async ({
	doors,
	language,
	colour,
	opened,
	stdin,
	stdout,
	first,
	theme,
	mouse: mouseOn,
	screenReader = false,
	terminal,
}) => {
	const shell = createHolder(reduceShell, shellOf(language, opened && sessionOf(opened), theme, mouseOn));
	const start = createHolder(reduceStart, initialStart);
	const keyboard = createKeyboard();
	const mouse = createMouse(keyboard.inTurn);
	const ui: Ui = {doors, shell, keyboard, mouse, colour};
	const instance = render(<Root ui={ui} start={start} leave={() => instance.unmount()} />, {
		...screen,
		// A screen reader goes back over lines, and the second screen keeps none.
		...(screenReader && {isScreenReaderEnabled: true, alternateScreen: false}),
		...(stdin && {stdin: mouseStream(stdin, mouse)}),
		// Ink draws whole frames, of which the stream sends what has changed.
		...(stdout && {stdout: screenReader ? stdout : terseStream(stdout, terminal)}),
	});
	if (first === 'form') {
		start.send({type: 'mode', mode: 'form'});
		void lookAround(ui, start);
	} else if (!opened) void begin(ui, start);
	const session = shell.get().session;
	if (session) void lookFirst(session);
	await instance.waitUntilExit();
	const open = shell.get().session;
	if (!open || open.watching || open.pasted) {
		await open?.leave(false);
		return {running: [], finished: false};
	}
	const left = leftFrom(open);
	await open.leave(left.finished);
	return left;
};
