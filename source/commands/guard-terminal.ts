// The terminal stays whole, whatever becomes of this process: stopped by Ctrl+Z, ended by a fault.
import {dirname, join} from 'node:path';
import {masks} from '../../steps/masks.ts';
import {createRedactor} from '../engine/redact.ts';
import {writeFile} from '../session/write-file.ts';
import {textsOf, type Language} from '../texts/texts.ts';
import {exitCodes} from './exit-codes.ts';
import {home} from './state-home.ts';

/** Ctrl+Z: the shell has the terminal until it says fg. */
export const stopHere = (): Promise<void> =>
	new Promise(resolve => {
		process.once('SIGCONT', () => resolve());
		process.kill(process.pid, 'SIGTSTP');
	});

/**
 * Off the second screen, or where a terminal has none below what is drawn; cursor shown, no bracketed paste, no mouse:
 * harmless where it is so already.
 */
const whole = '\u001B[999;1H\u001B[?1049l\u001B[?25h\u001B[?2004l\u001B[?1006l\u001B[?1000l\u001B[0m';

const restore = (): void => {
	if (process.stdin.isTTY) process.stdin.setRawMode(false);
	if (process.stdout.isTTY) process.stdout.write(whole);
};

type Redact = (text: string) => string;

/** The trace in a file that nobody else can read, and one sentence about it. A trace may quote what a script held. */
export const tellCrash = (
	error: unknown,
	language: Language,
	redact: Redact = createRedactor(masks).redact,
): string => {
	const trace = redact(error instanceof Error ? (error.stack ?? error.message) : String(error));
	const file = join(dirname(home().sessions), 'crash.txt');
	try {
		writeFile('crash.txt', file, `${new Date().toISOString()}\n${trace}\n`);
		return textsOf(language).open.crashed(file);
	} catch {
		// No disk to write it to: then the terminal has to take it.
		return trace;
	}
};

/** Node's own warnings go to stderr, which is the screen: they wait until it is gone. */
const holdWarnings = (): (() => void) => {
	const listeners = process.listeners('warning');
	const held: Error[] = [];
	const hold = (warning: Error): void => void held.push(warning);
	process.removeAllListeners('warning').on('warning', hold);
	return () => {
		process.off('warning', hold);
		for (const listener of listeners) {
			process.on('warning', listener);
			held.forEach(listener);
		}
	};
};

/** Undefined: a fault ended it, and that has been said. One outside of the screen's own calls ends the process. */
export const guarded = async <Result>(
	screen: () => Promise<Result>,
	language: Language,
	/** How the open session's record hides its secrets, once there is one. */
	redactor: () => Redact | undefined = () => undefined,
): Promise<Result | undefined> => {
	const tell = (error: unknown): void => {
		restore();
		process.stderr.write(`${tellCrash(error, language, redactor())}\n`);
	};
	const fall = (error: unknown): void => {
		tell(error);
		// Ink draws once more when the process ends: over the sentence, because its own screen is gone.
		process.stdout.write = () => true;
		process.exit(exitCodes.failed);
	};
	process.on('uncaughtException', fall);
	const sayWarnings = holdWarnings();
	try {
		return await screen();
	} catch (error) {
		tell(error);
		return undefined;
	} finally {
		process.off('uncaughtException', fall);
		sayWarnings();
	}
};
