import {expect, test} from 'vitest';
import {createMouseReader, mouseStream, type MouseEvent} from '../../source/ui/mouse-input.ts';

const escape = '\u001B';
const click = `${escape}[<0;10;5M`;

/** What came of it, chunk by chunk. */
const read = (...chunks: readonly string[]): {readonly keys: string; readonly events: readonly MouseEvent[]} => {
	const reader = createMouseReader();
	const all = chunks.map(reader);
	const parts = all.flat();
	return {
		keys: parts.filter(part => typeof part === 'string').join(''),
		events: parts.filter(part => typeof part === 'object'),
	};
};

test('A click and the wheel are taken out from between the keys, counted from the upper left corner', () => {
	expect(read(`a${click}b${escape}[<64;1;2M${escape}[<65;140;40M`)).toEqual({
		keys: 'ab',
		events: [
			{kind: 'click', x: 9, y: 4},
			{kind: 'wheel', by: -3, x: 0, y: 1},
			{kind: 'wheel', by: 3, x: 139, y: 39},
		],
	});
});

test('Letting go, other buttons, a button with Shift and movements are nothing, and no keys', () => {
	for (const button of ['0;10;5m', '1;10;5M', '2;10;5M', '4;10;5M', '16;10;5M', '32;10;5M', '35;10;5M', '66;10;5M'])
		expect(read(`${escape}[<${button}`)).toEqual({keys: '', events: []});
});

test('Notches of the wheel that come in one go are one', () => {
	expect(read(`${escape}[<65;3;3M`.repeat(5)).events).toEqual([{kind: 'wheel', by: 15, x: 2, y: 2}]);
});

test('However a slow line cuts it, a click stays a click, and Ink makes no key of what it was given of it', () => {
	const text = `k${click}j`;
	for (let at = 1; at < text.length; at++) {
		const {keys, events} = read(text.slice(0, at), text.slice(at));
		expect(events).toEqual([{kind: 'click', x: 9, y: 4}]);
		// The window's focus is no key.
		expect(keys.replace(`${escape}[I`, '')).toBe('kj');
	}
	expect(read(...Array.from(text))).toEqual({keys: `k${escape}[Ij`, events: [{kind: 'click', x: 9, y: 4}]});
});

test('Keys stay letter by letter what they were, however they are cut', () => {
	const keys = `${escape}[A${escape}[200~paste${escape}[201~${escape}${escape}OP${escape}[5~中文${escape}[27u${escape}`;
	expect(read(keys)).toEqual({keys, events: []});
	expect(read(...Array.from(keys))).toEqual({keys, events: []});
});

test('A terminal that knows only X10 presses no keys with its bytes', () => {
	expect(read(`x${escape}[M a!${escape}[M#a!y`)).toEqual({keys: 'xy', events: []});
	expect(read(`${escape}[M`, ' ', 'a!', 'y').keys).toBe('y');
	// Columns after the 95th are no characters at all, or two that look like one.
	expect(read(`${escape}[M \uFFFD\uFFFD${escape}[M é${escape}[Ay`).keys).toBe(`${escape}[Ay`);
});

test('What is broken off or runs on ends by itself', () => {
	expect(read(`${escape}[<0;1`, `${click}q`)).toEqual({keys: 'q', events: [{kind: 'click', x: 9, y: 4}]});
	expect(read(`${escape}[<0;1`, `${escape}[A`).keys).toBe(`${escape}[A`);
	expect(read(`${escape}[<0M${escape}[<;;M${escape}[<0;1;2;3M${escape}[<u`, 'q')).toEqual({keys: 'q', events: []});
	const {keys, events} = read(`${escape}[<${'1'.repeat(300)}`, '', `${escape}q`);
	expect(events).toEqual([]);
	expect(keys.endsWith(`${escape}q`)).toBe(true);
});

test('Pasted text that looks like the mouse is text', () => {
	const paste = `${escape}[200~kubectl ${click} ${escape}[M a! ${escape}[201~`;
	for (const chunks of [[paste], paste.split(' '), Array.from(paste)])
		expect(read(...chunks)).toEqual({keys: chunks.join(''), events: []});
	expect(read(paste, click).events).toHaveLength(1);
});

test('The stream is the terminal, but for what it reads: keys, between which the mouse is told of, in its order', () => {
	const chunks = [`a${click}${escape}[<65;1;1M${escape}[Ab`, '', click, null];
	const terminal = {
		isTTY: true,
		raw: [] as boolean[],
		read: () => chunks.shift(),
		setRawMode(on: boolean) {
			this.raw.push(on);
		},
	};
	const heard: unknown[] = [];
	const stream = mouseStream(terminal as unknown as NodeJS.ReadStream, {
		read: createMouseReader(),
		happened: ({kind}) => heard.push(kind),
	});

	stream.setRawMode(true);
	expect(terminal.raw).toEqual([true]);
	expect(stream.isTTY).toBe(true);
	for (let chunk: unknown = stream.read(); chunk !== null; chunk = stream.read()) heard.push(chunk);
	expect(heard).toEqual(['a', 'click', 'wheel', `${escape}[Ab`, 'click']);
});
