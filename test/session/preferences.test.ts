import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {openPreferences} from '../../source/session/preferences.ts';
import {makeHome} from './story.ts';

test('A choice is there the next time, and one does not undo the other', () => {
	const home = makeHome();

	expect(openPreferences(home).get()).toEqual({});
	expect(openPreferences(home).set({language: 'zh'})).toBe(true);
	expect(openPreferences(home).set({theme: 'dark'})).toBe(true);
	expect(openPreferences(home).get()).toEqual({language: 'zh', theme: 'dark'});
});

test('What is not understood counts as not said', () => {
	const home = makeHome();
	writeFileSync(join(home, 'preferences.json'), '{"language": "tlh", "theme": "light", "more": 1}');
	expect(openPreferences(home).get()).toEqual({theme: 'light'});

	writeFileSync(join(home, 'preferences.json'), 'garbled');
	expect(openPreferences(home).get()).toEqual({});
});

test('A choice that cannot be written lasts as long as the program', () => {
	const file = join(makeHome(), 'file');
	writeFileSync(file, '');
	const preferences = openPreferences(join(file, 'below'));

	expect(preferences.set({language: 'zh'})).toBe(false);
	expect(preferences.get()).toEqual({language: 'zh'});
});
