import {PassThrough} from 'node:stream';
import {expect, test} from 'vitest';
import {terseStream, type Terminal} from '../../source/ui/terse.ts';

const begin = '\u001B[?2026h';
const end = '\u001B[?2026l';

const open = (traits?: Terminal) => {
	const terminal = Object.assign(new PassThrough(), {isTTY: true, columns: 80, rows: 24});
	const stream = terseStream(terminal as unknown as NodeJS.WriteStream, traits);
	const frame = (text: string): string => {
		for (const chunk of [begin, text, end]) stream.write(chunk);
		return String(terminal.read() ?? '');
	};
	return {terminal, stream, frame, sent: () => String(terminal.read() ?? '')};
};

/** What Ink goes back over its last frame with. */
const back = (lines: number): string => '\u001B[2K\u001B[1A'.repeat(lines - 1) + '\u001B[2K\u001B[G';

test('Of the next frame only what has changed is sent', () => {
	const {frame} = open();

	expect(frame('one\ntwo 1')).toContain('one');
	expect(frame(`${back(2)}one\ntwo 2`)).toBe('\u001B[2;5H2');
	expect(frame(`${back(2)}one\ntwo 2`)).toBe('');
});

test('What is much comes in one piece for terminals that hold it together', () => {
	const {frame} = open();
	const sent = frame(Array.from({length: 20}, (_, row) => `row ${row} of the first frame`).join('\n'));

	expect(sent.startsWith(begin)).toBe(true);
	expect(sent.endsWith(end)).toBe(true);
});

test('The second screen is empty when it is opened again', () => {
	const {stream, frame, sent} = open();
	frame('one');
	stream.write(back(1));
	stream.write('\u001B[?1049l');
	stream.write('\u001B[?1049h');

	// Also the first screen, where a terminal has no other.
	expect(sent()).toBe('\u001B[m\u001B[H\u001B[J\u001B[?1049l\u001B[?1049h');
	expect(frame('one')).toContain('one');
});

test('A terminal is sent the signs that it has', () => {
	const {frame} = open({signs: {'✓': '+', '“': '"'}});

	expect(frame('✓ done “so” │ 好')).toContain('+ done "so');
	expect(frame('✓ done “so” ─ 好')).toBe('\u001B[1;13H─');
});

test('GNU screen hands a text for the clipboard on, in pieces that it can hold', () => {
	const {stream, sent} = open({isScreen: true});
	stream.write('\u001B]52;c;b25l\u0007');
	expect(sent()).toBe('\u001BP\u001B]52;c;b25l\u0007\u001B\\');

	const long = `\u001B]52;c;${'b25l'.repeat(400)}\u0007`;
	stream.write(long);
	const pieces = sent().split('\u001B\\').slice(0, -1);
	expect(pieces.length).toBeGreaterThan(1);
	for (const piece of pieces) expect(piece.startsWith('\u001BP') && piece.length < 700).toBe(true);
	expect(pieces.map(piece => piece.slice(2)).join('')).toBe(long);
});

test('What is no frame goes as it is, and who waits for it hears of it', async () => {
	const {stream, sent} = open();
	stream.write('\u001B]52;c;b25l\u0007');
	stream.write(new Uint8Array([120]));
	await new Promise(resolve => void stream.write('', resolve));

	expect(sent()).toBe('\u001B]52;c;b25l\u0007x');
});

test('The cursor is hidden and shown as Ink says, also within a frame', () => {
	const {frame} = open();

	expect(frame('\u001B[?25lone').startsWith('\u001B[?25l')).toBe(true);
});

test('The stream is the same in everything but what it writes', async () => {
	const {terminal, stream} = open();
	const resized = new Promise(resolve => void stream.once('resize', resolve));
	terminal.columns = 100;
	terminal.emit('resize');
	await resized;

	expect(stream.columns).toBe(100);
	expect(stream.isTTY).toBe(true);
});
