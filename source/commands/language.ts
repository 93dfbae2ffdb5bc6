import {readPreferences} from '../session/preferences.ts';
import type {Language} from '../texts/texts.ts';
import {showsChinese} from '../ui/signs.ts';
import {home} from './state-home.ts';

/** What --lang says, else what was chosen before, else what the environment speaks; on a terminal, what it can show. */
export const languageOf = (
	flag: Language | undefined,
	environment: NodeJS.ProcessEnv = process.env,
	isTerminal: boolean = process.stdout.isTTY,
): Language => {
	if (flag) return flag;
	if (isTerminal && !showsChinese(environment)) return 'en';
	const chosen = readPreferences(home().preferences).language;
	if (chosen) return chosen;
	const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '';
	return locale.startsWith('zh') ? 'zh' : 'en';
};
