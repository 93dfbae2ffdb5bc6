import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {textsOf} from '../../source/texts/texts.ts';
import {showsChinese, signsFor} from '../../source/ui/signs.ts';
import {answers, marks, pointer} from '../../source/ui/theme.ts';
import {walking} from '../helpers/walking.tsx';

/** Read from cp437.uni of the kernel and the table in Lat15-Fixed16.psf.gz of console-setup 1.221. */
const inBothFonts = new Set('¤¦§¨«¬°±´¶·¸»×•‼←↑→↓≡≤≥─│┌┐└┘├┤┬┴┼█░▒■▲▶▼◀♦�');

const onConsole = signsFor({TERM: 'linux', LANG: 'en_US.UTF-8'})!;
const oneByte = signsFor({TERM: 'xterm', LANG: 'de_DE.ISO-8859-1'})!;

/** Chinese is not drawn there. */
const foreign = (text: string): readonly string[] => text.match(/[^\p{ASCII}\u3000-\u9FFF\uFF00-\uFFEF]/gu) ?? [];

const isShown = (sign: string): boolean => sign <= '~' || inBothFonts.has(sign);

/** All sentences in English, those that functions make too. */
const sentencesIn = (texts: unknown): readonly string[] => {
	if (typeof texts === 'string') return [texts];
	if (typeof texts === 'function') return [String(texts)];
	return texts !== null && typeof texts === 'object' ? Object.values(texts).flatMap(sentencesIn) : [];
};

/** What the components draw by themselves. */
const drawn = (): readonly string[] =>
	(readdirSync('source/ui', {recursive: true}) as string[])
		.filter(file => /\.tsx?$/.test(file) && !/signs|prose|cells/.test(file))
		.map(file => readFileSync(join('source/ui', file), 'utf8').replaceAll(/^\s*(?:\/\/|\/?\*).*$/gm, ''));

test('On the Linux console every sign of the screen is in the kernel’s font and in Debian’s', async () => {
	const signs = [...Object.values(marks), ...Object.values(answers)].map(({sign}) => sign);
	const {text} = await walking({columns: 140, rows: 40});
	const {language: _, ...keys} = textsOf('en').keys;
	const all = [...signs, pointer, text(), ...sentencesIn({...textsOf('en'), keys}), ...drawn()].flatMap(foreign);

	expect(all.length).toBeGreaterThan(100);
	expect([...new Set(all)].filter(sign => !isShown(onConsole[sign] ?? sign))).toEqual([]);
	expect(Object.values(onConsole).filter(sign => !isShown(sign))).toEqual([]);
});

test('Marks stay apart from each other, and from the pointer', () => {
	for (const signs of [onConsole, oneByte]) {
		const shown = ['done', 'failed', 'satisfied', 'pending', 'running', 'undoing'].map(
			status => marks[status as keyof typeof marks].sign,
		);
		expect(new Set(shown.map(sign => signs[sign] ?? sign)).size).toBe(shown.length);
	}
	expect(onConsole[pointer]).toBe('»');
});

test('A locale of one-byte letters gets nothing but ASCII', () => {
	for (const sign of Object.values(oneByte)) expect(sign <= '~').toBe(true);
	expect(signsFor({TERM: 'linux', LC_ALL: 'de_DE.ISO-8859-15@euro'})).toBe(oneByte);
});

test.each([
	[{}, true],
	[{TERM: 'xterm', LANG: 'C'}, true],
	[{TERM: 'screen', LC_ALL: 'POSIX', LANG: 'zh_CN.GBK'}, true],
	[{TERM: 'xterm-256color', LANG: 'C.UTF-8'}, true],
	[{TERM: 'xterm', LANG: 'zh_CN.utf8'}, true],
	[{TERM: 'xterm', LANG: 'zh_CN'}, true],
	[{TERM: 'xterm', LANG: 'zh_CN.GB18030'}, false],
	[{TERM: 'linux', LANG: 'zh_CN.UTF-8'}, false],
] as const)('In the environment %j all signs, and Chinese, are shown: %s', (environment, all) => {
	expect(signsFor(environment) === undefined).toBe(all);
	expect(showsChinese(environment)).toBe(all);
});
