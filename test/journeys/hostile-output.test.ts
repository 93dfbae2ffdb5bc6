// What a host prints is never trusted: nothing but text reaches the screen, the journal, the log and the report.
import {stripVTControlCharacters} from 'node:util';
import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {print, type Printed} from '../helpers/printing.tsx';

/** What the program itself may write: colours. All else that is no text would be the host's. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const withoutColours = (written: string): string => written.replace(/\u001B\[[\d;]*m/g, '');
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const control = /[\0-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\u200E\u200F\uFEFF]/;

/** The screen has its 24 rows of at most 80 columns, and the line between the lists stands in one column. */
const expectWholeScreen = ({screen}: Printed): void => {
	const lines = screen.lines();
	const columns = lines.filter(line => line.includes('│')).map(line => stringWidth(line.slice(0, line.indexOf('│'))));
	expect(lines).toHaveLength(24);
	expect(Math.max(...lines.map(line => stringWidth(line)))).toBeLessThanOrEqual(80);
	expect(columns.length).toBeGreaterThan(10);
	expect(new Set(columns).size).toBe(1);
	expect(screen.text()).not.toMatch(/\p{Surrogate}/u);
};

const expectOnlyText = (printed: Printed): void => {
	expect(withoutColours(printed.screen.written())).not.toMatch(control);
	expect(printed.log).not.toMatch(control);
	expect(JSON.stringify(printed.journal)).not.toMatch(/\\u00[01]|\\u001b/i);
	expect(printed.report).not.toMatch(control);
};

/** Bash that prints the bytes between two plain lines. */
const printing = (bytes: string): string => `printf 'before\\n${bytes}\\nafter\\n'`;

test.each([
	['Cursor movements', String.raw`\033[2J\033[H\033[10;10Hhere\033[3A\033[?25l`, 'here'],
	['A window title', String.raw`\033]0;owned\007\033]2;owned\033\\text`, 'text'],
	['A write to the clipboard (OSC 52)', String.raw`\033]52;c;ZXZpbA==\007\033]52;c;ZXZpbA==\033\\text`, 'text'],
	['The alternate screen', String.raw`\033[?1049h\033[?47hinside\033[?1049l`, 'inside'],
	['Device control strings', String.raw`\033P$qm\033\\\033P+q544e\033\\\033[c\033[6n\033[5ntext`, 'text'],
	['Controls of one byte (C1)', String.raw`\302\2332J\302\2352;owned\302\234\302\220q\302\234text`, 'text'],
	['Colours that never end', String.raw`\033[8;31mhidden`, 'hidden'],
	['NUL and other controls', String.raw`a\000b\001c\010\010bc\013d\016e\017f\177`, 'abcdef'],
	['A sequence that never ends', String.raw`\033]52;c;ZXZpbA==`, ''],
	['Marks that turn text around (RTL)', String.raw`pass\342\200\256drow\342\201\246x\342\200\217`, 'passdrowx'],
	['A progress bar', String.raw`  1%%\r 50%%\r100%% done`, '100% done'],
])('%s: only the text is left', async (_, bytes, shown) => {
	const printed = await print(printing(bytes));

	expect(printed.outcome).toBe('done');
	expect(printed.log).toBe(`before\n${shown}\nafter\n`);
	expectOnlyText(printed);
	expectWholeScreen(printed);
	expect(printed.screen.text()).toContain('after');
});

test('Invalid UTF-8 becomes replacement characters, and what follows stands as it was', async () => {
	const printed = await print(printing(String.raw`a\377\376b\300\257c\233\303(d\355\240\200e`));

	expect(printed.log).toMatch(/^before\na\uFFFD+b\uFFFD+c\uFFFD+\(d\uFFFD+e\nafter\n$/);
	expectOnlyText(printed);
	expectWholeScreen(printed);
});

test.each([
	['Chinese letters', '中文字符'],
	['full-width signs', 'ＡＢＣ！'],
	['emoji', '😀👍🏽👨‍👩‍👧‍👦🇨🇳❤️'],
	['Korean and Japanese', '한국어カナ'],
	['marks that stand above letters', 'é'.normalize('NFD') + 'Z\u0351\u036b\u0343\u036a\u0302\u036b'],
])('Columns stay where they are when %s fill the lines, and none is cut in half', async (_, letters) => {
	const printed = await print(
		`for i in 1 2 3 4 5; do printf 'x%.0s' $(seq $i); printf '${letters}%.0s' {1..60}; echo; done`,
	);

	expect(printed.log.split('\n')[0]).toBe(`x${letters.repeat(60)}`);
	expectWholeScreen(printed);
	expect(printed.screen.text()).not.toContain('\uFFFD');
});

test('The sentence of a failure, and the report that quotes it, are text as well', async () => {
	const printed = await print(String.raw`printf 'bad \033]52;c;ZXZpbA==\007\033[2Jluck\n' >&2; exit 3`);

	expect(printed.outcome).toBe('failed');
	expect(printed.journal).toContainEqual(expect.objectContaining({status: 'failed', note: 'bad luck', exit: 3}));
	expect(printed.report).toContain('bad luck');
	expectOnlyText(printed);
	expectWholeScreen(printed);
});

test('A value that is captured from a host is text as well', async () => {
	const capture = {name: {parse: (output: string) => /name=(.*)/.exec(output)?.[1]}};
	const printed = await print(String.raw`printf 'name=m1\033[31m\033]0;x\007!\n'`, {capture});

	expect(printed.journal).toContainEqual(expect.objectContaining({type: 'captured', value: 'm1!'}));
});

test('The name of a file in what bash complains about cannot carry controls', async () => {
	const printed = await print(String.raw`cat $'/nowhere/\033[2J\033]0;x\a'`);

	expect(stripVTControlCharacters(printed.screen.text())).toContain('No such file or directory');
	expectOnlyText(printed);
	expectWholeScreen(printed);
});
