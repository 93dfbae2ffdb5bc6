// Work by hand without a screen: the text is printed, and what it printed is read from the terminal.
import {openSync} from 'node:fs';
import {createInterface, type Interface} from 'node:readline';
import {ReadStream} from 'node:tty';
import type {Reading, Returned, Sheet} from '../engine/sheet.ts';
import type {Texts} from '../texts/texts.ts';
import {lackIn, sheetWhy, titleOf} from '../ui/sheet-words.ts';
import type {Presenter} from './sheet-files.ts';

export type TerminalDesk = {
	readonly texts: Texts;
	readonly write: (text: string) => void;
	/** The terminal; opened anew for each sheet, because Ctrl+D ends it. */
	readonly open?: () => NodeJS.ReadableStream;
};

/** `su -c` and some containers give a terminal but no /dev/tty: then it is stdin, which Ctrl+D ends for good. */
const openTerminal = (): NodeJS.ReadableStream => {
	try {
		return new ReadStream(openSync('/dev/tty', 'r'));
	} catch {
		return process.stdin;
	}
};

const isEnd = (line: string, {host, tag}: Sheet): boolean =>
	line.trim() === '.' || line.includes(`--- kubewalk ${host.name} ${tag} end ---`);

/**
 * Lines of the terminal; made before it can be closed, because an iterator of a closed one never ends. `over`: nothing
 * more comes (Ctrl+D).
 */
const createPastes = (terminal: Interface) => {
	const lines = terminal[Symbol.asyncIterator]();
	return {
		line: async (): Promise<string | undefined> => {
			const {value, done} = await lines.next();
			return done ? undefined : value;
		},
		paste: async (sheet: Sheet): Promise<{readonly text: string; readonly over: boolean}> => {
			const text: string[] = [];
			for (;;) {
				const {value: line, done} = await lines.next();
				if (done) return {text: text.join('\n'), over: true};
				if (line.trim() !== '.') text.push(line);
				if (isEnd(line, sheet)) return {text: text.join('\n'), over: false};
			}
		},
	};
};

type Pastes = ReturnType<typeof createPastes>;

const read = async (sheet: Sheet, pastes: Pastes, {texts, write}: TerminalDesk): Promise<Returned | undefined> => {
	const {byHand} = texts;
	let pasted = '';
	for (;;) {
		const {text, over} = await pastes.paste(sheet);
		if (text.trim() === '' && over) return undefined;
		if (sheet.kind === 'look' && text.trim() === 'not run') return 'not-run';
		pasted = pasted === '' ? text : `${pasted}\n${text}`;
		const reading: Reading = sheet.read(pasted);
		if (reading.state === 'whole' || reading.state === 'not-run') return {pasted};
		if (reading.state === 'lacking') write(`${lackIn(texts, sheet, reading.lack)}\n`);
		else {
			write(byHand.endedWell);
			const word = over ? undefined : await pastes.line();
			if (word === undefined) return undefined;
			return {pasted, well: /^\s*(?:y|yes|是)\s*$/i.test(word)};
		}
		if (over) return undefined;
	}
};

/** One sheet at a time, whatever runs meanwhile on other hosts. */
export const presentInTerminal = (desk: TerminalDesk): Presenter => {
	const {texts, write, open = openTerminal} = desk;
	const {byHand} = texts;
	let before: Promise<unknown> = Promise.resolve();
	return writeSheet => (sheet, signal) => {
		const show = async (): Promise<Returned | undefined> => {
			if (signal.aborted) return undefined;
			const lines = [
				'',
				titleOf(texts, sheet, byHand.theCommand),
				`${byHand.how(sheet.host.name)} ${sheetWhy(texts, sheet)}`,
				'',
				sheet.script,
				byHand.saved(writeSheet(sheet)),
				...(sheet.kind === 'look' ? [byHand.notRunYet] : []),
				byHand.endsWith,
				'',
			];
			const input = open();
			const terminal = createInterface({input, terminal: false});
			const pastes = createPastes(terminal);
			const leave = (): void => terminal.close();
			signal.addEventListener('abort', leave);
			write(lines.join('\n'));
			try {
				const returned = await read(sheet, pastes, desk);
				return signal.aborted ? undefined : returned;
			} finally {
				signal.removeEventListener('abort', leave);
				terminal.close();
				if (input !== process.stdin && 'destroy' in input && typeof input.destroy === 'function')
					input.destroy();
			}
		};
		const shown = before.then(show);
		before = shown.catch(() => undefined);
		return shown;
	};
};
