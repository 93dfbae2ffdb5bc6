// What the operator likes, over all sessions. It does not grow: conf writes the whole file on every change.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Language} from '../texts/texts.ts';

export type Theme = 'dark' | 'light' | 'colour-blind';

export type Preferences = {
	/** Left out: what the terminal's locale says. */
	readonly language?: Language;
	readonly theme?: Theme;
	/** The screen answers to the mouse. */
	readonly mouse?: boolean;
	/** The screen in words, for a screen reader. */
	readonly screenReader?: boolean;
};

const name = 'preferences';
const languages: readonly unknown[] = ['en', 'zh'] satisfies readonly Language[];
const themes: readonly unknown[] = ['dark', 'light', 'colour-blind'] satisfies readonly Theme[];

/** A file edited by hand may say anything: what is not understood counts as not said. */
const understood = ({language, theme, mouse, screenReader}: Readonly<Record<string, unknown>>): Preferences => ({
	...(languages.includes(language) && {language: language as Language}),
	...(themes.includes(theme) && {theme: theme as Theme}),
	...(typeof mouse === 'boolean' && {mouse}),
	...(typeof screenReader === 'boolean' && {screenReader}),
});

/** Without conf, which takes a tenth of the time until the first frame to load. */
export const readPreferences = (directory: string): Preferences => {
	try {
		return understood(JSON.parse(readFileSync(join(directory, `${name}.json`), 'utf8')) as Record<string, unknown>);
	} catch {
		// Preferences are not worth an error: without them everything has its default.
		return {};
	}
};

/** False when it could not be written. */
export const savePreferences = async (directory: string, change: Preferences): Promise<boolean> => {
	const {default: Conf} = await import('conf');
	try {
		new Conf({cwd: directory, configName: name, projectName: 'kubewalk', clearInvalidConfig: true}).set({
			...change,
		});
		return true;
	} catch {
		return false;
	}
};
