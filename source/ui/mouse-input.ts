// What the terminal sends of the mouse, taken out of the keys before Ink reads them.

/** Where, in cells from the upper left corner. `by`: lines down; negative: up. */
export type MouseEvent = {readonly x: number; readonly y: number} & (
	| {readonly kind: 'click'}
	| {readonly kind: 'wheel'; readonly by: number}
);

const escape = '\u001B';
const csi = `${escape}[`;
const pasteBegin = `${csi}200~`;
const pasteEnd = `${csi}201~`;
/** SGR, which was asked for: `ESC [ < button ; column ; row M`, and m when it is let go. */
const sgr = `${csi}<`;
/** X10, from a terminal that knows no SGR: three bytes follow, which would be keys. Nothing is done with it. */
const x10 = `${csi}M`;

const known = [pasteBegin, pasteEnd, sgr, x10] as const;

/** A notch of the wheel. */
const notch = 3;
/** No event is longer: what goes on was broken. */
const longest = 20;

const eventOf = (sequence: string): MouseEvent | undefined => {
	const [, button, column, row] = /<(\d+);(\d+);(\d+)M$/.exec(sequence) ?? [];
	const at = {x: Number(column) - 1, y: Number(row) - 1};
	// The left button without Shift and the like, and the wheel.
	if (button === '0') return {kind: 'click', ...at};
	if (button === '64') return {kind: 'wheel', by: -notch, ...at};
	return button === '65' ? {kind: 'wheel', by: notch, ...at} : undefined;
};

const isWhole = (sequence: string): boolean =>
	sequence.startsWith(sgr)
		? /[^\d;]$/.test(sequence.slice(sgr.length)) || sequence.length > longest
		: sequence.length === x10.length + 3;

/** What came, in its order: keys, as the terminal sends them, and what the mouse did. */
export type Parts = readonly (string | MouseEvent)[];

/** Keys before keys are one piece, and who turns the wheel fast brings several notches in one go, which are one. */
const joined = (parts: Parts, part: string | MouseEvent): Parts => {
	const last = parts.at(-1);
	if (typeof last === 'string' && typeof part === 'string') return [...parts.slice(0, -1), last + part];
	if (typeof last !== 'object' || typeof part === 'string') return [...parts, part];
	return last.kind === 'wheel' && part.kind === 'wheel' && last.x === part.x && last.y === part.y
		? [...parts.slice(0, -1), {...last, by: last.by + part.by}]
		: [...parts, part];
};

export type MouseReader = (chunk: string) => Parts;

/**
 * Tells keys and mouse apart, wherever a slow line cuts what it brings. Escape is a key, so a beginning that may yet be
 * one is handed on at once; when it turns out to be the mouse's, it is ended so that Ink makes nothing of it. What is
 * pasted stays as it is.
 */
export const createMouseReader = (): MouseReader => {
	let sequence = '';
	let pasting = false;
	return chunk => {
		let parts: Parts = [];
		let keys = '';
		const end = (): void => {
			if (keys !== '') parts = joined(parts, keys);
			keys = '';
		};
		for (const character of chunk) {
			if (character === escape) sequence = escape;
			else if (sequence !== '') sequence += character;
			if (!pasting && (sequence.startsWith(sgr) || sequence.startsWith(x10))) {
				// `ESC [ I`, the window's focus, is no key.
				if (sequence.length === sgr.length) keys = keys.endsWith(csi) ? keys.slice(0, -csi.length) : `${keys}I`;
				if (!isWhole(sequence)) continue;
				const event = eventOf(sequence);
				sequence = '';
				if (!event) continue;
				end();
				parts = joined(parts, event);
				continue;
			}
			keys += character;
			if (sequence === pasteBegin) pasting = true;
			if (sequence === pasteEnd) pasting = false;
			if (!known.some(one => one.startsWith(sequence))) sequence = '';
		}
		end();
		return parts;
	};
};

type Reading = {readonly read: MouseReader; readonly happened: (event: MouseEvent) => void};

/** The same stream, without the mouse. Who reads it reads until nothing is left: what the mouse did is told between keys. */
export const mouseStream = (stdin: NodeJS.ReadStream, mouse: Reading): NodeJS.ReadStream => {
	let waiting: Parts = [];
	const read = (): unknown => {
		for (;;) {
			const [part, ...rest] = waiting;
			waiting = rest;
			if (typeof part === 'string') return part;
			if (part) {
				mouse.happened(part);
				continue;
			}
			const chunk: unknown = stdin.read();
			if (typeof chunk !== 'string') return chunk;
			waiting = mouse.read(chunk);
		}
	};
	return new Proxy(stdin, {
		get: (target, name) => {
			if (name === 'read') return read;
			const value: unknown = Reflect.get(target, name, target);
			return typeof value === 'function' ? value.bind(target) : value;
		},
	});
};
