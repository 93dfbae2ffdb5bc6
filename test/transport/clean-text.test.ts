import {expect, test} from 'vitest';
import {cleanText, createCleaner} from '../../source/transport/clean-text.ts';

/** The same text in chunks of one character: a sequence may be cut anywhere. */
const inPieces = (text: string): string => {
	const cleaner = createCleaner();
	return text.split('').map(cleaner.add).join('') + cleaner.end();
};

const cases: readonly (readonly [behaviour: string, wire: string, shown: string])[] = [
	['Plain text, tabs and Chinese stand as they came', 'a\tb\n中文\n', 'a\tb\n中文\n'],
	['Colours go', '\x1b[1;31mred\x1b[0m\n', 'red\n'],
	['Cursor movements and a cleared screen go', '\x1b[2J\x1b[3;4Hhere\x1b[?25l\n', 'here\n'],
	['A clipboard write (OSC 52) goes, ended by BEL', '\x1b]52;c;ZXZpbA==\x07text\n', 'text\n'],
	['A clipboard write (OSC 52) goes, ended by ST', '\x1b]52;c;ZXZpbA==\x1b\\text\n', 'text\n'],
	[
		'A window title and a link go, their text stays',
		'\x1b]0;t\x07\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\\n',
		'link\n',
	],
	['A device control string goes', '\x1bP$qm\x1b\\text\n', 'text\n'],
	['One-character forms of the sequences go too', 'a\x9b31mb\x9d0;t\x9cc\n', 'abc\n'],
	['A sequence that was cut off ends with its line', '\x1b]0;never ended\nnext\n', '\nnext\n'],
	['Bells, NULs and other controls go', 'a\x00b\x07c\x0bd\x7fe\n', 'abcde\n'],
	['A progress bar keeps its last state', ' 10%\r 50%\r100%\n', '100%\n'],
	['A line that ends with CR LF is one line', 'one\r\ntwo\r\n', 'one\ntwo\n'],
	['A backspace takes back a character', 'abc\b\bX\n', 'aX\n'],
	['Marks that turn the direction of text go', 'a\u202eb\u2066c\n', 'abc\n'],
	['A charset switch goes with its argument', '\x1b(Bplain\n', 'plain\n'],
	['A last line without an end is not lost', 'one\ntwo', 'one\ntwo'],
];

test.each(cases)('%s', (_, wire, shown) => {
	expect(cleanText(wire)).toBe(shown);
	expect(inPieces(wire)).toBe(shown);
});

test('A line is handed on when it is complete, not before', () => {
	const cleaner = createCleaner();

	expect(cleaner.add('one\ntw')).toBe('one\n');
	expect(cleaner.add('o\rTWO')).toBe('');
	expect(cleaner.add('\n')).toBe('TWO\n');
	expect(cleaner.end()).toBe('');
});

test('A line that is too long is cut, with a mark, and the next one is whole', () => {
	const cleaner = createCleaner(10);

	expect(cleaner.add(`${'x'.repeat(6)}${'y'.repeat(6)}\nshort\n`)).toBe('xxxxxxyyyy […]\nshort\n');
});

test('A cut does not leave half a character', () => {
	expect(createCleaner(3).add('ab😀cd\n')).toBe('ab […]\n');
});

test('Of many lines at once only the long one is cut', () => {
	const cleaner = createCleaner(5);

	expect(cleaner.add('on')).toBe('');
	expect(cleaner.add('e\n\ntwo\nlonger\nthree\nlonger still\nfour\nfi')).toBe(
		'one\n\ntwo\nlonge […]\nthree\nlonge […]\nfour\n',
	);
	expect(cleaner.end()).toBe('fi');
});
