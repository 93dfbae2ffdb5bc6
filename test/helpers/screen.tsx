// A terminal of a given size: what a person reads on it, and the keys they press.
import {stripVTControlCharacters} from 'node:util';
import {render} from 'ink-testing-library';
import type {ReactElement} from 'react';

export type Screen = {
	/** What stands on the screen, without colours, line by line. */
	readonly text: () => string;
	readonly lines: () => readonly string[];
	/** Keys by their names in the key table: 'return', 'tab', 'ctrl+c', 'a'. */
	readonly press: (...keys: readonly string[]) => Promise<void>;
	readonly type: (text: string) => Promise<void>;
	/** Everything at once, as a terminal hands over a held key. */
	readonly chunk: (text: string) => Promise<void>;
	readonly resize: (columns: number, rows: number) => Promise<void>;
	/** What was written to the terminal, escape sequences and all. */
	readonly written: () => string;
	readonly close: () => void;
};

const sequences: Readonly<Record<string, string>> = {
	return: '\r',
	tab: '\t',
	// Kitty's spelling: the bare escape character waits for what may follow it, and tests wait for nothing.
	escape: '\u001B[27u',
	'shift+tab': '\u001B[Z',
	up: '\u001B[A',
	down: '\u001B[B',
	right: '\u001B[C',
	left: '\u001B[D',
	pageup: '\u001B[5~',
	pagedown: '\u001B[6~',
	home: '\u001B[H',
	end: '\u001B[F',
	backspace: '\u007F',
	delete: '\u001B[3~',
};

const sequenceOf = (key: string): string =>
	sequences[key] ??
	key.replace(/^ctrl\+([a-z])$/, (_, letter: string) => String.fromCharCode(letter.charCodeAt(0) - 96));

/** Until nothing that is ready is left: promises, React's work, Ink's drawing. No time passes. */
export const settle = async (): Promise<void> => {
	for (let turn = 0; turn < 8; turn++) await new Promise(resolve => setImmediate(resolve));
};

/** What tells the terminal how to behave, and shows nothing. */
// oxlint-disable-next-line no-control-regex -- the terminal's own sequences are what is meant
const modes = /^(?:\u001B\[\?\d+[hl])+$/;

/** How many columns a line takes: Chinese letters and full-width signs take two. */
export const widthOf = (line: string): number =>
	Array.from(line).reduce(
		(sum, letter) =>
			sum + (/[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFF00-\uFF60]/.test(letter) ? 2 : 1),
		0,
	);

export const show = async (node: ReactElement, columns = 80, rows = 24): Promise<Screen> => {
	const {stdout, stdin, unmount} = render(node);
	let size = {columns, rows};
	Object.defineProperties(stdout, {
		columns: {get: () => size.columns},
		rows: {get: () => size.rows},
	});
	const resize = async (columns: number, rows: number): Promise<void> => {
		size = {columns, rows};
		stdout.emit('resize');
		await settle();
	};
	await settle();
	await resize(columns, rows);
	const text = (): string => stripVTControlCharacters(stdout.frames.findLast(frame => !modes.test(frame)) ?? '');
	const chunk = async (data: string): Promise<void> => {
		stdin.write(data);
		await settle();
	};
	return {
		text,
		lines: () => text().split('\n'),
		press: async (...keys) => {
			for (const key of keys) await chunk(sequenceOf(key));
		},
		type: chunk,
		chunk,
		resize,
		written: () => stdout.frames.join(''),
		close: unmount,
	};
};
