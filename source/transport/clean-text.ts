// Output of hosts is never trusted: it could move the cursor, set the clipboard (OSC 52) or hide what it says.
// What is left is text, newlines and tabs; a progress bar that returns to the start of its line keeps its last state.

export type Cleaner = {
	/** Whole lines that are complete now, each with its newline; the rest waits. */
	readonly add: (text: string) => string;
	/** What waited. */
	readonly end: () => string;
};

type State = 'text' | 'escape' | 'charset' | 'csi' | 'string' | 'string-escape';

/** Anything that needs a second look: C0 and C1 controls, DEL, and marks that reverse or hide text. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const suspicious = /[\0-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

const isBetween = (character: string, first: string, last: string): boolean => character >= first && character <= last;

/** Control sequences by their first character after ESC, and by their one-character forms. */
const openers: Readonly<Record<string, State>> = {
	'[': 'csi',
	']': 'string',
	P: 'string',
	X: 'string',
	'^': 'string',
	_: 'string',
	'\x9b': 'csi',
	'\x9d': 'string',
	'\x90': 'string',
	'\x98': 'string',
	'\x9e': 'string',
	'\x9f': 'string',
};

/** The state after a character inside a sequence; undefined: it does not belong there, the sequence is over. */
const within = (state: State, character: string): State | undefined => {
	switch (state) {
		case 'escape':
			return (
				openers[character] ??
				(isBetween(character, ' ', '/') ? 'charset' : isBetween(character, '0', '~') ? 'text' : undefined)
			);
		case 'charset':
			return isBetween(character, ' ', '/') ? 'charset' : isBetween(character, '0', '~') ? 'text' : undefined;
		case 'csi':
			return isBetween(character, ' ', '?') ? 'csi' : isBetween(character, '@', '~') ? 'text' : undefined;
		case 'string':
			// A newline ends it too: a sequence that was cut off must not swallow the rest of the output.
			if (character === '\x07' || character === '\x9c') return 'text';
			return character === '\x1b' ? 'string-escape' : character === '\n' ? undefined : 'string';
		case 'string-escape':
			return character === '\\' ? 'text' : within('escape', character);
		case 'text':
			return undefined;
	}
};

export const createCleaner = (longest = Number.POSITIVE_INFINITY): Cleaner => {
	let state: State = 'text';
	let line = '';
	let cut = false;
	let returned = false;
	let out = '';
	const put = (text: string): void => {
		if (returned) {
			line = '';
			cut = false;
			returned = false;
		}
		line += text;
		if (line.length <= longest) return;
		cut = true;
		const isHalf = isBetween(line[longest - 1]!, '\ud800', '\udbff');
		line = line.slice(0, isHalf ? longest - 1 : longest);
	};
	const finish = (): string => (cut ? `${line} […]` : line);
	const endLine = (): void => {
		out += `${finish()}\n`;
		line = '';
		cut = false;
		returned = false;
	};
	const read = (character: string): void => {
		if (state !== 'text') {
			const next = within(state, character);
			state = next ?? 'text';
			if (next !== undefined) return;
		}
		if (character === '\n') endLine();
		else if (character === '\r') returned = true;
		else if (character === '\b') line = line.slice(0, -1);
		else if (character === '\x1b') state = 'escape';
		else if (openers[character] && character >= '\x80') state = openers[character];
		else if (character === '\t' || !suspicious.test(character)) put(character);
	};
	/** Text without anything to remove: its lines go through together, if none has to be cut. */
	const addPlain = (text: string): void => {
		let at = 0;
		for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
			if (line !== '' || returned || end - at > longest) {
				if (end > at) put(text.slice(at, end));
				endLine();
				at = end + 1;
				continue;
			}
			let last = end;
			let next = text.indexOf('\n', last + 1);
			while (next >= 0 && next - last - 1 <= longest) {
				last = next;
				next = text.indexOf('\n', last + 1);
			}
			out += text.slice(at, last + 1);
			at = last + 1;
		}
		if (at < text.length) put(text.slice(at));
	};
	return {
		add: text => {
			if (state !== 'text' || suspicious.test(text)) for (const character of text) read(character);
			else addPlain(text);
			const done = out;
			out = '';
			return done;
		},
		end: () => {
			const rest = finish();
			line = '';
			cut = false;
			returned = false;
			state = 'text';
			return rest;
		},
	};
};

/** A whole text at once, nothing cut. */
export const cleanText = (text: string): string => {
	if (!suspicious.test(text)) return text;
	const cleaner = createCleaner();
	return cleaner.add(text) + cleaner.end();
};
