// What the operator likes, over all sessions. It does not grow: conf writes the whole file on every change.
import Conf from 'conf';
import type {Language} from '../texts/texts.ts';

export type Theme = 'auto' | 'dark' | 'light' | 'plain';

export type Preferences = {
	/** Left out: what the terminal's locale says. */
	readonly language?: Language;
	readonly theme?: Theme;
};

export type PreferenceStore = {
	readonly get: () => Preferences;
	/** False when it could not be written; it then lasts as long as the program. */
	readonly set: (change: Preferences) => boolean;
};

const languages: readonly unknown[] = ['en', 'zh'] satisfies readonly Language[];
const themes: readonly unknown[] = ['auto', 'dark', 'light', 'plain'] satisfies readonly Theme[];

/** A file edited by hand may say anything: what is not understood counts as not said. */
const understood = ({language, theme}: Readonly<Record<string, unknown>>): Preferences => ({
	...(languages.includes(language) && {language: language as Language}),
	...(themes.includes(theme) && {theme: theme as Theme}),
});

export const openPreferences = (directory: string): PreferenceStore => {
	let conf: Conf | undefined;
	let known: Preferences = {};
	try {
		conf = new Conf({cwd: directory, configName: 'preferences', projectName: 'kubewalk', clearInvalidConfig: true});
		known = understood(conf.store);
	} catch {
		// Preferences are not worth an error: without them everything has its default.
	}
	return {
		get: () => known,
		set: change => {
			known = {...known, ...change};
			try {
				conf?.set({...known});
				return conf !== undefined;
			} catch {
				return false;
			}
		},
	};
};
