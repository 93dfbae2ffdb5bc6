import {PassThrough} from 'node:stream';
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
