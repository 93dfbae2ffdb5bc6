import {readPreferences} from '../session/preferences.ts';
import type {Language} from '../texts/texts.ts';
import {home} from './state-home.ts';

/** What --lang says, else what was chosen before, else what the environment speaks. */
export const languageOf = (flag: Language | undefined, environment: NodeJS.ProcessEnv = process.env): Language => {
	const chosen = flag ?? readPreferences(home().preferences).language;
	if (chosen) return chosen;
	const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '';
	return locale.startsWith('zh') ? 'zh' : 'en';
};
