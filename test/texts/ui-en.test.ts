import {expect, test} from 'vitest';
import {ui} from '../../source/texts/ui-en.ts';

test('One thing is not things', () => {
	expect(ui.walk.values(1)).toBe('1 value captured');
	expect(ui.walk.values(3)).toBe('3 values captured');
	expect(ui.walk.run('Swap off', 1)).toBe('run “Swap off” on 1 host');
	expect(ui.walk.run('Swap off', 5)).toBe('run “Swap off” on 5 hosts');
	expect(ui.walk.copied(2)).toBe('Copied 2 lines.');
});

test('A terminal that is too small is told how large it has to be', () => {
	expect(ui.app.moreRoom(60, 18)).toContain('at least 60 columns and 18 rows');
});
