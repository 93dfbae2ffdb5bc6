// Reads what was handed over, whatever it is: too large, binary, of another encoding, full of escape codes.
import {closeSync, createReadStream, fstatSync, openSync, readSync} from 'node:fs';
import {cleanText} from '../../transport/clean-text.ts';

/** What is read of a larger text: so much of its beginning, and as much of its end, where a journal says what happened last. */
const half = 8 * 1024 * 1024;

/** Longer lines are read in pieces: nobody writes them, and patterns are tried on a whole line. */
const longestLine = 2000;

export type Input = {
	readonly lines: readonly string[];
	/** How many bytes there were, when not all of them were read. */
	readonly cutFrom?: number;
};

/** A file saved by Windows' own tools has two bytes for each character. */
const decode = (bytes: Uint8Array): string => {
	const [first, second] = bytes;
	if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
	if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
	return new TextDecoder().decode(bytes);
};

const pieces = (line: string): readonly string[] => {
	if (line.length <= longestLine) return [line];
	const count = Math.ceil(line.length / longestLine);
	return Array.from({length: count}, (_, at) => line.slice(at * longestLine, (at + 1) * longestLine));
};

export const linesOf = (bytes: Uint8Array): readonly string[] => {
	// Line by line: most have nothing to be cleaned of, and looking at every character takes long.
	const lines = decode(bytes).split('\n').map(cleanText);
	if (lines.at(-1) === '') lines.pop();
	return lines.some(({length}) => length > longestLine) ? lines.flatMap(pieces) : lines;
};

const readFrom = (file: number, position: number, length: number): Uint8Array => {
	const bytes = new Uint8Array(length);
	let at = 0;
	while (at < length) {
		const got = readSync(file, bytes, at, length - at, position + at);
		if (got === 0) break;
		at += got;
	}
	return bytes.subarray(0, at);
};

/** The whole of a stream, or its beginning and its end; no more than that is ever kept. */
export const readStream = async (stream: AsyncIterable<Uint8Array>): Promise<Input> => {
	const head: Uint8Array[] = [];
	let headSize = 0;
	let tail: Uint8Array[] = [];
	let tailSize = 0;
	let size = 0;
	for await (const chunk of stream) {
		size += chunk.length;
		const room = Math.max(0, half - headSize);
		if (room > 0) {
			head.push(chunk.subarray(0, room));
			headSize += Math.min(room, chunk.length);
		}
		if (room >= chunk.length) continue;
		tail.push(chunk.subarray(room));
		tailSize += chunk.length - room;
		if (tailSize > 2 * half) {
			const kept = Buffer.concat(tail).subarray(-half);
			tail = [kept];
			tailSize = kept.length;
		}
	}
	if (size <= 2 * half) return {lines: linesOf(Buffer.concat([...head, ...tail]))};
	return {lines: [...linesOf(Buffer.concat(head)), ...linesOf(Buffer.concat(tail).subarray(-half))], cutFrom: size};
};

/** Throws what the system says when there is no such file, or it is a directory. */
export const readFile = async (path: string): Promise<Input> => {
	const file = openSync(path, 'r');
	try {
		const stat = fstatSync(file);
		// What another command is writing has no size: `--from <(journalctl)`.
		if (!stat.isFile() && !stat.isDirectory())
			return await readStream(createReadStream('', {fd: file, autoClose: false}));
		if (stat.size <= 2 * half) return {lines: linesOf(readFrom(file, 0, stat.size))};
		const [head, tail] = [readFrom(file, 0, half), readFrom(file, stat.size - half, half)];
		return {lines: [...linesOf(head), ...linesOf(tail)], cutFrom: stat.size};
	} finally {
		closeSync(file);
	}
};
