import {expect, test} from 'vitest';
import {plainQuotes} from '../../../source/commands/export/plain-quotes.ts';

test('Typographic quotes become those of a keyboard', () => {
	expect(plainQuotes('the host’s “name”')).toBe(`the host's "name"`);
});
