import {mkdtempSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {afterAll, expect, test} from 'vitest';
import {linesOf, readFile, readStream} from '../../../source/commands/diagnose/read-input.ts';

const folder = mkdtempSync(join(tmpdir(), 'kubewalk-input-'));
afterAll(() => rmSync(folder, {recursive: true}));

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('Line ends, escape codes, colours and NULs go; a file of Windows is read as well', () => {
	expect(linesOf(bytes('one\r\n\u001B[31mtwo\u001B[0m\r\nth\0ree\n'))).toEqual(['one', 'two', 'three']);
	expect(linesOf(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('swap 已开启\r\nyes', 'utf16le')]))).toEqual([
		'swap 已开启',
		'yes',
	]);
});

test('A line of any length is read in pieces', () => {
	expect(linesOf(bytes('x'.repeat(4500))).map(({length}) => length)).toEqual([2000, 2000, 500]);
});

test('Of a file of 1 GB the beginning and the end are read', async () => {
	const path = join(folder, 'large');
	writeFileSync(path, 'first\n');
	truncateSync(path, 1024 ** 3);
	writeFileSync(path, '\nlast\n', {flag: 'a'});
	const {lines, cutFrom} = await readFile(path);

	expect(cutFrom).toBe(1024 ** 3 + 6);
	expect([lines[0], lines.at(-1)]).toEqual(['first', 'last']);
});

test('Of a stream without end no more is kept than of a file', async () => {
	const chunk = bytes('line of a journal\n'.repeat(60_000));
	const chunks = function* (): Generator<Uint8Array> {
		yield bytes('first\n');
		for (let count = 0; count < 40; count += 1) yield chunk;
		yield bytes('last\n');
	};
	const {lines, cutFrom} = await readStream(Readable.from(chunks()));

	expect(cutFrom).toBe(chunk.length * 40 + 11);
	expect([lines[0], lines.at(-1)]).toEqual(['first', 'last']);
	expect(lines.join('\n').length).toBeLessThan(17 * 1024 * 1024);
});

test('A directory, and a file that is not there, say so', async () => {
	await expect(readFile(folder)).rejects.toMatchObject({code: 'EISDIR'});
	await expect(readFile(join(folder, 'none'))).rejects.toMatchObject({code: 'ENOENT'});
});
