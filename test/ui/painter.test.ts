import {Terminal} from '@xterm/headless';
import {expect, test} from 'vitest';
import {createPainter} from '../../source/ui/painter.ts';

const columns = 24;
const rows = 6;

const openTerminal = () => new Terminal({cols: columns, rows, allowProposedApi: true, convertEol: true});

const write = (terminal: Terminal, text: string): Promise<void> =>
	new Promise(resolve => terminal.write(text, resolve));

/** What a person sees, cell by cell. */
const seen = (terminal: Terminal): readonly string[] =>
	Array.from({length: rows}, (_, row) => {
		const line = terminal.buffer.active.getLine(terminal.buffer.active.baseY + row)!;
		return Array.from({length: columns}, (_, column) => {
			const cell = line.getCell(column)!;
			const letter = cell.getChars() === '' && cell.getWidth() === 1 ? ' ' : cell.getChars();
			const look = [cell.isInverse(), cell.isUnderline(), cell.getBgColor()];
			return letter === ' '
				? ` ${look.join('')}`
				: `${letter} ${[...look, cell.isBold(), cell.isDim(), cell.getFgColor()].join('')}`;
		}).join('|');
	});

/** The frames that look otherwise than on a terminal on which they alone were ever written. */
const wrong = async (frames: readonly string[]): Promise<readonly string[]> => {
	const terminal = openTerminal();
	const painter = createPainter();
	const found: string[] = [];
	for (const frame of frames) {
		await write(terminal, painter.paint(frame, columns, rows));
		const fresh = openTerminal();
		await write(fresh, frame);
		if (seen(terminal).join('\n') !== seen(fresh).join('\n')) found.push(frame);
	}
	return found;
};

const twoClocks = (one: number, other: number): string => `\u001B[2m${one} s\u001B[22m\n\u001B[2m${other} s\u001B[22m`;

test('Only what has changed is written, where it stands', () => {
	const painter = createPainter();
	painter.paint('first line\nuptime 17 s, and more\nlast', columns, rows);

	expect(painter.paint('first line\nuptime 18 s, and more\nlast', columns, rows)).toBe('\u001B[2;9H8');
	expect(painter.paint('first line\nuptime 19 s, and more\nlast', columns, rows)).toBe('\u001B[2;9H9');
	expect(painter.paint('first line\nuptime 19 s\nlast', columns, rows)).toBe('\u001B[2;12H\u001B[K');
	expect(painter.paint('first line\nuptime 19 s\nlast', columns, rows)).toBe('');
});

test('A look is kept from letter to letter, and no frame leaves one on', () => {
	const painter = createPainter();
	painter.paint(twoClocks(1, 2), columns, rows);

	expect(painter.paint(twoClocks(2, 3), columns, rows)).toBe('\u001B[H\u001B[2m2\u001B[2H3\u001B[m');
});

test('A row of letters that terminals draw differently wide is written whole', () => {
	const painter = createPainter();
	painter.paint('load 👍 fine\nrest', columns, rows);

	expect(painter.paint('load 👍 bad\nrest', columns, rows)).toBe('\u001B[H\u001B[Kload 👍 bad');
	expect(painter.paint('load is bad\nrest', columns, rows)).toBe('\u001B[H\u001B[Kload is bad');
	expect(painter.paint('load is bad\nrest!', columns, rows)).toBe('\u001B[2;5H!');
});

test('All is written again on a terminal of another size, and after somebody else has written', () => {
	const painter = createPainter();
	painter.paint('one\ntwo', columns, rows);

	expect(painter.paint('one\ntwo', columns - 1, rows)).toBe('\u001B[m\u001B[H\u001B[J\u001B[Hone\u001B[2Htwo');
	painter.forget();
	expect(painter.paint('one\ntwo', columns - 1, rows)).toBe('\u001B[m\u001B[H\u001B[J\u001B[Hone\u001B[2Htwo');
});

test('Wide letters that move by one column leave nothing behind', async () => {
	const frames = [
		'a中文字 b',
		'中文字 b',
		'aa中文字',
		'a中 字b',
		'文中字',
		'中中中中中中中中中中中中',
		'a中中中中中中中中中中中b',
		'x',
		'',
	];

	expect(await wrong(frames)).toEqual([]);
});

test('Whatever comes after whatever, the terminal shows the last frame, cell by cell', async () => {
	let seed = 11;
	const next = (most: number): number => {
		seed = (seed * 1103515245 + 12345) % 2147483648;
		return Math.floor(seed / 65536) % most;
	};
	const looks = ['1', '2', '22', '7', '27', '4', '24', '31', '92', '39', '44', '49', '0', '38;5;3'];
	const words = ['a', 'b', ' ', '  ', '中', '文', '│', '✓', 'word', '      ', '…'];
	const line = (): string => {
		let width = 0;
		let text = '';
		while (next(14) > 0 && width < columns - 6) {
			if (next(3) === 0) text += `\u001B[${looks[next(looks.length)]!}m`;
			const word = words[next(words.length)]!;
			text += word;
			width += /[中文]/.test(word) ? 2 : word.length;
		}
		return `${text}\u001B[0m`;
	};
	let lines = Array.from({length: rows}, line);
	const frames = Array.from({length: 400}, () => {
		lines = lines.map(old => (next(3) === 0 ? line() : old));
		if (next(8) === 0) lines = [...lines.slice(1), line()];
		return lines.join('\n');
	});

	expect(await wrong(frames)).toEqual([]);
});
