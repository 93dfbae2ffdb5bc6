// The text of an answer: its beginning and its end, decoded, with terminal controls removed.
import {cleanText} from './clean-text.ts';

const half = 4_194_304;

/** Where a script lay on the host says nothing to a person; bash puts it before each of its own messages. */
export const withoutPaths = (text: string): string =>
	text.replace(/(?:\/[\w.-]+)+\/(?:\d+\.sh|script\.kw-[\da-f]{32}): /g, place =>
		place.includes('kw-') ? 'bash: ' : place,
	);

const readable = (bytes: Buffer): string => withoutPaths(cleanText(bytes.toString()));

export type BoundedText = {
	readonly add: (bytes: Buffer) => void;
	/** So many bytes were left out here already. */
	readonly skip: (bytes: number) => void;
	readonly text: () => string;
};

export const createText = (limit = half): BoundedText => {
	const head: Buffer[] = [];
	let headLength = 0;
	let tail: Buffer[] = [];
	let tailLength = 0;
	let skipped = 0;
	const addToTail = (bytes: Buffer): void => {
		tail.push(bytes);
		tailLength += bytes.length;
		if (tailLength <= limit * 2) return;
		const all = Buffer.concat(tail);
		skipped += all.length - limit;
		tail = [all.subarray(all.length - limit)];
		tailLength = limit;
	};
	return {
		add: bytes => {
			const room = skipped > 0 ? 0 : limit - headLength;
			// A copy: frames are views of larger buffers.
			if (room > 0) head.push(Buffer.from(bytes.subarray(0, room)));
			headLength += Math.min(bytes.length, room);
			if (bytes.length > room) addToTail(Buffer.from(bytes.subarray(room)));
		},
		skip: bytes => {
			skipped += bytes;
		},
		text: () => {
			const end = Buffer.concat(tail);
			const cut = Math.max(0, end.length - limit);
			const left = skipped + (skipped > 0 ? cut : 0);
			const kept = skipped > 0 ? end.subarray(cut) : end;
			if (left === 0) return readable(Buffer.concat([...head, kept]));
			return `${readable(Buffer.concat(head))}\n[… ${left} bytes left out …]\n${readable(kept)}`;
		},
	};
};
