import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {readPreferences, savePreferences} from '../../source/session/preferences.ts';
import {makeHome} from './story.ts';

test('A choice is there the next time, and one does not undo the other', async () => {
	const home = makeHome();

	expect(readPreferences(home)).toEqual({});
	expect(await savePreferences(home, {language: 'zh'})).toBe(true);
	expect(await savePreferences(home, {theme: 'dark'})).toBe(true);
	expect(await savePreferences(home, {screenReader: true})).toBe(true);
	expect(await savePreferences(home, {mouse: true})).toBe(true);
	expect(readPreferences(home)).toEqual({language: 'zh', theme: 'dark', mouse: true, screenReader: true});
	expect(await savePreferences(home, {screenReader: false})).toBe(true);
	expect(readPreferences(home).screenReader).toBe(false);
});

test('What is not understood counts as not said, and does not keep a choice from being written', async () => {
	const home = makeHome();
	writeFileSync(
		join(home, 'preferences.json'),
		'{"language": "tlh", "theme": "light", "screenReader": "loud", "mouse": "sometimes", "more": 1}',
	);
	expect(readPreferences(home)).toEqual({theme: 'light'});

	for (const garbled of ['garbled', 'null', '']) {
		writeFileSync(join(home, 'preferences.json'), garbled);
		expect(readPreferences(home)).toEqual({});
	}
	expect(await savePreferences(home, {language: 'zh'})).toBe(true);
	expect(readPreferences(home)).toEqual({language: 'zh'});
});

test('Where a choice cannot be written, that is said', async () => {
	const file = join(makeHome(), 'file');
	writeFileSync(file, '');

	expect(await savePreferences(join(file, 'below'), {language: 'zh'})).toBe(false);
	expect(readPreferences(join(file, 'below'))).toEqual({});
});
