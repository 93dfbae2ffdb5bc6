// The stream that Ink writes whole frames to, of which the terminal is sent what has changed.
import {throughScreen} from './clipboard.ts';
import {createPainter} from './painter.ts';
import type {Signs} from './signs.ts';

/** Ink writes each frame between these two. */
const begin = '\u001B[?2026h';
const end = '\u001B[?2026l';

/** So few bytes come in one piece, and need not be held together: the two sequences would be half of what is sent. */
const small = 200;

// oxlint-disable-next-line no-control-regex -- the terminal's own sequences are what is read
const modes = /\u001B\[\?[\d;]+[hl]/g;
/** Ink goes back over its last frame, which is still there. */
// oxlint-disable-next-line no-control-regex -- as above
const movements = /^(?:\u001B\[[\d;]*[A-HJK])+/;
const otherScreen = '\u001B[?1049h';
const clipboard = '\u001B]52;';
const firstScreen = '\u001B[?1049l';
/** The Linux console, and GNU screen as it comes, have one screen only: nothing of ours stays on it. */
const leftEmpty = '\u001B[m\u001B[H\u001B[J';

export type Terminal = {
	/** What is drawn in place of signs that it does not have. */
	readonly signs?: Signs | undefined;
	/** It is GNU screen, which keeps the clipboard of the terminal to itself. */
	readonly isScreen?: boolean;
};

/** The same stream, but for the frames. */
export const terseStream = (stdout: NodeJS.WriteStream, {signs, isScreen}: Terminal = {}): NodeJS.WriteStream => {
	const painter = createPainter(signs);
	let held: string | undefined;
	const painted = (frame: string): string => {
		const own = (frame.match(modes) ?? []).join('');
		const text = frame.replace(modes, '').replace(movements, '');
		const bytes = own + painter.paint(text, stdout.columns, stdout.rows);
		return bytes.length <= small ? bytes : begin + bytes + end;
	};
	/** What of a chunk goes to the terminal now. */
	const sent = (chunk: string): string => {
		if (chunk === begin) held = '';
		else if (chunk === end && held !== undefined) {
			const frame = held;
			held = undefined;
			return painted(frame);
		} else if (held !== undefined) held += chunk;
		else {
			if (chunk.includes(otherScreen)) painter.forget();
			if (isScreen && chunk.startsWith(clipboard)) return throughScreen(chunk);
			return chunk.replace(movements, '').replace(firstScreen, leftEmpty + firstScreen);
		}
		return '';
	};
	const write = (chunk: string | Uint8Array, done?: (error?: Error | null) => void): boolean => {
		const bytes = typeof chunk === 'string' ? sent(chunk) : chunk;
		// Who writes nothing waits for what was written before.
		return bytes === '' && !done ? true : stdout.write(bytes, done);
	};
	return new Proxy(stdout, {
		get: (target, name) => {
			if (name === 'write') return write;
			const value: unknown = Reflect.get(target, name, target);
			return typeof value === 'function' ? value.bind(target) : value;
		},
	});
};
