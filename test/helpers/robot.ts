// Somebody who sits before a real pseudo-terminal: reads what stands on the screen, and presses keys.
import {Terminal} from '@xterm/headless';
import type {Language} from '../../source/texts/texts.ts';
import {startInTerminal} from './terminal.ts';

export type Size = {readonly columns: number; readonly rows: number};

export type Robot = {
	/** What stands on the screen now, row by row. */
	readonly screen: () => string;
	readonly press: (keys: string) => void;
	/** Resolves with the screen as soon as it says all of this; fails with the screen when it does not for too long. */
	readonly sees: (...words: readonly (string | RegExp)[]) => Promise<string>;
	/** Resolves as soon as what is read off the screen is as wanted. */
	readonly changed: <Read>(read: () => Read, wanted: (now: Read) => boolean) => Promise<Read>;
	/** The screen column of each place where the character stands, from the left, one list a row. */
	readonly columnsOf: (character: string) => readonly (readonly number[])[];
	readonly kill: (signal: NodeJS.Signals) => void;
	readonly ended: Promise<number | null>;
};

/** Far more than anything here takes, on a machine that is busy with other tests. */
const patience = 50_000;

export const keyOf = {
	enter: '\r',
	escape: '\u001B',
	up: '\u001B[A',
	down: '\u001B[B',
	tab: '\t',
	save: '\u0013',
} as const;

export const sitDown = (args: readonly string[], home: string, language: Language, size: Size): Robot => {
	const screen = new Terminal({cols: size.columns, rows: size.rows, allowProposedApi: true});
	const program = startInTerminal(args, home, {
		...size,
		environment: {LANG: language === 'zh' ? 'zh_CN.UTF-8' : 'C.UTF-8'},
	});
	let over = false;
	const ended = program.ended.then(({code}) => {
		over = true;
		return code;
	});
	const looking = new Set<() => void>();
	program.listen(chunk => {
		screen.write(chunk, () => {
			for (const look of looking) look();
		});
	});
	const rows = Array.from({length: size.rows}, (_, row) => row);
	const lineOf = (row: number) => screen.buffer.active.getLine(screen.buffer.active.baseY + row);
	const text = (): string => rows.map(row => lineOf(row)?.translateToString(true) ?? '').join('\n');
	const changed = <Read>(read: () => Read, wanted: (now: Read) => boolean): Promise<Read> =>
		new Promise((resolve, reject) => {
			const settle = (end: () => void): void => {
				looking.delete(look);
				clearTimeout(late);
				end();
			};
			const look = (): void => {
				const now = read();
				if (wanted(now)) settle(() => resolve(now));
			};
			const fail = (): void => {
				// Nobody else would end it.
				if (!over) program.kill('SIGKILL');
				settle(() => reject(new Error(`It does not come; the screen says\n${text()}`)));
			};
			const late = setTimeout(fail, patience);
			void program.ended.then(fail);
			looking.add(look);
			look();
		});
	const has = (word: string | RegExp): boolean =>
		typeof word === 'string' ? text().includes(word) : word.test(text());
	const sees = async (...words: readonly (string | RegExp)[]): Promise<string> => {
		const missing = (): readonly (string | RegExp)[] => words.filter(word => !has(word));
		try {
			await changed(missing, left => left.length === 0);
		} catch (error) {
			throw new Error(`Not on the screen: ${missing().join(', ')}`, {cause: error});
		}
		return text();
	};
	return {
		screen: text,
		press: program.press,
		sees,
		changed,
		columnsOf: character =>
			rows.map(row =>
				Array.from({length: size.columns}, (_, column) => column).filter(
					column => lineOf(row)?.getCell(column)?.getChars() === character,
				),
			),
		kill: program.kill,
		ended,
	};
};
