// Terminals that cannot show every sign: what is drawn there in its place, column for column.

/** What stands for a sign that the terminal does not have. */
export type Signs = Readonly<Record<string, string>>;

/**
 * The Linux console has 256 or 512 letters. These are missing in the kernel's own font (code page 437), in the one that
 * Debian loads (Lat15-Fixed16), or in both; lines, arrows and the middle dot are in both.
 */
const onConsole: Signs = {
	'✓': '+',
	'✗': 'x',
	'›': '»',
	'●': '*',
	'○': 'o',
	'…': '~',
	'‘': "'",
	'’': "'",
	'“': '"',
	'”': '"',
	'–': '-',
	'—': '-',
};

/** Letters of one byte: nothing is certain but ASCII. */
const ascii: Signs = {
	...onConsole,
	'›': '>',
	'·': '-',
	'→': '>',
	'─': '-',
	'│': '|',
	'├': '|',
	'└': '`',
	'�': '?',
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Named, and not UTF-8. A locale that names none (C, POSIX, nothing) is that of many a login over ssh from a terminal that can. */
const hasOtherLetters = (environment: Environment): boolean => {
	const locale = environment['LC_ALL'] || environment['LC_CTYPE'] || environment['LANG'] || '';
	const letters = /\.([^@]+)/.exec(locale)?.[1];
	return letters !== undefined && !/^utf-?8$/i.test(letters);
};

const isLinuxConsole = ({TERM}: Environment): boolean => TERM === 'linux';

/** Left out: the terminal has them all. */
export const signsFor = (environment: Environment): Signs | undefined =>
	hasOtherLetters(environment) ? ascii : isLinuxConsole(environment) ? onConsole : undefined;

export const showsChinese = (environment: Environment): boolean => signsFor(environment) === undefined;
