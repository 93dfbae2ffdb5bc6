import {expect, test} from 'vitest';
import {languageOf} from '../../source/commands/language.ts';
import {savePreferences} from '../../source/session/preferences.ts';
import {ownHome} from '../helpers/own-home.ts';

const home = ownHome();

test.each([
	[{LANG: 'zh_CN.UTF-8'}, 'zh'],
	[{LANG: 'en_US.UTF-8'}, 'en'],
	[{LANG: 'de_DE.UTF-8'}, 'en'],
	[{LC_ALL: 'C.UTF-8', LANG: 'zh_CN.UTF-8'}, 'en'],
	[{LC_MESSAGES: 'zh_TW.UTF-8', LANG: 'en_US.UTF-8'}, 'zh'],
	[{LC_ALL: '', LANG: 'zh_CN'}, 'zh'],
	[{}, 'en'],
] as const)('The environment %j speaks %s', (environment, language) => {
	expect(languageOf(undefined, environment)).toBe(language);
});

test('The Linux console has no Chinese letters: there it is only spoken when it is asked for', async () => {
	await savePreferences(home(), {language: 'zh'});
	const console = {TERM: 'linux', LANG: 'zh_CN.UTF-8'};

	expect(languageOf(undefined, console, true)).toBe('en');
	expect(languageOf('zh', console, true)).toBe('zh');
	expect(languageOf(undefined, console, false)).toBe('zh');
	expect(languageOf(undefined, {...console, TERM: 'screen'}, true)).toBe('zh');
});

test('What was chosen before comes before the environment, and the flag before both', async () => {
	await savePreferences(home(), {language: 'zh'});
	expect(languageOf(undefined, {LANG: 'en_US.UTF-8'})).toBe('zh');
	expect(languageOf('en', {LANG: 'zh_CN.UTF-8'})).toBe('en');
});
