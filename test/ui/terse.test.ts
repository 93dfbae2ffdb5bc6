import {PassThrough} from 'node:stream';
import {Terminal} from '@xterm/headless';
import {expect, test} from 'vitest';
import {terse, terseStream} from '../../source/ui/terse.ts';

const down = '\u001B[E';

test('Steps over rows that stay as they are become one', () => {
	expect(terse(`\u001B[23A${down.repeat(21)}5 s\r\n${down}`)).toBe(`\u001B[23A\u001B[21E5 s\r\n${down}`);
	expect(terse('nothing to step over')).toBe('nothing to step over');
});

test('The stream is the same in everything but what it writes', async () => {
	const terminal = Object.assign(new PassThrough(), {isTTY: true, columns: 80, rows: 24});
	const stream = terseStream(terminal as unknown as NodeJS.WriteStream);
	const resized = new Promise(resolve => void stream.once('resize', resolve));

	terminal.columns = 100;
	terminal.emit('resize');
	await resized;
	const done = new Promise(resolve => void stream.write(down.repeat(4), resolve));
	await done;

	expect(stream.columns).toBe(100);
	expect(stream.isTTY).toBe(true);
	expect(String(terminal.read())).toBe('\u001B[4E');
});

test('Looks that nobody sees are left out, and what is seen is the same', () => {
	const escape = '\u001B[';
	const look = (...codes: readonly number[]): string => codes.map(code => `${escape}${code}m`).join('');

	expect(terse(`a${look(1, 22, 2, 22, 32, 39)}b`)).toBe(`a${escape}22;39mb`);
	expect(terse(`${look(22, 1, 2, 34)}b`)).toBe(`${escape}22;1;2;34mb`);
	expect(terse(`${look(1, 36, 0, 7)}b`)).toBe(`${escape}0;7mb`);
	expect(terse(`${escape}38;5;1m${look(1)}b`)).toBe(`${escape}38;5;1m${look(1)}b`);
	expect(terse(`${look(1)}b${look(22)}`)).toBe(`${look(1)}b${look(22)}`);
});

const cells = async (frame: string): Promise<readonly string[]> => {
	const terminal = new Terminal({cols: 40, rows: 3, allowProposedApi: true});
	await new Promise<void>(resolve => terminal.write(frame, resolve));
	const line = terminal.buffer.active.getLine(0)!;
	return Array.from({length: 40}, (_, column) => {
		const cell = line.getCell(column)!;
		return `${cell.getChars()}${cell.isBold()}${cell.isDim()}${cell.isInverse()}${cell.isUnderline()}${cell.getFgColor()}`;
	});
};

test('A frame looks the same on a terminal, cell by cell', async () => {
	const codes = [1, 2, 22, 7, 27, 4, 24, 31, 92, 39, 0];
	let seed = 7;
	const next = (most: number): number => {
		seed = (seed * 1103515245 + 12345) % 2147483648;
		return seed % most;
	};
	for (let turn = 0; turn < 60; turn++) {
		const frame = Array.from({length: 30}, () =>
			next(3) === 0 ? 'x' : `\u001B[${codes[next(codes.length)]!}m`,
		).join('');
		expect(await cells(terse(frame))).toEqual(await cells(frame));
	}
});
