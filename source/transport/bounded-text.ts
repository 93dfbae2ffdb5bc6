// The text of an answer: its beginning and its end, decoded, with terminal controls removed.
import {cleanText} from './clean-text.ts';

const half = 4_194_304;

/** Where a script lay on the host says nothing to a person; bash puts it before each of its own messages. */
export const withoutPaths = (text: string): string =>
	// A job may print gigabytes: looking for a word costs a tenth of looking for paths.
	text.includes('kw-')
		? text.replace(/(?:\/[\w.-]+)+\/(?:[\d.]+\.sh|walk|watch|script\.kw-[\da-f]{32}): (?:eval: )?/g, place =>
				place.includes('kw-') ? 'bash: ' : place,
			)
		: text;

const readable = (bytes: Buffer): string => withoutPaths(cleanText(bytes.toString()));

export type BoundedText = {
	readonly add: (bytes: Buffer) => void;
	/** So many bytes were left out here already. */
	readonly skip: (bytes: number) => void;
	readonly text: () => string;
};

/** The end of what was added; of more than `limit` bytes, so many. */
const createTail = (limit: number) => {
	let ring: Buffer | undefined;
	let length = 0;
	return {
		add: (bytes: Buffer): void => {
			// One buffer that is written over: a job may print gigabytes, and copies of them would be garbage.
			ring ??= Buffer.allocUnsafe(limit);
			const rest = bytes.subarray(Math.max(0, bytes.length - limit));
			const at = (length + bytes.length - rest.length) % limit;
			const fitted = rest.copy(ring, at);
			rest.copy(ring, 0, fitted);
			length += bytes.length;
		},
		/** How many bytes were written over. */
		lost: (): number => Math.max(0, length - limit),
		bytes: (): Buffer => {
			if (!ring || length <= limit) return ring?.subarray(0, length) ?? Buffer.alloc(0);
			const at = length % limit;
			return Buffer.concat([ring.subarray(at), ring.subarray(0, at)]);
		},
	};
};

export const createText = (limit = half): BoundedText => {
	const head: Buffer[] = [];
	let headLength = 0;
	const tail = createTail(limit);
	let skipped = 0;
	return {
		add: bytes => {
			const room = skipped > 0 ? 0 : limit - headLength;
			// A copy: frames are views of larger buffers.
			if (room > 0) head.push(Buffer.from(bytes.subarray(0, room)));
			headLength += Math.min(bytes.length, room);
			if (bytes.length > room) tail.add(bytes.subarray(room));
		},
		skip: bytes => {
			skipped += bytes;
		},
		text: () => {
			const left = skipped + tail.lost();
			if (left === 0) return readable(Buffer.concat([...head, tail.bytes()]));
			return `${readable(Buffer.concat(head))}\n[… ${left} bytes left out …]\n${readable(tail.bytes())}`;
		},
	};
};
