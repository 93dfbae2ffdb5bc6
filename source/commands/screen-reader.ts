import {readPreferences, savePreferences} from '../session/preferences.ts';
import {home} from './state-home.ts';

/** Whether the screen is in words: what is said now, and remembered; else what was said last, or Ink's own variable says. */
export const screenReaderOf = async (said: boolean | undefined): Promise<boolean> => {
	const {preferences} = home();
	if (said !== undefined) await savePreferences(preferences, {screenReader: said});
	return said ?? readPreferences(preferences).screenReader ?? process.env['INK_SCREEN_READER'] === 'true';
};
