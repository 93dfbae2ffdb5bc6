// What the program as a whole shows: which screen, in which language, with what on top.
import type {Language} from '../texts/texts.ts';
import type {Question} from './doors.ts';
import {initialPalette, type PaletteState} from './palette.ts';
import type {Session} from './session.ts';
import {themeNames, type ThemeName} from './theme.ts';
import type {TextField} from './text-field.ts';

export type Asked = {readonly question: Question; readonly answer: (answer: string | undefined) => void};

export type Shell = {
	readonly language: Language;
	readonly theme: ThemeName;
	/** The terminal reports the mouse. */
	readonly mouse: boolean;
	readonly session?: Session;
	readonly help: boolean;
	/** Open: what is looked for. */
	readonly palette?: PaletteState;
	/** The dialog that says what stays running when the person leaves. */
	readonly leaving: boolean;
	/** Questions of the front door (a host key, a password), answered first to last. */
	readonly asked: readonly Asked[];
};

export type ShellChange =
	| {readonly type: 'language-switched'}
	| {readonly type: 'theme-switched'}
	| {readonly type: 'mouse-switched'}
	| {readonly type: 'session-opened'; readonly session: Session}
	| {readonly type: 'session-left'}
	| {readonly type: 'help-shown'; readonly shown: boolean}
	| {readonly type: 'palette-shown'; readonly shown: boolean}
	| {readonly type: 'palette-typed'; readonly field: TextField}
	| {readonly type: 'palette-moved'; readonly to: number}
	| {readonly type: 'leaving'; readonly shown: boolean}
	| {readonly type: 'asked'; readonly asked: Asked}
	| {readonly type: 'answered'};

export const shellOf = (language: Language, session?: Session, theme: ThemeName = 'dark', mouse = false): Shell => ({
	language,
	theme,
	mouse,
	help: false,
	leaving: false,
	asked: [],
	...(session && {session}),
});

export const reduceShell = (shell: Shell, change: ShellChange): Shell => {
	switch (change.type) {
		case 'language-switched':
			return {...shell, language: shell.language === 'en' ? 'zh' : 'en'};
		case 'theme-switched':
			return {...shell, theme: themeNames[(themeNames.indexOf(shell.theme) + 1) % themeNames.length]!};
		case 'mouse-switched':
			return {...shell, mouse: !shell.mouse};
		case 'session-opened':
			return {...shell, session: change.session};
		case 'session-left': {
			const {session: _, ...rest} = shell;
			return {...rest, leaving: false, help: false};
		}
		case 'help-shown':
			return {...shell, help: change.shown};
		case 'palette-shown': {
			const {palette: _, ...rest} = shell;
			return change.shown ? {...rest, palette: initialPalette} : rest;
		}
		case 'palette-typed':
			return shell.palette ? {...shell, palette: {field: change.field, at: 0}} : shell;
		case 'palette-moved':
			return shell.palette ? {...shell, palette: {...shell.palette, at: change.to}} : shell;
		case 'leaving':
			return {...shell, leaving: change.shown};
		case 'asked':
			return {...shell, asked: [...shell.asked, change.asked]};
		case 'answered':
			return {...shell, asked: shell.asked.slice(1)};
	}
};
