// Every colour and every mark of the screen. A mark never relies on its colour, and none is of ambiguous width:
// terminals set to Chinese draw characters such as the middle dot or the filled circle two columns wide.
import type {TextProps} from 'ink';
import type {Surveyed} from '../engine/engine.ts';
import type {Status} from '../engine/event.ts';

/** How pieces of a command are told apart. */
export type CommandTone = 'string' | 'comment' | 'variable' | 'document' | 'value';

export type Tone = CommandTone | 'plain' | 'strong' | 'quiet' | 'key' | 'good' | 'bad' | 'busy' | 'warn' | 'chosen';

type Look = Pick<TextProps, 'color' | 'bold' | 'dimColor' | 'inverse' | 'underline'>;

/** In the sixteen colours that every terminal has, so that the terminal's own palette is kept. */
export type ThemeName = 'dark' | 'light' | 'colour-blind';

export const themeNames = ['dark', 'light', 'colour-blind'] as const satisfies readonly ThemeName[];

const dark: Readonly<Record<Tone, Look>> = {
	plain: {},
	strong: {bold: true},
	quiet: {dimColor: true},
	key: {bold: true, color: 'cyan'},
	good: {color: 'green'},
	bad: {bold: true, color: 'red'},
	busy: {bold: true, color: 'blue'},
	warn: {color: 'yellow'},
	chosen: {inverse: true},
	string: {color: 'green'},
	comment: {dimColor: true},
	variable: {color: 'cyan'},
	document: {dimColor: true},
	value: {bold: true, color: 'yellow'},
};

const looks: Readonly<Record<ThemeName, Readonly<Record<Tone, Look>>>> = {
	dark,
	// Yellow, cyan and dimmed text cannot be read on white.
	light: {
		...dark,
		quiet: {},
		key: {bold: true, color: 'blue'},
		busy: {bold: true, color: 'magenta'},
		warn: {color: 'magenta'},
		comment: {},
		document: {},
		variable: {color: 'blue'},
		value: {bold: true, color: 'magenta'},
	},
	// Blue and yellow are told apart by all but a few; red and green are not.
	'colour-blind': {
		...dark,
		good: {color: 'blueBright'},
		bad: {bold: true, underline: true, color: 'yellow'},
		busy: {bold: true, color: 'cyan'},
		string: {color: 'blueBright'},
	},
};

export const lookOf = (tone: Tone, colour: boolean, theme: ThemeName = 'dark'): Look => {
	const look = looks[theme][tone];
	const {color, ...rest} = look;
	return colour && color !== undefined ? look : rest;
};

export type Mark = {readonly sign: string; readonly tone: Tone};

export const marks: Readonly<Record<Status, Mark>> = {
	pending: {sign: '.', tone: 'quiet'},
	checking: {sign: '?', tone: 'busy'},
	satisfied: {sign: '=', tone: 'good'},
	running: {sign: '>', tone: 'busy'},
	verifying: {sign: '?', tone: 'busy'},
	done: {sign: '✓', tone: 'good'},
	failed: {sign: '✗', tone: 'bad'},
	unreachable: {sign: '!', tone: 'bad'},
	cancelled: {sign: '~', tone: 'warn'},
	skipped: {sign: '-', tone: 'warn'},
	undoing: {sign: '<', tone: 'busy'},
	undone: {sign: 'u', tone: 'warn'},
};

/** The answers of checks: is it so? */
export const answers: Readonly<Record<Surveyed['answer'], Mark>> = {
	yes: {sign: '✓', tone: 'good'},
	no: {sign: '✗', tone: 'bad'},
	unknown: {sign: '?', tone: 'warn'},
};

/** Stands before the selected line. */
export const pointer = '›';

/** Below this the screen says one sentence and waits for room. */
export const smallest = {columns: 60, rows: 18};

/** From here on all panes are shown at once. */
export const roomy = {columns: 110, rows: 34};

/** So many columns have room for the picture of the cluster beside the panes. */
export const spacious = 140;
